using System.Formats.Tar;

namespace ContainerSecurity.Documents;

/// <summary>Tells what is at a path without opening it.</summary>
internal static class FileKind
{
    private const int TypeOffset = 156;

    /// <summary>Why a path cannot be opened as a file; null where it can, or nothing is there.</summary>
    public static string? Fault(string path)
    {
        try
        {
            var file = new FileInfo(Path.GetFullPath(path));
            if (file.Attributes.HasFlag(FileAttributes.ReparsePoint) && (int)file.Attributes != -1)
                return file.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target ? FaultOf(new FileInfo(target.FullName)) : "it is a link that leads to no file";
            return FaultOf(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static string? FaultOf(FileInfo file) =>
        !file.Exists ? Directory.Exists(file.FullName) ? "it is a folder" : null : file.Length > 0 || OperatingSystem.IsWindows() ? null : FaultOfEmpty(file.FullName);

    /// <summary>Pipes, sockets and devices have no length, as empty files have none. The platform shows their type nowhere but in the header of a tar archive.</summary>
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
