using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Policies.Trust;

/// <summary>
/// Verifies the signatures of images, as <c>RegistryImageTrust</c> of ContainerSecurity.SupplyChain does. Rules ask
/// nobody: who judges has images verified before (<see cref="PolicyEngine.VerifyImagesAsync"/>).
/// </summary>
public interface IImageTrust
{
    /// <summary>Verifies an image.</summary>
    /// <param name="image">The image, normalised; without tag or digest it is the tag <c>latest</c>.</param>
    /// <param name="policy">By whom it must be signed.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What came of it. What cannot be known is <see cref="ImageVerificationState.NotEvaluated"/> and no exception.</returns>
    ValueTask<ImageVerification> VerifyAsync(ImageReference image, ImageTrustPolicy policy, CancellationToken cancellationToken);
}
