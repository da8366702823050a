namespace ContainerSecurity.Resources.Images;

/// <summary>What a document says of other content: its type, size and digest.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Digest">The digest.</param>
/// <param name="Size">The size in bytes.</param>
public sealed record Descriptor(string MediaType, Digest Digest, long Size)
{
    /// <summary>Other places that have the content. They are never asked on their own.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>
    /// The content itself, where it is small enough to stand here; it fits <see cref="Digest"/> and <see cref="Size"/>.
    /// Null where it does not stand here.
    /// </summary>
    public IReadOnlyList<byte>? Data { get; init; }

    /// <summary>The type of an artifact; null where there is none.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>What an image in an index runs on; null where it is not said.</summary>
    public ImagePlatform? Platform { get; init; }

    /// <summary>The annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = NoAnnotations;

    /// <summary>Reads a descriptor that stands alone.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">The name shown in positions.</param>
    public static ImageDocument<Descriptor> Read(byte[] json, string name) => ImageDocumentReader.Read(json, name, fields => fields.Descriptor());

    internal static IReadOnlyDictionary<string, string> NoAnnotations { get; } = new Dictionary<string, string>();
}
