using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening;

/// <summary>Says what images are now: the one who hardens looks nothing up.</summary>
public interface IImageResolver
{
    /// <summary>Looks an image up.</summary>
    /// <param name="reference">The image, normalised.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What is known of it; null where it is not found or nobody may look. What cannot be known is no exception.</returns>
    ValueTask<ResolvedImage?> ResolveAsync(ImageReference reference, CancellationToken cancellationToken);
}
