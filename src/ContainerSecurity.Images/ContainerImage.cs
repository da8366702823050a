using System.Runtime.InteropServices;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>One image of a source: manifest and configuration read and checked, layers ready to be read.</summary>
public sealed class ContainerImage
{
    private ContainerImage(ManifestContent content, ImageManifest manifest, ImageConfig config, IReadOnlyList<ImageLayer> layers)
    {
        Descriptor = content.Descriptor;
        Manifest = manifest;
        Config = config;
        Layers = layers;
    }

    /// <summary>Type, digest and size of the manifest.</summary>
    public Descriptor Descriptor { get; }

    /// <summary>The manifest.</summary>
    public ImageManifest Manifest { get; }

    /// <summary>The configuration.</summary>
    public ImageConfig Config { get; }

    /// <summary>The layers, the lowest first.</summary>
    public IReadOnlyList<ImageLayer> Layers { get; }

    /// <summary>The platform this process runs on, for Linux images.</summary>
    public static ImagePlatform HostPlatform { get; } = new("linux", RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "amd64",
        Architecture.X86 => "386",
        Architecture.LoongArch64 => "loong64",
        var other => other.ToString().ToLowerInvariant(),
    });

    /// <summary>Reads manifest and configuration of an image.</summary>
    /// <param name="source">Where the image is. It must stay open while the image is used.</param>
    /// <param name="reference">A tag, a digest or a name of <see cref="IImageSource.ListAsync"/>; null for the only image.</param>
    /// <param name="platform">
    /// What the image must run on, and which image of an index is meant; a configuration may leave the variant unsaid.
    /// Null for <see cref="HostPlatform"/>, or the only one there is.
    /// </param>
    /// <param name="limits">Bounds; null for <see cref="ImageReadLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">There is no such image, or it cannot be read.</exception>
    public static async Task<ContainerImage> OpenAsync(
        IImageSource source, string? reference = null, ImagePlatform? platform = null, ImageReadLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        limits ??= ImageReadLimits.Default;
        ManifestContent content = await source.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        for (int depth = 0; ImageMediaType.IsIndex(content.Descriptor.MediaType); depth++)
        {
            if (depth == limits.MaxIndexDepth)
                throw new ImageReadException(
                    ImageReadFailure.LimitExceeded,
                    $"The index {content.Descriptor.Digest} is nested deeper than {limits.MaxIndexDepth} indexes.");
            Descriptor chosen = PlatformChoice.Choose(content, platform);
            BlobDigest.RequireBound(chosen, limits.MaxDocumentSize);
            content = await source.ReadManifestAsync(chosen, cancellationToken).ConfigureAwait(false);
        }
        ContainerImage image = await ReadAsync(source, content, limits, cancellationToken).ConfigureAwait(false);
        return platform is null || image.Config.Platform.Satisfies(platform with { Variant = null, OperatingSystemVersion = null })
            ? image
            : throw new ImageReadException(ImageReadFailure.NotFound, $"{source.Name} has no image for {platform}; this one is for {image.Config.Platform}.");
    }

    private static async Task<ContainerImage> ReadAsync(
        IImageSource source, ManifestContent content, ImageReadLimits limits, CancellationToken cancellationToken)
    {
        if (!ImageMediaType.IsManifest(content.Descriptor.MediaType))
            throw new ImageReadException(
                ImageReadFailure.Unsupported,
                $"{content.Descriptor.Digest} is of the type '{content.Descriptor.MediaType}', which is no image manifest.");
        ImageManifest manifest = content.ReadManifest();
        if (!manifest.IsImage)
            throw new ImageReadException(
                ImageReadFailure.Unsupported,
                $"{content.Descriptor.Digest} is not a container's image but an artifact ('{manifest.ArtifactType ?? manifest.Config.MediaType}').");
        if (manifest.Layers.Count > limits.MaxLayers)
            throw new ImageReadException(
                ImageReadFailure.LimitExceeded,
                $"The manifest {content.Descriptor.Digest} has {manifest.Layers.Count} layers; {limits.MaxLayers} are read at most.");
        byte[] bytes = await BlobDigest.ReadAsync(source, manifest.Config, limits.MaxDocumentSize, cancellationToken).ConfigureAwait(false);
        ImageConfig config = ManifestContent.Valid(ImageConfig.Read(bytes, manifest.Config.Digest.ToString()), $"The configuration {manifest.Config.Digest}");
        if (config.DiffIds.Count != manifest.Layers.Count)
            throw new ImageReadException(
                ImageReadFailure.Malformed,
                $"The manifest {content.Descriptor.Digest} has {manifest.Layers.Count} layers, but its configuration names {config.DiffIds.Count}.");
        ImageLayer[] layers = [.. manifest.Layers.Select((l, i) => new ImageLayer(source, i, l, config.DiffIds[i], config.StepOfLayer(i), limits))];
        return new ContainerImage(content, manifest, config, layers);
    }
}
