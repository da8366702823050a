namespace ContainerSecurity.AspNetCore.Admission;

/// <summary>
/// What the webhook answers where it cannot judge a review: for a fault of its own, at the end of its time, or where
/// the decision cannot be kept in the audit log.
/// </summary>
public enum AdmissionFailure
{
    /// <summary>
    /// It answers with an error of HTTP and lets nothing pass by itself: the API server does what the
    /// <c>failurePolicy</c> of the webhook's configuration says, which is to refuse unless it says <c>Ignore</c>.
    /// </summary>
    LeaveToCluster,

    /// <summary>It denies, also where the <c>failurePolicy</c> is <c>Ignore</c>.</summary>
    Deny,

    /// <summary>
    /// It allows with a warning, also where the <c>failurePolicy</c> is <c>Fail</c>. What was found before still
    /// denies.
    /// </summary>
    Allow,
}
