using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Certificates;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Timestamps;
using ContainerSecurity.SupplyChain.Signatures.Trust;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore;

/// <summary>
/// Verifies who made a signature, and when: a trusted key, or a certificate of a trusted authority with the words of
/// logs and authorities of time stamps. Nothing is fetched.
/// </summary>
internal sealed class SigstoreVerifier(TrustedSigners signers, TimeProvider clock)
{
    /// <exception cref="SignatureRefusedException">Nobody who is trusted made the signature.</exception>
    /// <exception cref="SignatureFormatException">Something that came with the signature is malformed.</exception>
    public SignerProof Verify(SignedContent content, SigningMaterial material)
    {
        List<TrustedKey> keys = [.. signers.Keys.Where(k => content.IsSignedBy(k.Key))];
        if (keys.Count > 0)
            return VerifyKey(content, material, keys);
        if (material.Certificate is not { } certificate)
            throw new SignatureRefusedException(RefusalReason.Signature, signers.Keys.Count == 0
                ? "The signature was made with a key, and no key is trusted."
                : "No trusted key made the signature, or what was signed has been changed.");
        if (signers.Identities.Count == 0 || signers.Root is not { } root)
            throw new SignatureRefusedException(RefusalReason.NoTrust, signers.Root is null
                ? "The signature was made with a certificate, and no trusted root is given to verify it with."
                : "The signature was made with a certificate, and no identity is trusted.");
        return VerifyCertificate(content, material, certificate, root);
    }

    private SignerProof VerifyKey(SignedContent content, SigningMaterial material, List<TrustedKey> keys)
    {
        VerificationKey key = keys[0].Key;
        VerifiedTimes times = signers.Root is { } root ? Times(content, material, key, root) : VerifiedTimes.None;
        if (times.Logs < signers.Requirements.LogEntriesOfKeys)
            throw new SignatureRefusedException(
                RefusalReason.TransparencyLog,
                $"The signature is in {times.Logs} trusted transparency logs; {signers.Requirements.LogEntriesOfKeys} are required.");
        IReadOnlyList<DateTimeOffset> asked = times.All.Count > 0 ? times.All : [clock.GetUtcNow()];
        return keys.Exists(k => asked.All(k.IsValidAt))
            ? new SignerProof { KeyFingerprint = key.Fingerprint, Time = times.Earliest }
            : throw new SignatureRefusedException(
                RefusalReason.Expired, $"The key {key.Fingerprint} is not trusted at the time of the signature.");
    }

    private SignerProof VerifyCertificate(
        SignedContent content, SigningMaterial material, X509Certificate2 certificate, TrustedRoot root)
    {
        VerificationKey key = KeyOf(certificate);
        if (!content.IsSignedBy(key))
            throw new SignatureRefusedException(
                RefusalReason.Signature, "The certificate's key did not make the signature, or what was signed has been changed.");
        RequirePurpose(certificate);
        VerifiedTimes times = Times(content, material, key, root);
        if (times.Logs < signers.Requirements.LogEntries)
            throw new SignatureRefusedException(
                RefusalReason.TransparencyLog,
                $"The signature is in {times.Logs} trusted transparency logs; {signers.Requirements.LogEntries} are required.");
        if (times.Sources < Math.Max(1, signers.Requirements.Times))
            throw new SignatureRefusedException(
                RefusalReason.Time,
                $"There are {times.Sources} verified times of signing; {Math.Max(1, signers.Requirements.Times)} are required.");
        X509Certificate2 issuer = IssuerAt(certificate, root, times.All);
        RequireTimestamps(certificate, issuer, root);
        return new SignerProof
        {
            Identity = IdentityOf(certificate),
            Time = times.Earliest,
            Claims = CertificateIdentity.ReadClaims(certificate),
        };
    }

    private static VerificationKey KeyOf(X509Certificate2 certificate)
    {
        try
        {
            return VerificationKey.FromCertificate(certificate);
        }
        catch (KeyFormatException e)
        {
            throw new SignatureRefusedException(RefusalReason.Certificate, $"The certificate has no usable key: {e.Message}");
        }
    }

