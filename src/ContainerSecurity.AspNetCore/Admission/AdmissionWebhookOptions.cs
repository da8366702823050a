using ContainerSecurity.Audit;
using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;

namespace ContainerSecurity.AspNetCore.Admission;

/// <summary>How an admission webhook judges, and what it takes.</summary>
public sealed class AdmissionWebhookOptions
{
    /// <summary>
    /// The name of the policy, as it was registered with <c>AddContainerSecurity</c>. The default value is empty, for
    /// the one without a name.
    /// </summary>
    public string PolicyName { get; set; } = "";

    /// <summary>
    /// Whether an update is allowed that leaves an object as bad as it was: only findings that the old object has not,
    /// by rule, container and path with the names of its items, or has with a lower severity, deny; the others are
    /// warnings. The cluster's own policies, which see the old object themselves, are not softened. The default value
    /// is true, so that finalizers can be removed and replicas changed.
    /// </summary>
    public bool AllowsOldFindings { get; set; } = true;

    /// <summary>
    /// Whether waivers in an object's own annotation count, as they do in scans. Who may create an object may write
    /// them: where nobody reviews what is created, set it to false, and waive in the policy alone. The default value is
    /// true.
    /// </summary>
    public bool HonorsWaiversOfObjects { get; set; } = true;

    /// <summary>
    /// What is answered where a review cannot be judged. The default value is <see
    /// cref="AdmissionFailure.LeaveToCluster"/>.
    /// </summary>
    public AdmissionFailure OnFailure { get; set; }

    /// <summary>
    /// The longest review in bytes, which holds an old object beside the new one: from 1 KiB to 64 MiB; a longer one is
    /// answered with 413. The default value is 8 MiB.
    /// </summary>
    public int MaxReviewSize { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// How long a review may take to arrive: from 100 milliseconds to 30 seconds; a slower one is answered with 408.
    /// The default value is 5 seconds.
    /// </summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the answer may take where the API server does not say it by the parameter <c>timeout</c>, which is
    /// taken instead up to 30 seconds: from 100 milliseconds to 30 seconds. A tenth of it is kept for the way back. The
    /// default value is 10 seconds, as the API server's.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many reviews are judged at a time, while others wait for their turn: from 1 to 1,024. The default value is
    /// four for each processor.
    /// </summary>
    public int MaxConcurrency { get; set; } = Math.Clamp(Environment.ProcessorCount * 4, 1, 1024);

    /// <summary>
    /// Where every decision is kept. A decision that cannot be kept is a failure. Null, the default value, keeps none.
    /// </summary>
    public IAuditSink? Audit { get; set; }

    /// <summary>
    /// Adds what is known of the cluster, such as the namespace's object and parameters, with <see
    /// cref="EvaluationRequest.With"/>. What it throws is a failure. Null, the default value, adds nothing: a policy of
    /// the cluster that asks for more than the review has no verdict then, which denies.
    /// </summary>
    public Func<EvaluationRequest, CancellationToken, ValueTask<EvaluationRequest>>? CompleteAsync { get; set; }

    /// <summary>
    /// Says what images are now, where a mutating webhook hardens images; it is asked within the time of the answer.
    /// Null, the default value, for nobody: then no image is pinned to a digest.
    /// </summary>
    public IImageResolver? ImageResolver { get; set; }

    /// <summary>
    /// Verifies the signatures of images where the policy says by whom they must be signed (<c>trust</c>), as
    /// <c>RegistryImageTrust</c> of ContainerSecurity.SupplyChain does: those of all containers and of volumes. A
    /// mutating webhook pins each image that was verified to the digest that was. A review whose images are not
    /// verified in the time of the answer is denied, whatever <see cref="OnFailure"/> says. Null, the default value,
    /// for nobody: then such images have no verdict, which denies.
    /// </summary>
    public IImageTrust? ImageTrust { get; set; }

    /// <summary>Says what is wrong with the options; null for nothing.</summary>
    internal string? Problem =>
        MaxReviewSize is < 1024 or > 64 * 1024 * 1024 ? $"{nameof(MaxReviewSize)} is {MaxReviewSize}; it must be from 1 KiB to 64 MiB."
        : IsNoTime(ReadTimeout) ? $"{nameof(ReadTimeout)} is {ReadTimeout}; it must be from 100 milliseconds to 30 seconds."
        : IsNoTime(Timeout) ? $"{nameof(Timeout)} is {Timeout}; it must be from 100 milliseconds to 30 seconds."
        : MaxConcurrency is < 1 or > 1024 ? $"{nameof(MaxConcurrency)} is {MaxConcurrency}; it must be from 1 to 1,024."
        : !Enum.IsDefined(OnFailure) ? $"{nameof(OnFailure)} is {OnFailure}, which is none of its values."
        : null;

    private static bool IsNoTime(TimeSpan time) => time < TimeSpan.FromMilliseconds(100) || time > TimeSpan.FromSeconds(30);
}
