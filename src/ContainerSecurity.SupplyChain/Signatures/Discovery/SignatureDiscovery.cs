using System.Runtime.CompilerServices;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Signatures.Discovery;

/// <summary>
/// Finds what may be signatures of an image in the place that has the image: a registry, an OCI layout, an archive of
/// one. What cannot be read is an error, never the answer that there is no signature.
/// </summary>
/// <param name="options">Where to look and how much to read; null for the defaults.</param>
public sealed class SignatureDiscovery(SignatureDiscoveryOptions? options = null)
{
    private const string CosignKind = "kind";
    private const string CosignPrefix = "dev.cosignproject.cosign/";

    private readonly SignatureDiscoveryOptions options = options ?? new SignatureDiscoveryOptions();

    /// <summary>
    /// Finds signatures one after the other, and asks for the next one only when it is wanted: cosign's tag of
    /// signatures first, then referrers, then cosign's tag of attestations.
    /// </summary>
    /// <param name="source">What has the image.</param>
    /// <param name="image">The digest of the image's manifest or index.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">
    /// The source does not answer or is not allowed to be read, a signature that is listed is not there, or there are
    /// more signatures than the options allow.
    /// </exception>
    public async IAsyncEnumerable<SignatureEvidence> FindAsync(
        IImageSource source, Digest image, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(image);
        var reader = new EvidenceReader(source, image, options);
        var seen = new HashSet<Digest>();
        await foreach (ManifestContent manifest in ManifestsAsync(source, image, cancellationToken).ConfigureAwait(false))
        {
            if (!seen.Add(manifest.Descriptor.Digest) || !ImageMediaType.IsManifest(manifest.Descriptor.MediaType))
                continue;
            await foreach (SignatureEvidence evidence in reader.ReadAsync(manifest, cancellationToken).ConfigureAwait(false))
                yield return evidence;
        }
    }

    /// <summary>Finds all signatures of an image, given as the digest of its manifest and those of indexes that contain it.</summary>
    /// <param name="source">What has the image.</param>
    /// <param name="digests">The digests.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">See <see cref="FindAsync"/>.</exception>
    public async Task<IReadOnlyList<SignatureEvidence>> FindAllAsync(
        IImageSource source, IReadOnlyList<Digest> digests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(digests);
        List<SignatureEvidence> found = [];
        foreach (Digest digest in digests)
        {
            await foreach (SignatureEvidence evidence in FindAsync(source, digest, cancellationToken).ConfigureAwait(false))
                found.Add(evidence);
        }
        return [.. found.DistinctBy(e => e.Location)];
    }

    private async IAsyncEnumerable<ManifestContent> ManifestsAsync(
        IImageSource source, Digest image, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.Places.HasFlag(SignaturePlaces.SignatureTag)
            && await TaggedAsync(source, $"{image.ReferrersTag}.sig", cancellationToken).ConfigureAwait(false) is { } signatures)
            yield return signatures;
        if (options.Places.HasFlag(SignaturePlaces.Referrers))
        {
            await foreach (ManifestContent referrer in ReferrersAsync(source, image, cancellationToken).ConfigureAwait(false))
                yield return referrer;
        }
        if (options.Places.HasFlag(SignaturePlaces.AttestationTag)
            && await TaggedAsync(source, $"{image.ReferrersTag}.att", cancellationToken).ConfigureAwait(false) is { } attestations)
            yield return attestations;
        if (source is LayoutImageSource layout)
        {
            foreach (Descriptor saved in layout.Manifests.Where(IsSaved))
                yield return await source.ReadManifestAsync(saved, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Descriptors in lists are not believed: cosign types them as empty, and a list may hold the image's own parts.
    /// Each is opened, and counts only where its subject is the image.
    /// </summary>
    private async IAsyncEnumerable<ManifestContent> ReferrersAsync(
        IImageSource source, Digest image, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<Descriptor> referrers = await source.ListReferrersAsync(image, null, cancellationToken).ConfigureAwait(false);
        List<Descriptor> candidates = [.. referrers.Where(IsCandidate).DistinctBy(r => r.Digest)];
        if (candidates.Count > options.MaxSignatures)
            throw new ImageReadException(
                ImageReadFailure.LimitExceeded,
                $"{source.Name} lists {candidates.Count} signatures of {image}; {options.MaxSignatures} are read at most.");
        foreach (Descriptor candidate in candidates)
        {
            ManifestContent content = await source.ReadManifestAsync(candidate, cancellationToken).ConfigureAwait(false);
            if (content.ReadManifest().Subject?.Digest == image)
                yield return content;
        }
    }

    private static bool IsCandidate(Descriptor referrer) =>
        ImageMediaType.IsManifest(referrer.MediaType)
        && (referrer.ArtifactType is null or ImageMediaType.Empty
            || ImageMediaType.IsConfig(referrer.ArtifactType)
            || SignatureMediaTypes.IsKnown(referrer.ArtifactType)
            || referrer.ArtifactType == SignatureMediaTypes.NotaryArtifact
            || referrer.ArtifactType.StartsWith("application/vnd.dev.cosign.", StringComparison.Ordinal)
            || referrer.ArtifactType == "application/vnd.in-toto+json");

    /// <summary>What cosign save wrote beside an image.</summary>
    private bool IsSaved(Descriptor manifest) => manifest.Annotations.GetValueOrDefault(CosignKind) switch
    {
        CosignPrefix + "sigs" => options.Places.HasFlag(SignaturePlaces.SignatureTag),
        CosignPrefix + "atts" => options.Places.HasFlag(SignaturePlaces.AttestationTag),
        _ => false,
    };

    /// <summary>Only the answer that there is no such tag means that there is none.</summary>
    private static async Task<ManifestContent?> TaggedAsync(IImageSource source, string tag, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ResolveAsync(tag, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageReadException e) when (e.Failure == ImageReadFailure.NotFound)
        {
            return null;
        }
    }
}
