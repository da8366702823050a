namespace ContainerSecurity.Resources.Images;

/// <summary>What came of verifying an image.</summary>
public enum ImageVerificationState
{
    /// <summary>Nobody could say: it was not looked up, or its registry did not answer. What is not known is not allowed.</summary>
    NotEvaluated,

    /// <summary>The policy asks for nothing of this image.</summary>
    NotRequired,

    /// <summary>It is signed as the policy asks.</summary>
    Verified,

    /// <summary>It is not signed as the policy asks.</summary>
    Refused,
}
