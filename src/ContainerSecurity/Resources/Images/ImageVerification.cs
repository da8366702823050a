namespace ContainerSecurity.Resources.Images;

/// <summary>What is known of the signatures of an image, as somebody who verified them says it.</summary>
/// <param name="State">What came of it.</param>
public sealed record ImageVerification(ImageVerificationState State)
{
    /// <summary>The digest that was verified, such as <c>sha256:…</c>; null where nothing was.</summary>
    public string? Digest { get; init; }

    /// <summary>Who signed it: keys by their fingerprints, identities with their issuers, subjects of certificates.</summary>
    public IReadOnlyList<string> VerifiedBy { get; init; } = [];

    /// <summary>Where it is approved; null where nobody asked.</summary>
    public ImageApprovals? Approvals { get; init; }

    /// <summary>Why it is refused or not known, each a sentence.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>An image that the policy asks nothing of.</summary>
    public static ImageVerification NotRequired { get; } = new(ImageVerificationState.NotRequired);

    /// <summary>An image that nobody could say anything of.</summary>
    /// <param name="reason">Why, as a sentence.</param>
    public static ImageVerification Unknown(string reason) => new(ImageVerificationState.NotEvaluated) { Reasons = [reason] };

    /// <summary>An image that is not signed as the policy asks.</summary>
    /// <param name="reasons">Why, each a sentence.</param>
    public static ImageVerification Refuse(params string[] reasons) => new(ImageVerificationState.Refused) { Reasons = reasons };
}
