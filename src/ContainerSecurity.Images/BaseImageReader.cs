using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>Reads what the images are now that another one may be built on: their manifests and configurations, no layer.</summary>
internal sealed class BaseImageReader(ImageReaderOptions options)
{
    private const string RegistryScheme = "docker://";
    private const string BaseName = "org.opencontainers.image.base.name";

    /// <summary>The bases that the options name, and the one that the image names where it is in the image's own registry.</summary>
    public async Task<IReadOnlyList<BaseImage>> ReadAsync(ContainerImage image, IImageSource source, CancellationToken cancellationToken)
    {
        var bases = new List<BaseImage>();
        foreach (string location in options.Bases)
            bases.Add(await ReadAsync(location, image.Config.Platform, cancellationToken).ConfigureAwait(false));
        string? named = image.Manifest.Annotations.GetValueOrDefault(BaseName) ?? image.Config.Labels.GetValueOrDefault(BaseName);
        if (named is null || bases.Count > 0 || source is not RegistryImageSource registry || !registry.IsSameRegistry(named))
            return bases;
        try
        {
            bases.Add(await ReadAsync(RegistryScheme + named, image.Config.Platform, cancellationToken).ConfigureAwait(false));
        }
        catch (ImageReadException e) when (e.Failure is ImageReadFailure.NotFound or ImageReadFailure.Unauthorized)
        {
            // Nobody asked for this base: one that is gone, or not to be seen, says nothing of the image.
        }
        return bases;
    }

    private async Task<BaseImage> ReadAsync(string location, ImagePlatform platform, CancellationToken cancellationToken)
    {
        (IImageSource source, string? reference) = await ImageSource.OpenAsync(
            location, options.Registry, options.Limits, cancellationToken).ConfigureAwait(false);
        await using (source)
        {
            Digest named = (await source.ResolveAsync(reference, cancellationToken).ConfigureAwait(false)).Descriptor.Digest;
            ContainerImage image = await ContainerImage.OpenAsync(source, reference, platform, options.Limits, cancellationToken).ConfigureAwait(false);
            return new BaseImage(
                location.StartsWith(RegistryScheme, StringComparison.Ordinal) ? location[RegistryScheme.Length..] : location,
                image.Config.DiffIds)
            { Digests = [named, image.Descriptor.Digest], Created = image.Config.Created };
        }
    }
}
