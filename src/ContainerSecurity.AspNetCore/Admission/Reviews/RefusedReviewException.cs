namespace ContainerSecurity.AspNetCore.Admission.Reviews;

/// <summary>
/// What came is no review that could be judged. It is answered with an error of HTTP, so that nothing is allowed by it.
/// </summary>
#pragma warning disable CA1032, CA1064 // Internal control flow of the webhook; never leaves it.
internal sealed class RefusedReviewException(int status, string message) : Exception(message)
{
    /// <summary>The status code.</summary>
    public int Status => status;
}
#pragma warning restore CA1032, CA1064
