using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Notary.Certificates;
using ContainerSecurity.SupplyChain.Signatures.Notary.Policies;
using ContainerSecurity.SupplyChain.Signatures.Notary.Timestamps;

namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>Verifies signatures of the Notary Project by a trust policy (trust policy specification, signature verification).</summary>
/// <param name="trust">Whom signatures are believed.</param>
/// <param name="time">The clock; null for the system's.</param>
public sealed class NotaryVerifier(NotaryTrust trust, TimeProvider? time = null)
{
    private readonly TimeProvider clock = time ?? TimeProvider.System;

    /// <summary>Whom signatures are believed.</summary>
    public NotaryTrust Trust { get; } = trust ?? throw new ArgumentNullException(nameof(trust));

    /// <summary>Verifies an envelope.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="mediaType">Its type: <see cref="NotaryMediaTypes.Jws"/> or <see cref="NotaryMediaTypes.Cose"/>.</param>
    /// <param name="target">The artifact that is asked about: type, digest and size of its manifest.</param>
    /// <param name="artifact">Its name, by which the trust policy is chosen.</param>
    public NotaryVerdict Verify(ReadOnlyMemory<byte> envelope, string mediaType, Descriptor target, ImageReference artifact)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(artifact);
        if (Trust.Policies.Find(artifact) is not { } policy)
            return new NotaryVerdict(null,
                [new NotaryFailure(NotaryCheck.Authenticity, NotaryAction.Enforce, $"No statement of the trust policy names {artifact.Name}.")]);
        if (policy.Skips)
            return new NotaryVerdict(policy.Name, []) { IsSkipped = true };
        try
        {
            NotaryEnvelope read = NotaryEnvelope.Read(envelope, mediaType);
            return FaultOfContent(read, target) is { } fault ? Broken(policy, fault) with { Envelope = read } : Judge(read, policy);
        }
        catch (SignatureFormatException e)
        {
            return Broken(policy, e.Message);
        }
        catch (CryptographicException e)
        {
            // Extensions and names of certificates are decoded when they are asked for.
            return Broken(policy, $"A certificate of the signature cannot be read: {e.Message}");
        }
    }

    private static NotaryVerdict Broken(NotaryTrustPolicy policy, string fault) =>
        new(policy.Name, [new NotaryFailure(NotaryCheck.Integrity, NotaryAction.Enforce, fault)]);

    /// <summary>Why the envelope does not count whatever a policy says; null where it may.</summary>
    private static string? FaultOfContent(NotaryEnvelope envelope, Descriptor target) =>
        envelope.FindFault() is { } fault ? fault
        : envelope.VerificationPlugin is { } plugin ? $"The signature asks to be verified by the plugin '{plugin}'; plugins are not run."
        : envelope.UnknownCritical.Count > 0
            ? $"The signature asks that '{string.Join("', '", envelope.UnknownCritical)}' be understood, which nobody here does."
        : envelope.Target.Digest != target.Digest ? $"The signature is one over {envelope.Target.Digest}, not over {target.Digest}."
        : envelope.Target.Size != target.Size ? $"The signature is one over {envelope.Target.Size} bytes, and the manifest has {target.Size}."
        : envelope.Target.MediaType != target.MediaType
            ? $"The signature is one over a '{envelope.Target.MediaType}', and the manifest is a '{target.MediaType}'."
        : null;

    private NotaryVerdict Judge(NotaryEnvelope envelope, NotaryTrustPolicy policy)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var failures = new List<NotaryFailure>();
        bool isTrusted = Note(NotaryCheck.Authenticity, FaultOfSigner(envelope, policy));
        Note(NotaryCheck.Expiry, envelope.Expiry <= now ? $"The signature ended at {envelope.Expiry:u}." : null);
        (string? fault, DateTimeOffset? signed) = policy.ActionOf(NotaryCheck.AuthenticTimestamp) == NotaryAction.Skip ? (null, null)
            : envelope.Scheme == NotarySigningScheme.SigningAuthority ? FaultOfAuthorityTime(envelope)
            : FaultOfTime(envelope, policy, now);
        bool isTimely = Note(NotaryCheck.AuthenticTimestamp, fault);
        // What a signing authority says of the time counts only where it is trusted.
        DateTimeOffset? known = isTimely && isTrusted ? signed : null;
        string? revoked = Trust.Revocation.FindFault(envelope.Certificates, known, now, out bool isRevoked);
        Note(NotaryCheck.Revocation, policy.ActionOf(NotaryCheck.Revocation) == NotaryAction.Skip && !isRevoked ? null : revoked);
        return new NotaryVerdict(policy.Name, failures)
        {
            Envelope = envelope,
            Signer = isTrusted ? envelope.Certificates[0].Subject : null,
            CertificateFingerprint = isTrusted ? envelope.Certificates[0].GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant() : null,
            Time = known,
        };

        bool Note(NotaryCheck check, string? problem)
        {
            if (problem is not null)
                failures.Add(new NotaryFailure(check, policy.ActionOf(check) == NotaryAction.Log ? NotaryAction.Log : NotaryAction.Enforce, problem));
            return problem is null;
        }
    }

    private string? FaultOfSigner(NotaryEnvelope envelope, NotaryTrustPolicy policy)
    {
        string type = envelope.Scheme == NotarySigningScheme.X509 ? "ca" : "signingAuthority";
        IReadOnlyList<X509Certificate2> trusted = Trust.Stores.Of(type, policy.TrustStores);
        if (trusted.Count == 0)
            return $"The trust policy '{policy.Name}' has no certificates in stores of the type '{type}', which such a signature needs.";
        if (!envelope.Certificates.Any(c => trusted.Any(t => t.RawDataMemory.Span.SequenceEqual(c.RawDataMemory.Span))))
            return $"No certificate of the signature is in the trust stores of the policy '{policy.Name}'.";
        return policy.Trusts(envelope.Certificates[0].SubjectName)
            ? null
            : $"The signer '{envelope.Certificates[0].Subject}' is none of the identities that the policy '{policy.Name}' trusts.";
    }

    private static (string? Fault, DateTimeOffset? Signed) FaultOfAuthorityTime(NotaryEnvelope envelope) =>
        CertificateChain.FindInvalidAt(envelope.Certificates, envelope.SigningTime, envelope.SigningTime) is { } invalid
            ? ($"The certificate '{invalid.Subject}' was not valid when it was signed, at {envelope.SigningTime:u}.", null)
            : (null, envelope.SigningTime);

    /// <summary>Without a stamp the certificates must be valid now; with one, when it was made, as early and as late as that may have been.</summary>
    private (string? Fault, DateTimeOffset? Signed) FaultOfTime(NotaryEnvelope envelope, NotaryTrustPolicy policy, DateTimeOffset now)
    {
        X509Certificate2? ended = CertificateChain.FindInvalidAt(envelope.Certificates, now, now);
        bool usesStamps = policy.TrustStores.Any(s => s.StartsWith("tsa:", StringComparison.Ordinal));
        if (!usesStamps || (policy.StampsAfterExpiryOnly && ended is null))
            return ended is null
                ? (null, null)
                : ($"The certificate '{ended.Subject}' is not valid now, and no time stamp is trusted that could say that it was.", null);
        if (envelope.TimestampToken is not { } token)
            return ("The signature bears no time stamp, which the trust policy asks for by a store of the type 'tsa'.", null);
        IReadOnlyList<X509Certificate2> roots = Trust.Stores.Of("tsa", policy.TrustStores);
        if (NotaryTimestamp.Verify(token, envelope.Signature, roots, out string? fault) is not { } stamp)
            return (fault, null);
        if (CertificateChain.FindInvalidAt(envelope.Certificates, stamp.From, stamp.Until) is { } invalid)
            return ($"The certificate '{invalid.Subject}' was not valid when it was signed, from {stamp.From:u} to {stamp.Until:u} by its time stamp.", null);
        string? revoked = Trust.Revocation.FindFault(stamp.Chain, null, now, out bool isRevoked);
        return revoked is not null && (isRevoked || policy.ActionOf(NotaryCheck.Revocation) == NotaryAction.Enforce)
            ? ($"The time stamp does not count. {revoked}", null)
            : (null, stamp.Until);
    }
}
