using System.Formats.Tar;

namespace ContainerSecurity.Documents;

/// <summary>Tells what is at a path without opening it.</summary>
internal static class FileKind
{
    private const int TypeOffset = 156;
    private const int MaxLinks = 40;

    /// <summary>Why a path cannot be opened as a file; null where it can, or nothing is there.</summary>
    public static string? Fault(string path) => Fault(path, out _);

    /// <summary>Why a path cannot be opened as a file; null where it can, or nothing is there. Asks the platform once for a file that is no link.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <param name="isLink">Whether a link is at the path.</param>
    public static string? Fault(string path, out bool isLink)
    {
        isLink = false;
        try
        {
            var file = new FileInfo(path);
            FileAttributes attributes = file.Attributes;
            isLink = (attributes & FileAttributes.ReparsePoint) != 0 && (int)attributes != -1;
            if (isLink)
                return file.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target
                    ? FaultOf(new FileInfo(target.FullName))
                    : "it is a link that leads to no file";
            return FaultOf(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    /// <summary>Whether a file lies outside of a folder once every link on the way is followed.</summary>
    /// <param name="folder">The folder that the name is told from; empty for the current one.</param>
    /// <param name="name">The file's path from there.</param>
    /// <param name="bound">The folder.</param>
    public static bool LeadsOut(string folder, string name, string bound) =>
        !Follow(Path.Combine(folder, name)).StartsWith(
            Follow(bound).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>
    /// The place that a path names in the end. Steps are taken one by one, as the platform does: behind a link, <c>..</c> is the folder above its target.
    /// </summary>
    private static string Follow(string path)
    {
        path = Path.Combine(Directory.GetCurrentDirectory(), path);
        string at = Path.GetPathRoot(path)!;
        Stack<string> steps = new(StepsOf(path).Reverse());
        for (int links = 0; steps.Count > 0;)
        {
            string next = Path.GetFullPath(steps.Pop(), at);
            if (LinkAt(next) is not { } target)
            {
                at = next;
                continue;
            }
            if (++links > MaxLinks)
                throw new IOException($"'{path}' leads through more than {MaxLinks} links.");
            at = Path.IsPathRooted(target) ? Path.GetPathRoot(Path.GetFullPath(target, at))! : at;
            foreach (string step in StepsOf(target).Reverse())
                steps.Push(step);
        }
        return at;
    }

    private static string[] StepsOf(string path) =>
        path[Path.GetPathRoot(path)!.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);

    private static string? LinkAt(string path) => (Directory.Exists(path) ? (FileSystemInfo)new DirectoryInfo(path) : new FileInfo(path)).LinkTarget;

    private static string? FaultOf(FileInfo file) =>
        !file.Exists ? Directory.Exists(file.FullName) ? "it is a folder" : null
            : file.Length > 0 || OperatingSystem.IsWindows() ? null
            : FaultOfEmpty(file.FullName);

    /// <summary>
    /// Pipes, sockets and devices have no length, as empty files have none. The platform shows their type nowhere but
    /// in the header of a tar archive.
    /// </summary>
    private static string? FaultOfEmpty(string path)
    {
        using var header = new MemoryStream();
        try
        {
            using var writer = new TarWriter(header, TarEntryFormat.Gnu, leaveOpen: true);
            writer.WriteEntry(path, "file");
        }
        catch (IOException e) when (e is not FileNotFoundException)
        {
            return "it is a socket or another special file";
        }
        return (TarEntryType)header.GetBuffer()[TypeOffset] switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile => null,
            TarEntryType.Fifo => "it is a named pipe",
            _ => "it is a device or another special file",
        };
    }
}
