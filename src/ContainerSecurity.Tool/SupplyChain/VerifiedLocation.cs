using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Images;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>Verifies images where they are: in a registry, a layout or an archive.</summary>
internal static class VerifiedLocation
{
    /// <summary>Verifies an image that is open.</summary>
    /// <param name="verifier">Whose signatures count.</param>
    /// <param name="source">Where the image is.</param>
    /// <param name="reference">The name that it is asked for by; null for the only one.</param>
    /// <param name="name">The image's name, by which policies are chosen; null where it has none.</param>
    /// <param name="leaf">Which image of an index will run; null where it is not known, so that only a signature of the index counts.</param>
    /// <param name="evidence">Signatures that are at hand; null for those beside the image.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static async Task<ImageVerification> VerifyAsync(
        ImageTrustVerifier verifier, IImageSource source, string? reference, ImageReference? name, Descriptor? leaf,
        IReadOnlyList<SignatureEvidence>? evidence, CancellationToken cancellation)
    {
        ManifestContent content = await source.ResolveAsync(reference, cancellation).ConfigureAwait(false);
        Descriptor[] targets = leaf is null || leaf.Digest == content.Descriptor.Digest ? [content.Descriptor] : [leaf, content.Descriptor];
        return evidence is null
            ? await verifier.VerifyAsync(source, name, targets, cancellation).ConfigureAwait(false)
            : verifier.Verify(name, targets, evidence);
    }

    /// <summary>The name of an image at a location: its reference in a registry, or the name that a layout or archive gives it.</summary>
    public static ImageReference? NameOf(IImageSource source, string location, string? reference)
    {
        string text = source is not RegistryImageSource ? reference ?? ""
            : location.StartsWith("docker://", StringComparison.Ordinal) ? location["docker://".Length..] : location;
        bool isName = text.AsSpan().IndexOfAny(':', '/') > 0 && !Digest.TryParse(text, out _);
        return (isName || source is RegistryImageSource) && ImageReference.TryParse(text, out ImageReference? name) == ImageReferenceError.None
            ? name!.WithDefaultTag()
            : null;
    }
}
