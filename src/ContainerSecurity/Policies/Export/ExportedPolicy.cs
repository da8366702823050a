using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Policies.Export;

/// <summary>One rule as a ValidatingAdmissionPolicy with its binding, before it is written.</summary>
internal sealed record ExportedPolicy
{
    /// <summary>The name of the policy and of its binding.</summary>
    public required string Name { get; init; }

    /// <summary>The annotations of the policy, in the order they are written.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Annotations { get; init; }

    /// <summary>The resources that it judges.</summary>
    public required IReadOnlyList<AdmissionResources> Resources { get; init; }

    /// <summary>The conditions under which it judges: names and expressions.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> MatchConditions { get; init; }

    /// <summary>The variables, in the order in which they build on each other.</summary>
    public required IReadOnlyList<CelVariable> Variables { get; init; }

    /// <summary>What must hold.</summary>
    public required IReadOnlyList<ExportedValidation> Validations { get; init; }

    /// <summary>What the API server does where it does not hold, such as <c>Deny</c>.</summary>
    public required IReadOnlyList<string> Actions { get; init; }
}
