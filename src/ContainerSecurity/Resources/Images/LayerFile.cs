using ContainerSecurity.Resources.Images.Inspectors;
using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Resources.Images;

/// <summary>A file of a layer that a rule may ask for, with what inspectors told of it; most files of an image are none.</summary>
/// <param name="Layer">The layer that has the file.</param>
/// <param name="Path">The path from the root, without a slash before it.</param>
public sealed record LayerFile(Layer Layer, string Path)
{
    private const int SetIdBits = 0b110_000_000_000;

    /// <summary>The permission bits, <c>07777</c> at most.</summary>
    public int Mode { get; init; }

    /// <summary>The size in bytes; 0 for a further name of another file.</summary>
    public long Size { get; init; }

    /// <summary>The path of the file that this is a further name of (a hard link); null for a file with content of its own.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>What the file is.</summary>
    public SensitiveFileKind Kind { get; init; }

    /// <summary>The secrets in the file's text, each once.</summary>
    public IReadOnlyList<FileSecret> Secrets { get; init; } = [];

    /// <summary>What inspectors told of the file beside its kind and its secrets, in the order in which they told it.</summary>
    public IReadOnlyList<object> Facts { get; init; } = [];

    /// <summary>Whether a later layer deletes or replaces the file. Who has the image still reads it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether who runs the file becomes its owner or group (setuid, setgid).</summary>
    public bool IsSetId => (Mode & SetIdBits) != 0;

    /// <summary>
    /// Whether the file lies where distributions and package managers put what others wrote, such as <c>/usr/lib</c>
    /// and <c>node_modules</c>.
    /// </summary>
    public bool IsLibrary => LibraryFolders.Hold(Path);

    /// <summary>Adds a fact.</summary>
    /// <param name="fact">What an inspector tells of the file, in a type of its own.</param>
    public LayerFile With(object fact) => this with { Facts = [.. Facts, fact ?? throw new ArgumentNullException(nameof(fact))] };
}
