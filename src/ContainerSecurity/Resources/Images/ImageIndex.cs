namespace ContainerSecurity.Resources.Images;

/// <summary>
/// A list of manifests, such as one image for several platforms, the images of a layout, or what refers to an image.
/// OCI image-spec 1.1, and Docker's manifest lists.
/// </summary>
/// <param name="MediaType">The media type as written; null where the document leaves it to what points to it.</param>
/// <param name="Manifests">The manifests and further indexes.</param>
public sealed record ImageIndex(string? MediaType, IReadOnlyList<Descriptor> Manifests)
{
    /// <summary>The type of an artifact as written; null where there is none.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The manifest that this index says something about; null where it stands on its own.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>The annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = Descriptor.NoAnnotations;

    /// <summary>Reads an index.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">The name shown in positions.</param>
    public static ImageDocument<ImageIndex> Read(byte[] json, string name) => ImageDocumentReader.Read(json, name, Read);

    private static ImageIndex? Read(ImageFields fields)
    {
        fields.RequireSchemaVersion();
        string? mediaType = fields.DocumentType(ImageMediaType.IsIndex, "an image index");
        fields.Forbid("layers", "An index cannot be an image manifest as well");
        fields.Forbid("config", "An index cannot be an image manifest as well");
        Descriptor?[] manifests = [.. (fields.Objects("manifests", isRequired: true) ?? []).Select(m => m.Descriptor())];
        return new ImageIndex(mediaType, manifests!)
        {
            ArtifactType = fields.MediaType("artifactType", isRequired: false),
            Subject = fields.Object("subject")?.Descriptor(),
            Annotations = fields.Texts("annotations"),
        };
    }
}
