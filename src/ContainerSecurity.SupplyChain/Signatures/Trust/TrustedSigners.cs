using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Signatures.Trust;

/// <summary>Whose signatures count. Nobody is believed who is not named here.</summary>
public sealed record TrustedSigners
{
    /// <summary>The keys; the default is none.</summary>
    public IReadOnlyList<TrustedKey> Keys { get; init; } = [];

    /// <summary>The identities of certificates; the default is none. They need <see cref="Root"/>.</summary>
    public IReadOnlyList<TrustedIdentity> Identities { get; init; } = [];

    /// <summary>The authorities and logs; null where only keys are trusted.</summary>
    public TrustedRoot? Root { get; init; }

    /// <summary>How much has to be shown.</summary>
    public SigstoreRequirements Requirements { get; init; } = new();
}
