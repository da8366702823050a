using ContainerSecurity.Hardening;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Registries;

/// <summary>Says what images are by asking the registries that they name: manifests and configurations, no layers.</summary>
/// <param name="options">How registries are talked to; null for the defaults.</param>
/// <param name="platform">Whose configuration names the user, where an image is for several; null for this machine's, for Linux.</param>
/// <param name="limits">Bounds; null for <see cref="ImageReadLimits.Default"/>.</param>
/// <param name="onFailure">Is told why an image could not be looked up; null for nobody.</param>
public sealed class RegistryImageResolver(
    RegistryOptions? options = null,
    ImagePlatform? platform = null,
    ImageReadLimits? limits = null,
    Action<ImageReference, string>? onFailure = null) : IImageResolver
{
    /// <inheritdoc/>
    public async ValueTask<ResolvedImage?> ResolveAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ImageReadLimits bounds = limits ?? ImageReadLimits.Default;
        ImageReference pulled = reference.WithDefaultTag();
        try
        {
            var source = new RegistryImageSource(pulled, options, bounds);
            await using (source.ConfigureAwait(false))
            {
                ManifestContent found = await source.ResolveAsync(pulled.Digest ?? pulled.Tag, cancellationToken).ConfigureAwait(false);
                string digest = found.Descriptor.Digest.ToString();
                return new ResolvedImage(digest, await UserAsync(source, digest, pulled, bounds, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (ImageReadException e)
        {
            onFailure?.Invoke(reference, e.Message);
            return null;
        }
    }

    /// <summary>The user of the image; null where it cannot be told, which leaves the digest as it is.</summary>
    private async Task<string?> UserAsync(
        RegistryImageSource source, string digest, ImageReference reference, ImageReadLimits bounds, CancellationToken cancellationToken)
    {
        try
        {
            ContainerImage image = await ContainerImage.OpenAsync(source, digest, platform, bounds, cancellationToken).ConfigureAwait(false);
            return image.Config.User ?? "";
        }
        catch (ImageReadException e)
        {
            onFailure?.Invoke(reference, e.Message);
            return null;
        }
    }
}
