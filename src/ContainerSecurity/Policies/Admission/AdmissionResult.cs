using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Admission;

/// <summary>What one policy says about one request.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Verdict">What it says.</param>
/// <param name="Violations">The validations that do not hold, in the policy's order.</param>
/// <param name="Error">What could not be evaluated; null where everything could.</param>
public sealed record AdmissionResult(AdmissionPolicy Policy, AdmissionVerdict Verdict, IReadOnlyList<AdmissionViolation> Violations, string? Error = null)
{
    /// <summary>
    /// Whether the request passes this policy. What is not known does not pass: the API server would not let it. Where
    /// violations are only warned of or audited, the request passes.
    /// </summary>
    public bool IsAllowed =>
        Verdict is AdmissionVerdict.Allowed or AdmissionVerdict.NotApplicable
        || (Verdict == AdmissionVerdict.Denied && Enforcement != Enforcement.Deny);

    /// <summary>What the policy has no verdict on, with the reasons, also where something else of it denies.</summary>
    public IReadOnlyList<NotEvaluated> NotEvaluated { get; init; } = [];

    /// <summary>Who the object of the request is.</summary>
    public ResourceIdentity? Resource { get; init; }

    /// <summary>Whether the evaluation failed for a fault of the program, or of what answers for the cluster.</summary>
    public bool IsFault { get; init; }

    /// <summary>What is done about a violation: by the policy's bindings, or by the policy itself.</summary>
    public Enforcement Enforcement { get; init; } = Enforcement.Deny;

    /// <summary>The audit annotations that the policy adds, by key.</summary>
    public IReadOnlyDictionary<string, string> AuditAnnotations { get; init; } = new Dictionary<string, string>();
}
