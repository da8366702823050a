using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Discovery;

namespace ContainerSecurity.SupplyChain.Signatures.Images;

/// <summary>Judges the signatures of images by what a policy asks (its section <c>trust</c>). Safe for use from any thread.</summary>
public sealed class ImageTrustVerifier
{
    private readonly ImageTrustPolicy policy;
    private readonly PreparedRequirement[] requirements;
    private readonly IReadOnlyList<DocumentError> errors;

    private ImageTrustVerifier(ImageTrustPolicy policy, PreparedRequirement[] requirements, IReadOnlyList<DocumentError> errors)
    {
        this.policy = policy;
        this.requirements = requirements;
        this.errors = errors;
        Fingerprint = Digest.OfBytes(Encoding.UTF8.GetBytes(string.Join('\n', requirements.SelectMany(r => r.Content.Select(c => $"{c.Length}:{c}")))))
            .ToString();
    }

    /// <summary>A digest of all that decisions depend on: what the policy asks, keys, roots and trust stores.</summary>
    public string Fingerprint { get; }

    /// <summary>What cannot be read of what the policy names, with its place; then no image that it concerns is trusted.</summary>
    public IReadOnlyList<DocumentError> Errors => errors;

    /// <summary>Reads the keys, roots and trust stores that a policy names.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public static ImageTrustVerifier Create(ImageTrustPolicy policy, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var errors = new List<DocumentError>();
        PreparedRequirement[] requirements = [.. policy.Requirements.Select(r => PreparedRequirement.Read(r, time ?? TimeProvider.System, errors))];
        return new ImageTrustVerifier(policy, requirements, errors);
    }

    /// <summary>Whether something is asked of an image.</summary>
    /// <param name="image">The image; null for one without a name, which may be any that the policy speaks of.</param>
    public bool Concerns(ImageReference? image) => For(image).Length > 0;

    /// <summary>Verifies an image by signatures that are at hand.</summary>
    /// <param name="image">The image; null for one without a name, of which all is asked that the policy asks.</param>
    /// <param name="targets">Type, digest and size of its manifest, and of indexes that contain it.</param>
    /// <param name="evidence">What may be signatures.</param>
    public ImageVerification Verify(ImageReference? image, IReadOnlyList<Descriptor> targets, IEnumerable<SignatureEvidence> evidence)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(evidence);
        if (Begin(image, targets, out ImageVerification? early) is not { } tallies)
            return early!;
        foreach (SignatureEvidence one in evidence)
            foreach (TrustTally tally in tallies)
                tally.Add(one);
        return End(tallies, targets);
    }

    /// <summary>Verifies an image by the signatures beside it, of which no more are read than are needed.</summary>
    /// <param name="source">What has the image.</param>
    /// <param name="image">The image; null for one without a name, of which all is asked that the policy asks.</param>
    /// <param name="targets">Type, digest and size of its manifest, and of indexes that contain it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ImageReadException">The source cannot be read.</exception>
    public async Task<ImageVerification> VerifyAsync(
        IImageSource source, ImageReference? image, IReadOnlyList<Descriptor> targets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(targets);
        if (Begin(image, targets, out ImageVerification? early) is not { } tallies)
            return early!;
        SignaturePlaces places = For(image).Aggregate(SignaturePlaces.None, (all, r) => all | r.Places);
        var discovery = new SignatureDiscovery(new SignatureDiscoveryOptions { Places = places });
        foreach (Descriptor target in targets)
            await foreach (SignatureEvidence one in discovery.FindAsync(source, target.Digest, cancellationToken).ConfigureAwait(false))
            {
                foreach (TrustTally tally in tallies)
                    tally.Add(one);
                if (tallies.TrueForAll(t => t.IsSatisfied))
                    return End(tallies, targets);
            }
        return End(tallies, targets);
    }

    /// <summary>What it means that the source of an image cannot be asked.</summary>
    /// <param name="image">The image; null for one without a name.</param>
    /// <param name="reason">Why, as a sentence.</param>
    public ImageVerification Unreachable(ImageReference? image, string reason)
    {
        UnreachableRegistry[] said = [.. For(image).Select(r => r.Asked.OnUnreachable)];
        return said.Contains(UnreachableRegistry.Deny) ? ImageVerification.Refuse(reason)
            : said.Contains(UnreachableRegistry.NotEvaluated) ? ImageVerification.Unknown(reason)
            : ImageVerification.NotRequired;
    }

    /// <summary>Whether trust policies of the Notary Project are asked, which compare size and type of the manifest.</summary>
    internal bool NeedsManifest(ImageReference? image) => Array.Exists(For(image), r => r.Notary is not null);

    private PreparedRequirement[] For(ImageReference? image) =>
        image is null ? requirements : Array.FindAll(requirements, r => r.Asked.Names(image));

    private List<TrustTally>? Begin(ImageReference? image, IReadOnlyList<Descriptor> targets, out ImageVerification? early)
    {
        PreparedRequirement[] asked = For(image);
        early = asked.Length == 0 ? ImageVerification.NotRequired
            : errors.Count > 0 ? ImageVerification.Unknown($"The policy cannot be used: {string.Join(" ", errors.Select(e => e.ToString()))}")
            : null;
        return early is null ? [.. asked.Select(r => new TrustTally(r, image, targets))] : null;
    }

    private static ImageVerification End(List<TrustTally> tallies, IReadOnlyList<Descriptor> targets)
    {
        if (!tallies.TrueForAll(t => t.IsSatisfied))
            return ImageVerification.Refuse([.. tallies.Where(t => !t.IsSatisfied).SelectMany(t => t.Missing()).Distinct()]) with { Digest = null };
        return new ImageVerification(ImageVerificationState.Verified)
        {
            Digest = tallies.Select(t => t.Digest).FirstOrDefault(d => d is not null) ?? targets[0].Digest.ToString(),
            VerifiedBy = [.. tallies.SelectMany(t => t.Signers).Distinct()],
        };
    }
}
