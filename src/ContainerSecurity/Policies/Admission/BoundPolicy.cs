using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A policy with what puts it into force. Without a binding, as a file of its own, it is taken to be in force everywhere.</summary>
internal sealed class BoundPolicy(PolicyDefinition definition, IEnumerable<PolicyBinding> bindings)
{
    private static readonly EverythingMatch Everything = new();
    private readonly PolicyBinding[] bindings = [.. bindings];

    public PolicyDefinition Definition => definition;

    /// <summary>What the strictest binding does about violations, or the policy itself where none says so.</summary>
    public Enforcement Enforcement => bindings.Length == 0 ? definition.Enforcement : bindings.Max(b => b.Enforcement);

    /// <summary>The programs that a request is put to, each with the binding that says so.</summary>
    public IEnumerable<(PolicyProgram Program, PolicyBinding Binding)> For(AdmissionRequest request, AdmissionContext context)
    {
        var labels = new NamespaceLabels(request, context.NamespaceOf(request));
        foreach (PolicyProgram program in definition.Programs)
            if (program.Match.Matches(request, labels))
                foreach (PolicyBinding binding in InForce(request, labels))
                    yield return (program, binding);
    }

    /// <summary>The values of <c>params</c>, one after the other; empty where the binding names parameters that are not there.</summary>
    public IReadOnlyList<CelValue> Parameters(PolicyBinding binding, AdmissionRequest request, AdmissionContext context)
    {
        IReadOnlyList<CelValue> chosen = binding.Parameters?.Choose(request, context) ?? [binding.OwnParameters];
        return chosen.Count == 0 && bindings.Length == 0 ? [CelValue.Null] : chosen;
    }

    private IEnumerable<PolicyBinding> InForce(AdmissionRequest request, NamespaceLabels labels)
    {
        if (bindings.Length > 0)
            return bindings.Where(b => b.Match.Matches(request, labels));
        return definition.NeedsBinding ? [] : [new PolicyBinding("", definition.Kind, definition.Name, Everything, definition.Enforcement)
        {
            Parameters = definition.Parameters ?? (definition.ParameterKind.IsNull() ? null : new ParameterChoice(definition.ParameterKind, CelValue.Null)),
        }];
    }

    private sealed class EverythingMatch : IRequestMatch
    {
        public bool Matches(AdmissionRequest request, NamespaceLabels labels) => true;
    }
}
