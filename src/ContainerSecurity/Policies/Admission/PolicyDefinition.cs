using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A policy object as read, before bindings and exceptions are known.</summary>
internal sealed record PolicyDefinition(string Kind, string Name, MappingNode Node, IReadOnlyList<PolicyProgram> Programs)
{
    /// <summary>The kind of the parameters; the null value for none.</summary>
    public CelValue ParameterKind { get; init; }

    /// <summary>Whether the policy is in force only where something binds it.</summary>
    public bool NeedsBinding { get; init; }

    /// <summary>What is done about violations where no binding says so.</summary>
    public Enforcement Enforcement { get; init; } = Enforcement.Deny;

    /// <summary>The name of one of several rules in the object; empty where the object is one.</summary>
    public string RuleName { get; init; } = "";

    /// <summary>The parameters that the policy itself refers to, as a ClusterPolicy does.</summary>
    public ParameterChoice? Parameters { get; init; }

    /// <summary>Why the policy has no verdict on any request that it selects, as a clause; null where it can be evaluated.</summary>
    public string? Unevaluable { get; init; }

    /// <summary>Where the policy, or its rule, is written.</summary>
    public DocumentNode Place { get; init; } = Node;

    /// <summary>Whether the policy changes objects.</summary>
    public bool IsMutation { get; init; }

    /// <summary>Whether the policy is invoked again where a later one has changed the object.</summary>
    public bool IsReinvoked { get; init; }

    public string Annotation(string key) => DocumentValue.Of(Node).FindText("metadata", "annotations", key) ?? "";

    /// <summary>How bad a violation is: as annotated, else by what is done about it.</summary>
    public Severity SeverityFor(Enforcement enforcement) =>
        Enum.TryParse(Annotation("policies.kyverno.io/severity"), ignoreCase: true, out Severity severity) ? severity
        : enforcement == Enforcement.Deny ? Severity.High : Severity.Medium;
}
