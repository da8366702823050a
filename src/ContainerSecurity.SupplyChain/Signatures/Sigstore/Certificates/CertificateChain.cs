using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Certificates;

/// <summary>
/// Builds the chain of a certificate to a trusted authority, by what the trusted root has and nothing else. Nothing is
/// fetched, and the machine's own authorities are not believed.
/// </summary>
internal static class CertificateChain
{
    /// <summary>
    /// The certificates from the leaf to the anchor, all of them valid at a time; null where there is no such chain.
    /// </summary>
    /// <param name="leaf">The certificate.</param>
    /// <param name="authority">The authority that is tried.</param>
    /// <param name="time">The time.</param>
    /// <param name="purpose">The extended key usage that the chain must allow.</param>
    public static IReadOnlyList<X509Certificate2>? Build(
        X509Certificate2 leaf, TrustedAuthority authority, DateTimeOffset time, string purpose)
    {
        using var chain = new X509Chain();
        X509ChainPolicy policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = time.UtcDateTime;
        policy.ApplicationPolicy.Add(new Oid(purpose));
        policy.CustomTrustStore.Add(authority.Anchor);
        policy.ExtraStore.AddRange(authority.Chain.Take(authority.Chain.Count - 1).ToArray());
        if (!IsSelfIssued(authority.Anchor))
            policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        if (!chain.Build(leaf))
            return null;
        List<X509Certificate2> path =
            [leaf, .. chain.ChainElements.Skip(1).Select(e => X509CertificateLoader.LoadCertificate(e.Certificate.RawData))];
        return IsTrusted(path, authority) && path.TrueForAll(c => IsValid(c, time)) ? path : null;
    }

    public static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>Both ends of a certificate's time are within it (RFC 5280, 4.1.2.5).</summary>
    public static bool IsValid(X509Certificate2 certificate, DateTimeOffset time) =>
        time >= certificate.NotBefore.ToUniversalTime() && time <= certificate.NotAfter.ToUniversalTime();

    public static bool AreEqual(X509Certificate2 one, X509Certificate2 other) => one.RawData.AsSpan().SequenceEqual(other.RawData);

    private static bool IsTrusted(List<X509Certificate2> path, TrustedAuthority authority) =>
        path.Count > 1
        && AreEqual(path[^1], authority.Anchor)
        && path.Skip(1).All(c => authority.Chain.Any(t => AreEqual(t, c)));
}
