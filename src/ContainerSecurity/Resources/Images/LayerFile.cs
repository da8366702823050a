namespace ContainerSecurity.Resources.Images;

/// <summary>A file of a layer that a rule may ask for; most files of an image are none.</summary>
/// <param name="Layer">The layer that has the file.</param>
/// <param name="Path">The path from the root, without a slash before it.</param>
public sealed record LayerFile(Layer Layer, string Path)
{
    private const int SetIdBits = 0b110_000_000_000;

    /// <summary>The permission bits, <c>07777</c> at most.</summary>
    public int Mode { get; init; }

    /// <summary>The size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>What the file is.</summary>
    public LayerFileKind Kind { get; init; }

    /// <summary>The secrets in the file's text, each once.</summary>
    public IReadOnlyList<FileSecret> Secrets { get; init; } = [];

    /// <summary>Whether a later layer deletes or replaces the file. Who has the image still reads it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether who runs the file becomes its owner or group (setuid, setgid).</summary>
    public bool IsSetId => (Mode & SetIdBits) != 0;
}
