namespace ContainerSecurity.Documents;

/// <summary>Tells what is at a path as far as the older platform can, which does not know pipes and devices from files.</summary>
internal static class FileKind
{
    /// <summary>Why a path cannot be opened as a file; null where it can, or nothing is there.</summary>
    public static string? Fault(string path) => Directory.Exists(path) ? "it is a folder" : null;
}
