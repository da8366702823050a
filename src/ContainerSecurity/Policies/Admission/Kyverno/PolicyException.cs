using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>A PolicyException: requests that a policy leaves alone, or what they are allowed besides.</summary>
internal sealed class PolicyException
{
    public required Predicate<PolicyDefinition> IsFor { get; init; }

    public required Predicate<EvaluationState> Covers { get; init; }

    /// <summary>What the variable <c>exceptions</c> tells the policy; the null value where the exception covers everything.</summary>
    public CelValue Allowance { get; init; }
}
