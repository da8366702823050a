namespace ContainerSecurity.SupplyChain.Inventories.Languages;

/// <summary>Asks the path of a file, whose parts are divided by <c>/</c>.</summary>
internal static class FilePath
{
    /// <summary>The last part.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Whether the last part is this one.</summary>
    public static bool IsNamed(string path, string name) =>
        path.EndsWith(name, StringComparison.Ordinal) && (path.Length == name.Length || path[^(name.Length + 1)] == '/');

    /// <summary>Whether a folder of this name is above the file.</summary>
    public static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal) || path.Contains("/" + folder + "/", StringComparison.Ordinal);
}
