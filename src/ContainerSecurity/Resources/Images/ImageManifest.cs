namespace ContainerSecurity.Resources.Images;

/// <summary>One image: its configuration and layers; or an artifact in the form of one. OCI image-spec 1.1, and Docker's schema 2.</summary>
/// <param name="MediaType">The media type as written; null where the document leaves it to what points to it.</param>
/// <param name="Config">The configuration.</param>
/// <param name="Layers">The layers, the lowest first.</param>
public sealed record ImageManifest(string? MediaType, Descriptor Config, IReadOnlyList<Descriptor> Layers)
{
    /// <summary>The type of an artifact as written; null where there is none.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The manifest that this one says something about, such as the signed image; null where it stands on its own.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>The annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = Descriptor.NoAnnotations;

    /// <summary>Whether this is an image of a container, and not an artifact in the form of one.</summary>
    public bool IsImage => ArtifactType is null && ImageMediaType.IsConfig(Config.MediaType);

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">The name shown in positions.</param>
    public static ImageDocument<ImageManifest> Read(byte[] json, string name) => ImageDocumentReader.Read(json, name, f => Read(f, mayBeEmpty: false));

    /// <summary>Reads a manifest as builders write it: an image from scratch that only sets its configuration has no layer.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">The name shown in positions.</param>
    public static ImageDocument<ImageManifest> ReadBuilt(byte[] json, string name) => ImageDocumentReader.Read(json, name, f => Read(f, mayBeEmpty: true));

    private static ImageManifest? Read(ImageFields fields, bool mayBeEmpty)
    {
        fields.RequireSchemaVersion();
        string? mediaType = fields.DocumentType(ImageMediaType.IsManifest, "an image manifest");
        fields.Forbid("manifests", "An image manifest cannot be an index as well");
        Descriptor? config = fields.RequiredObject("config")?.Descriptor();
        IReadOnlyList<ImageFields>? layers = fields.Objects("layers", isRequired: true);
        if (layers is { Count: 0 } && !mayBeEmpty)
            fields.Report("layers", "'layers' is empty; a manifest has at least one layer, if only the empty one.");
        Descriptor?[] read = [.. (layers ?? []).Select(l => l.Descriptor())];
        var manifest = new ImageManifest(mediaType, config!, read!)
        {
            ArtifactType = fields.MediaType("artifactType", isRequired: false),
            Subject = fields.Object("subject")?.Descriptor(),
            Annotations = fields.Texts("annotations"),
        };
        if (manifest.ArtifactType is null && config?.MediaType == ImageMediaType.Empty)
            fields.Report("config", "'config' is the empty one, so 'artifactType' must say what this is.");
        return manifest;
    }
}
