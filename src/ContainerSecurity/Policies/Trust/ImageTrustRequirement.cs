using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies.Trust;

/// <summary>By whom some images must be signed, and what must be attested of them.</summary>
/// <param name="Images">Which images: patterns of registries, repositories and images.</param>
public sealed record ImageTrustRequirement(IReadOnlyList<ImagePattern> Images)
{
    /// <summary>The keys that are trusted.</summary>
    public IReadOnlyList<RequiredKey> Keys { get; init; } = [];

    /// <summary>The identities of certificates that are trusted; they need <see cref="TrustedRoot"/>.</summary>
    public IReadOnlyList<RequiredIdentity> Identities { get; init; } = [];

    /// <summary>The file of the authorities and logs of Sigstore (<c>trusted_root.json</c>); null for none.</summary>
    public string? TrustedRoot { get; init; }

    /// <summary>The folder of a trust policy and trust stores of the Notary Project; null for none.</summary>
    public string? Notary { get; init; }

    /// <summary>The attestations that are asked for, all of them.</summary>
    public IReadOnlyList<RequiredAttestation> Attestations { get; init; } = [];

    /// <summary>How many of those who are trusted must have signed, each counted once. Must be at least 1. The default value is 1.</summary>
    public int Threshold { get; init; } = 1;

    /// <summary>What it means that the registry cannot be asked. The default value is that the image has no verdict.</summary>
    public UnreachableRegistry OnUnreachable { get; init; }

    /// <summary>Where the policy asks for it; null for a policy made in code.</summary>
    public DocumentLocation? Location { get; init; }

    /// <summary>Who may sign, and what they must attest, for people.</summary>
    internal string Signers
    {
        get
        {
            string[] who = [.. Keys.Select(k => k.ToString()), .. Identities.Select(i => i.ToString()), .. Notary is null
                ? Array.Empty<string>()
                : ["the Notary trust policy"]];
            string number = who.Length == 1 ? "" : $"{Threshold} of ";
            string attested = Attestations.Count == 0 ? "" : $", with attestations of {string.Join(", ", Attestations.Select(a => a.PredicateType))}";
            return $"{number}{string.Join(", ", who)}{attested}";
        }
    }

    /// <summary>Whether an image is one of those that are meant.</summary>
    /// <param name="image">The image, normalised.</param>
    public bool Names(ImageReference image) => Images.Any(p => p.Matches(image));
}
