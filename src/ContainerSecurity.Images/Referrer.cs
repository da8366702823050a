using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>Manifests that speak of another one.</summary>
internal static class Referrer
{
    /// <summary>
    /// The descriptor of a manifest as a list of referrers has it, with type and annotations of the artifact; null
    /// where its subject is another.
    /// </summary>
    public static Descriptor? Of(ManifestContent content, Digest subject)
    {
        if (ImageMediaType.IsIndex(content.Descriptor.MediaType))
        {
            ImageIndex index = content.ReadIndex();
            return index.Subject?.Digest == subject ? content.Descriptor with { ArtifactType = index.ArtifactType, Annotations = index.Annotations } : null;
        }
        ImageManifest manifest = content.ReadManifest();
        return manifest.Subject?.Digest == subject
            ? content.Descriptor with
            {
                ArtifactType = manifest.ArtifactType ?? manifest.Config.MediaType,
                Annotations = manifest.Annotations
            }
            : null;
    }
}
