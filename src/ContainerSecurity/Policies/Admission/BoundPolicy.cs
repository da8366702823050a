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

    /// <summary>The programs that a request is put to, each with the binding that says so, and with what is not known where that cannot be told.</summary>
    public IEnumerable<(PolicyProgram Program, PolicyBinding Binding, string? Unknown)> For(AdmissionRequest request, AdmissionContext context)
    {
        var labels = new NamespaceLabels(request, context.NamespaceOf(request), context.IsNamespaceAssumed(request) ? context.Use : null);
        foreach (PolicyProgram program in definition.Programs)
        {
            MatchResult selected = program.Match.Matches(request, labels);
            if (selected.IsNone)
                continue;
            foreach (PolicyBinding binding in Bindings)
                if (selected.And(binding.Match.Matches(request, labels)) is { IsNone: false } bound)
                    yield return (program, binding, bound.Unknown);
        }
    }

    /// <summary>The values of <c>params</c>, one after the other; empty where the binding names parameters that are not there.</summary>
    public IReadOnlyList<CelValue> Parameters(PolicyBinding binding, AdmissionRequest request, AdmissionContext context) =>
        binding.Parameters?.Choose(request, context) ?? [binding.OwnParameters];

    /// <summary>What the parameters lack that a binding names, as a clause; null where nothing does.</summary>
    public string? MissingParameters(IReadOnlyList<CelValue> objects) =>
        Bindings.FirstOrDefault(b => b.Parameters is { } parameters && !parameters.IsGivenBy(objects)) is { } lacking
            ? $"it takes parameters of kind '{lacking.Parameters!.Kind}', and none is given"
            : null;

    private IReadOnlyList<PolicyBinding> Bindings =>
        bindings.Length > 0 ? bindings
        : definition.NeedsBinding ? []
        : [new PolicyBinding("", definition.Kind, definition.Name, Everything, definition.Enforcement)
        {
            Parameters = definition.Parameters ?? (definition.ParameterKind.IsNull() ? null : new ParameterChoice(definition.ParameterKind, CelValue.Null)),
        }];

    private sealed class EverythingMatch : IRequestMatch
    {
        public MatchResult Matches(AdmissionRequest request, NamespaceLabels labels) => MatchResult.Yes;
    }
}
