namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>What was verified of one signature.</summary>
/// <param name="Policy">The name of the statement of the trust policy; null where none names the artifact.</param>
/// <param name="Failures">The checks that failed, in the order in which they were made.</param>
public sealed record NotaryVerdict(string? Policy, IReadOnlyList<NotaryFailure> Failures)
{
    /// <summary>Whether the signature counts: a policy names the artifact, does not skip it, and no check failed that it enforces.</summary>
    public bool IsVerified => Policy is not null && !IsSkipped && Failures.All(f => f.Action != NotaryAction.Enforce);

    /// <summary>Whether the trust policy says that nothing is verified. Nothing is known then, and the signature does not count.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>Who signed, by the subject of the certificate; null where that was not verified.</summary>
    public string? Signer { get; init; }

    /// <summary>The fingerprint (SHA-256, hexadecimal) of the signer's certificate; null where that was not verified.</summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>When it was signed, as a time stamp or the signing authority vouches; null where nobody does.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The envelope; null where it could not be read.</summary>
    public NotaryEnvelope? Envelope { get; init; }

    /// <summary>Why the signature does not count; null where it does.</summary>
    public string? Refusal =>
        IsVerified ? null
        : IsSkipped ? $"The trust policy '{Policy}' skips the verification, so nothing is known of the signature."
        : Failures.FirstOrDefault(f => f.Action == NotaryAction.Enforce)?.Message ?? "No trust policy names the artifact.";
}
