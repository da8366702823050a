using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.AspNetCore.Admission.Judging;

/// <summary>The engines that judge the reviews of one policy.</summary>
/// <param name="New">Judges the object as it shall be.</param>
/// <param name="Old">
/// Judges the object as it was: by the rules, because the cluster's own policies see it beside the new one.
/// </param>
internal sealed record ReviewEngines(PolicyEngine New, PolicyEngine Old)
{
    /// <summary>Makes the engines of a policy.</summary>
    public static ReviewEngines Create(PolicyEngine engine, bool honorsWaiversOfObjects)
    {
        // One object is never all that there is: what is missing beside it cannot be said.
        Policy policy = engine.Policy with
        {
            IsSetComplete = false,
            IgnoresWaiversOfObjects = engine.Policy.IgnoresWaiversOfObjects || !honorsWaiversOfObjects,
        };
        PolicyEngine judging = policy == engine.Policy ? engine : engine.With(policy);
        bool isPlain = policy.Admission.Policies.Count == 0;
        return new ReviewEngines(judging, isPlain ? judging : engine.With(policy with { Admission = AdmissionPolicySet.Empty }));
    }
}
