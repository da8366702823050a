using System.Runtime.CompilerServices;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Signatures.Images;

/// <summary>
/// Verifies images by the signatures in their registries. An image that was verified is remembered for a while by its
/// digest and by all that the policy says; a tag is looked up every time, so that one that was moved is verified anew.
/// Safe for use from any thread.
/// </summary>
public sealed class RegistryImageTrust : IImageTrust
{
    private readonly RegistryImageTrustOptions options;
    private readonly VerifiedImageCache cache;
    private readonly ConditionalWeakTable<ImageTrustPolicy, ImageTrustVerifier> verifiers = [];

    /// <summary>Creates one.</summary>
    /// <param name="options">How registries are asked; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RegistryImageTrust(RegistryImageTrustOptions? options = null)
    {
        this.options = options ?? new RegistryImageTrustOptions();
        if (this.options.MaxRemembered is < 0 or > 1_000_000)
            throw new ArgumentException($"{nameof(RegistryImageTrustOptions.MaxRemembered)} must be from 0 to 1,000,000.", nameof(options));
        if (this.options.RememberedFor < TimeSpan.Zero || this.options.RememberedFor > TimeSpan.FromDays(1))
            throw new ArgumentException($"{nameof(RegistryImageTrustOptions.RememberedFor)} must be from 0 to 1 day.", nameof(options));
        if (this.options.Timeout < TimeSpan.FromMilliseconds(100) || this.options.Timeout > TimeSpan.FromMinutes(5))
            throw new ArgumentException($"{nameof(RegistryImageTrustOptions.Timeout)} must be from 100 milliseconds to 5 minutes.", nameof(options));
        cache = new VerifiedImageCache(this.options.MaxRemembered, this.options.RememberedFor, this.options.Time);
    }

    /// <summary>How many images are remembered.</summary>
    internal int Remembered => cache.Count;

    /// <inheritdoc/>
    public ValueTask<ImageVerification> VerifyAsync(ImageReference image, ImageTrustPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(policy);
        if (image.Digest is { } digest && verifiers.TryGetValue(policy, out ImageTrustVerifier? known)
            && cache.Find(KeyOf(digest, image, known)) is { } remembered)
            return ValueTask.FromResult(remembered);
        return new ValueTask<ImageVerification>(VerifyInTimeAsync(image.WithDefaultTag(), policy, cancellationToken));
    }

    private static VerifiedImageCache.Key KeyOf(string digest, ImageReference image, ImageTrustVerifier verifier) =>
        new(digest, image.Name, verifier.Fingerprint);

    private async Task<ImageVerification> VerifyInTimeAsync(ImageReference image, ImageTrustPolicy policy, CancellationToken cancellationToken)
    {
        ImageTrustVerifier verifier = verifiers.GetValue(policy, p => ImageTrustVerifier.Create(p, options.Time));
        if (!verifier.Concerns(image))
            return ImageVerification.NotRequired;
        using var late = new CancellationTokenSource(options.Timeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await VerifyAsync(image, verifier, either.Token).ConfigureAwait(false);
        }
        catch (ImageReadException e)
        {
            // Only a registry that does not answer is one that cannot be reached: what it answers wrongly is never let pass.
            return e.Failure == ImageReadFailure.Unreachable ? verifier.Unreachable(image, e.Message) : ImageVerification.Unknown(e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return verifier.Unreachable(image, $"{image.Name} did not answer in {options.Timeout.TotalSeconds:0.#} seconds.");
        }
    }

    private async Task<ImageVerification> VerifyAsync(ImageReference image, ImageTrustVerifier verifier, CancellationToken cancellationToken)
    {
        var source = new RegistryImageSource(image, options.Registry);
        await using (source.ConfigureAwait(false))
        {
            Descriptor target = await TargetOfAsync(source, image, verifier, cancellationToken).ConfigureAwait(false);
            VerifiedImageCache.Key key = KeyOf(target.Digest.ToString(), image, verifier);
            if (cache.Find(key) is { } remembered)
                return remembered;
            ImageVerification verification = await verifier.VerifyAsync(source, image, [target], cancellationToken).ConfigureAwait(false);
            cache.Add(key, verification);
            return verification;
        }
    }

    /// <summary>What an image is now. Where its digest says it, and nobody compares more, the registry need not.</summary>
    private static async Task<Descriptor> TargetOfAsync(
        RegistryImageSource source, ImageReference image, ImageTrustVerifier verifier, CancellationToken cancellationToken) =>
        image.Digest is { } text && Digest.TryParse(text, out Digest? digest) && !verifier.NeedsManifest(image)
            ? new Descriptor(ImageMediaType.Manifest, digest!, 0)
            : (await source.ResolveAsync(image.Digest ?? image.Tag, cancellationToken).ConfigureAwait(false)).Descriptor;
}
