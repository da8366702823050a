namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>What is to be thought of one signature: it counts, or the reason why not.</summary>
public sealed record SignatureVerdict
{
    private SignatureVerdict(VerifiedSignature? signature, string? refusal, RefusalReason? reason, string location)
    {
        Signature = signature;
        Refusal = refusal;
        Reason = reason;
        Location = location;
    }

    /// <summary>The signature that counts; null where it is refused.</summary>
    public VerifiedSignature? Signature { get; }

    /// <summary>Why it does not count, for people; null where it counts.</summary>
    public string? Refusal { get; }

    /// <summary>Why it does not count; null where it counts.</summary>
    public RefusalReason? Reason { get; }

    /// <summary>Where it was found.</summary>
    public string Location { get; }

    /// <summary>Whether it counts.</summary>
    public bool IsVerified => Signature is not null;

    /// <summary>A signature that counts.</summary>
    public static SignatureVerdict Accept(VerifiedSignature signature) =>
        new(signature ?? throw new ArgumentNullException(nameof(signature)), null, null, signature.Location);

    /// <summary>A signature that does not count.</summary>
    /// <param name="reason">The kind of reason.</param>
    /// <param name="message">What is wrong, as a sentence.</param>
    /// <param name="location">Where it was found.</param>
    public static SignatureVerdict Refuse(RefusalReason reason, string message, string location) =>
        new(null, message ?? throw new ArgumentNullException(nameof(message)), reason, location);
}
