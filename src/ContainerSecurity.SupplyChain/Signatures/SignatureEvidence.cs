using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>Something found beside an image that may be a signature; nothing of it is verified yet.</summary>
public sealed record SignatureEvidence
{
    /// <summary>
    /// The media type of <see cref="Content"/>, such as <c>application/vnd.dev.cosign.simplesigning.v1+json</c>.
    /// </summary>
    public required string MediaType { get; init; }

    /// <summary>The payload of simple signing, the DSSE envelope, the bundle, or the Notary envelope.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The annotations of the layer that holds <see cref="Content"/>: cosign keeps its signature there.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The manifest that <see cref="Content"/> is a layer of; empty where it was given as a file.</summary>
    public ReadOnlyMemory<byte> Manifest { get; init; }

    /// <summary>The annotations of the manifest.</summary>
    public IReadOnlyDictionary<string, string> ManifestAnnotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The artifact type of the manifest; null where it has none.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The image that the manifest names as its subject; null where it names none.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>Where it was found, for people, such as a reference with a digest or the path of a file.</summary>
    public required string Location { get; init; }
}
