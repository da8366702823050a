using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Timestamps;

/// <summary>A time for which a trusted authority of time stamps vouches.</summary>
internal sealed record VerifiedStamp(DateTimeOffset Time, TrustedAuthority By);