    /// <summary>A certificate for signing, and no authority's.</summary>
    private static void RequirePurpose(X509Certificate2 certificate)
    {
        bool signs = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(e => e.EnhancedKeyUsages[CertificateOids.CodeSigning] is not null);
        bool isAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(b => b.CertificateAuthority);
        bool isDigital = certificate.Extensions.OfType<X509KeyUsageExtension>()
            .All(k => k.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature));
        if (!signs || isAuthority || !isDigital)
            throw new SignatureRefusedException(RefusalReason.Certificate, "The certificate is none for signing code.");
    }

    private static VerifiedTimes Times(SignedContent content, SigningMaterial material, VerificationKey key, TrustedRoot root)
    {
        var logs = new LogVerifier(root);
        var body = new LogEntryBody(content, key, material.Certificate?.RawDataMemory ?? default);
        List<VerifiedEntry> entries = [];
        foreach (LogEntry entry in material.Entries)
        {
            if (logs.Verify(entry, material.NeedsProof) is not { } verified)
                continue;
            body.Require(entry);
            entries.Add(verified);
        }
        var stamps = new TimestampVerifier(root);
        ReadOnlyMemory<byte> stamped = material.Stamped.IsEmpty ? content.Signature : material.Stamped;
        List<VerifiedStamp> times = [.. material.Timestamps.Select(t => stamps.Verify(t, stamped)).OfType<VerifiedStamp>()];
        foreach (VerifiedEntry entry in entries.Where(e => e.Time is null && times.Count > 0))
        {
            if (!times.Exists(t => entry.Log.Window.Contains(t.Time)))
                throw new SignatureRefusedException(
                    RefusalReason.TransparencyLog, "The transparency log's key was not valid when the signature was made.");
        }
        return new VerifiedTimes(
            [.. entries.Select(e => e.Time).OfType<DateTimeOffset>(), .. times.Select(t => t.Time)],
            entries.Where(e => e.Time is not null).Select(e => e.Log.Key).Distinct().Count()
                + times.DistinctBy(t => t.By.Anchor.Thumbprint).Count(),
            entries.Select(e => e.Log.Key).Distinct().Count());
    }

    /// <summary>The issuer by which the whole chain was valid at each time.</summary>
    private static X509Certificate2 IssuerAt(X509Certificate2 certificate, TrustedRoot root, IReadOnlyList<DateTimeOffset> times)
    {
        X509Certificate2? issuer = null;
        foreach (DateTimeOffset time in times)
        {
            IReadOnlyList<X509Certificate2>? chain = root.CertificateAuthorities
                .Where(a => a.Window.Contains(time))
                .Select(a => CertificateChain.Build(certificate, a, time, CertificateOids.CodeSigning))
                .FirstOrDefault(c => c is not null);
            issuer = chain?[1] ?? throw new SignatureRefusedException(
                RefusalReason.Certificate,
                $"The certificate was issued by no trusted authority, or it or its issuers were not valid when it signed ({time:u}).");
        }
        return issuer!;
    }

    private void RequireTimestamps(X509Certificate2 certificate, X509Certificate2 issuer, TrustedRoot root)
    {
        int wanted = signers.Requirements.CertificateTimestamps;
        if (wanted <= 0)
            return;
        int found = CertificateTimestamps.Count(certificate, issuer, root.CertificateLogs);
        if (found < wanted)
            throw new SignatureRefusedException(
                RefusalReason.Certificate,
                $"The certificate is in {found} trusted logs of certificates; {wanted} are required (signed certificate timestamps).");
    }

    private SignerIdentity IdentityOf(X509Certificate2 certificate)
    {
        IReadOnlyList<SignerIdentity> identities = CertificateIdentity.Read(certificate);
        return identities.FirstOrDefault(i => signers.Identities.Any(t => t.Matches(i)))
            ?? throw new SignatureRefusedException(
                RefusalReason.Identity,
                $"The signature is by '{identities[0].SubjectName}', for whom '{identities[0].Issuer ?? "nobody"}' vouched; "
                + "that is no trusted identity.");
    }
}
