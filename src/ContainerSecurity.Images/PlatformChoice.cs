using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>Picks one image of an index.</summary>
internal static class PlatformChoice
{
    public static Descriptor Choose(ManifestContent content, ImagePlatform? platform)
    {
        Descriptor[] images = [.. content.ReadIndex().Manifests.Where(MayBeImage)];
        if (images.FirstOrDefault(m => m.Platform?.Satisfies(platform ?? ContainerImage.HostPlatform) == true) is { } match)
            return match;
        if (images is [var only] && (platform is null || only.Platform is null))
            return only;
        string offered = string.Join(", ", images.Take(20).Select(m => m.Platform?.ToString() ?? "(not said)"));
        throw new ImageReadException(
            ImageReadFailure.NotFound,
            $"The index {content.Descriptor.Digest} has no image for {platform ?? ContainerImage.HostPlatform}; it "
                + $"has {(offered.Length == 0 ? "none" : offered)}.");
    }

    /// <summary>Builders put attestations beside the images, as manifests of an unknown platform.</summary>
    private static bool MayBeImage(Descriptor manifest) =>
        (ImageMediaType.IsManifest(manifest.MediaType) || ImageMediaType.IsIndex(manifest.MediaType))
        && manifest.ArtifactType is null
        && !manifest.Annotations.ContainsKey("vnd.docker.reference.type")
        && manifest.Platform?.OperatingSystem != "unknown";
}
