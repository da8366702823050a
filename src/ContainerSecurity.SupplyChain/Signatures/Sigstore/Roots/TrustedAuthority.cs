using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

/// <summary>An authority of certificates or time stamps: its chain, whose last certificate is believed, and when.</summary>
internal sealed record TrustedAuthority(IReadOnlyList<X509Certificate2> Chain, ValidityWindow Window)
{
    public X509Certificate2 Anchor => Chain[^1];
}
