using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Registries.Pushing;

/// <summary>Something that is kept in a registry beside images, such as a signature or a policy (OCI image-spec 1.1, “artifacts”).</summary>
/// <param name="ArtifactType">What it is, as a media type; null where <see cref="Config"/> says it, as cosign's first form does.</param>
/// <param name="Blobs">Its content, in order; where there is none, the empty object stands for it.</param>
public sealed record OciArtifact(string? ArtifactType, IReadOnlyList<OciArtifactBlob> Blobs)
{
    /// <summary>The manifest that it says something about; null where it stands on its own.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>The configuration; null for the empty object.</summary>
    public OciArtifactBlob? Config { get; init; }

    /// <summary>The annotations of the manifest.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
