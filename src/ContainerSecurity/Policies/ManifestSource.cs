namespace ContainerSecurity.Policies;

/// <summary>One source of manifests: a file, a standard input, a text.</summary>
/// <param name="path">The name shown to people.</param>
/// <param name="open">Opens the bytes; called once or twice, on any thread. <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/> become errors of the decision.</param>
public sealed class ManifestSource(string path, Func<Stream> open)
{
    /// <summary>The name shown to people.</summary>
    public string Path { get; } = path ?? throw new ArgumentNullException(nameof(path));

    /// <summary>Opens the bytes.</summary>
    public Stream Open() => open();

    /// <summary>A file on disk.</summary>
    public static ManifestSource FromFile(string path) => new(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1));

    /// <summary>A text in memory.</summary>
    public static ManifestSource FromText(string path, string text) => new(path, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text), writable: false));
}
