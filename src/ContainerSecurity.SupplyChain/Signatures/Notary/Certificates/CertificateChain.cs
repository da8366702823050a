using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Certificates;

/// <summary>A chain of certificates compared with what the specification asks of one (signature specification, certificate requirements).</summary>
internal static class CertificateChain
{
    private const int MinRsaBits = 2048, MinEcBits = 256;
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3", TimeStamping = "1.3.6.1.5.5.7.3.8";

    private static readonly Dictionary<string, string> ForeignUsages = new()
    {
        ["2.5.29.37.0"] = "anyExtendedKeyUsage",
        ["1.3.6.1.5.5.7.3.1"] = "serverAuth",
        ["1.3.6.1.5.5.7.3.2"] = "clientAuth",
        ["1.3.6.1.5.5.7.3.4"] = "emailProtection",
        ["1.3.6.1.5.5.7.3.9"] = "OCSPSigning",
    };

    private const X509KeyUsageFlags ForeignToLeaf = X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment | X509KeyUsageFlags.KeyAgreement
        | X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.EncipherOnly | X509KeyUsageFlags.DecipherOnly;

    /// <summary>Says what is wrong with a chain; null for nothing. Times are not looked at.</summary>
    /// <param name="chain">The certificates, the signer's first, the root last.</param>
    /// <param name="purpose">What the first is for.</param>
    public static string? FindFault(IReadOnlyList<X509Certificate2> chain, ChainPurpose purpose)
    {
        for (int i = 0; i < chain.Count; i++)
            if (FaultOf(chain, i, purpose) is { } fault)
                return $"The certificate '{chain[i].Subject}' {fault}.";
        return null;
    }

    /// <summary>The first certificate that is not valid at a time; null where all are. Both ends belong to its time.</summary>
    public static X509Certificate2? FindInvalidAt(IEnumerable<X509Certificate2> chain, DateTimeOffset from, DateTimeOffset until) =>
        chain.FirstOrDefault(c => from < c.NotBefore.ToUniversalTime() || until > c.NotAfter.ToUniversalTime());

    private static string? FaultOf(IReadOnlyList<X509Certificate2> chain, int index, ChainPurpose purpose)
    {
        X509Certificate2 certificate = chain[index];
        bool isLast = index == chain.Count - 1;
        if (!CertificateSignature.IsIssuedBy(certificate, chain[isLast ? index : index + 1]))
            return isLast ? "ends the chain and is no root that signs itself, or is signed with a hash that no longer counts"
                : $"is not issued by '{chain[index + 1].Subject}', which follows it, or is signed with a hash that no longer counts";
        if (!isLast && CertificateSignature.IsIssuedBy(certificate, certificate))
            return "signs itself and yet is followed by others";
        return index == 0 ? FaultOfLeaf(certificate, purpose) : FaultOfAuthority(certificate, index - 1);
    }

    private static string? FaultOfLeaf(X509Certificate2 certificate, ChainPurpose purpose)
    {
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(b => b.CertificateAuthority))
            return "is one of an authority and must not sign";
        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is not { } usage
            || (purpose == ChainPurpose.CodeSigning && !usage.Critical))
            return "has no key usage that is critical";
        if (!usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature) || (usage.KeyUsages & ForeignToLeaf) != 0)
            return $"has the key usage {usage.KeyUsages}; digitalSignature is needed, and nothing for other ends";
        return FaultOfUsages(certificate, purpose) ?? FaultOfKey(certificate);
    }

    private static string? FaultOfUsages(X509Certificate2 certificate, ChainPurpose purpose)
    {
        string[] usages = [.. certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(e => e.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>()).Select(o => o.Value ?? "")];
        (string other, string name) = purpose == ChainPurpose.CodeSigning ? (TimeStamping, "timeStamping") : (CodeSigning, "codeSigning");
        return usages.FirstOrDefault(ForeignUsages.ContainsKey) is { } foreign ? $"is for {ForeignUsages[foreign]}, which a signer's must not be for"
            : usages.Contains(other) ? $"is for {name}, which it must not be for"
            : purpose == ChainPurpose.TimeStamping && !usages.Contains(TimeStamping) ? "is not for timeStamping"
            : null;
    }

    private static string? FaultOfKey(X509Certificate2 certificate)
    {
        using System.Security.Cryptography.RSA? rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
            return rsa.KeySize < MinRsaBits ? $"has a key of {rsa.KeySize} bits; {MinRsaBits} are needed" : null;
        using System.Security.Cryptography.ECDsa? ec = certificate.GetECDsaPublicKey();
        return ec is null ? "has a key that is neither RSA nor EC"
            : ec.KeySize < MinEcBits ? $"has a key of {ec.KeySize} bits; {MinEcBits} are needed"
            : null;
    }

    private static string? FaultOfAuthority(X509Certificate2 certificate, int below)
    {
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { Critical: true, CertificateAuthority: true } constraints)
            return "is not said to be an authority's, by basic constraints that are critical";
        if (constraints.HasPathLengthConstraint && constraints.PathLengthConstraint < below)
            return $"allows {constraints.PathLengthConstraint} authorities below it, and there are {below}";
        return certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { Critical: true } usage
            && usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign)
            ? null
            : "must not sign certificates, by its key usage";
    }
}
