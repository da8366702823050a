namespace ContainerSecurity.Tool.LanguageServer.Documents;

/// <summary>What the address of a document says: the file, and the name by which people and policies know it.</summary>
internal static class DocumentPath
{
    /// <summary>The file of an address; null where it is no file of this machine.</summary>
    public static string? FileOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out Uri? address) && address is { IsFile: true, IsUnc: false } ? Decode(address) : null;

    /// <summary>The address of a file.</summary>
    public static string UriOf(string path) => new Uri(Path.GetFullPath(path)).AbsoluteUri;

    /// <summary>The path from the folder that is open in the editor; the whole path outside of all, and for what is no file the end of its address.</summary>
    public static string NameOf(string uri, IEnumerable<string> folders)
    {
        if (FileOf(uri) is not { } file)
            return Uri.UnescapeDataString(uri[(uri.LastIndexOfAny(['/', ':']) + 1)..]);
        string? folder = folders.Where(f => IsIn(file, f)).MaxBy(f => f.Length);
        return (folder is null ? file : Path.GetRelativePath(folder, file)).Replace('\\', '/');
    }

    private static bool IsIn(string file, string folder) =>
        file.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Editors write a drive's colon as <c>%3A</c>, which stays in the path.</summary>
    private static string Decode(Uri address)
    {
        string path = address.LocalPath;
        return path.Length > 2 && path[0] is '/' or '\\' && char.IsAsciiLetter(path[1]) && path[2] == ':' && OperatingSystem.IsWindows() ? path[1..] : path;
    }
}
