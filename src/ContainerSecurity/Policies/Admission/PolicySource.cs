using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A policy object while it is read: gives its expressions their environment, and their errors a place.</summary>
internal sealed class PolicySource(MappingNode node, PolicyScope scope, Func<string, string>? rewrite = null)
{
    public MappingNode Node => node;

    public CelValue Value { get; } = DocumentValue.Of(node);

    /// <summary>The same object with its expressions rewritten.</summary>
    public PolicySource Rewritten(Func<string, string> with) => new(node, scope, with);

    /// <summary>The match conditions.</summary>
    public IReadOnlyList<NamedExpression> Conditions(CelValue list) =>
        [.. list.Items().Select(i => new NamedExpression(i.FindText("name") ?? "", Expression(i, "expression", () => scope.OfConditions)))];

    /// <summary>The variables, each of which may read those before it.</summary>
    public IReadOnlyList<NamedExpression> Variables(CelValue list)
    {
        var variables = new List<NamedExpression>();
        foreach (CelValue item in list.Items())
        {
            int before = variables.Count;
            variables.Add(new NamedExpression(item.FindText("name") ?? "", Expression(item, "expression", () => scope.After(variables, before))));
        }
        return variables;
    }

    /// <summary>The audit annotations.</summary>
    public IReadOnlyList<NamedExpression> Annotations(CelValue list, IReadOnlyList<NamedExpression> variables) =>
        [.. list.Items().Select(i => new NamedExpression(i.FindText("key") ?? "", Expression(i, "valueExpression", Whole(variables))))];

    /// <summary>The validations; their messages are not told who may do what.</summary>
    public IReadOnlyList<Validation> Validations(CelValue list, IReadOnlyList<NamedExpression> variables)
    {
        Func<CelEnvironment> whole = Whole(variables);
        var messages = new Lazy<CelEnvironment>(() => SharedEnvironments.Of(
            whole(),
            "without authorizer",
            e => e.RemoveVariable("authorizer").RemoveVariable("authorizer.requestResource")));
        return [.. list.Items().Select(i => new Validation(
            Expression(i, "expression", whole),
            Rewrite(i.FindText("message") ?? "").Trim(),
            i.FindText("messageExpression") is { Length: > 0 } ? Expression(i, "messageExpression", () => messages.Value) : null,
            i.FindText("reason") ?? "Invalid"))];
    }

    /// <summary>An expression that changes objects, and may read all variables.</summary>
    public AdmissionExpression Patch(CelValue within, string key, IReadOnlyList<NamedExpression> variables)
    {
        Func<CelEnvironment> whole = Whole(variables);
        return Expression(within, key, () => scope.Patches?.Invoke(whole()) ?? whole());
    }

    private Func<CelEnvironment> Whole(IReadOnlyList<NamedExpression> variables)
    {
        var environment = new Lazy<CelEnvironment>(() => scope.After(variables, variables.Count));
        return () => environment.Value;
    }

    private AdmissionExpression Expression(CelValue within, string key, Func<CelEnvironment> environment)
    {
        CelValue text = within.Find(key);
        MappingNode? mapping = within.As<DocumentMap>()?.Mapping;
        return new AdmissionExpression(
            Rewrite(text.Kind == CelKind.String ? text.AsString() : text.ToString()),
            environment,
            mapping?[key] ?? mapping ?? (DocumentNode)node);
    }

    private string Rewrite(string text) => rewrite is null ? text : rewrite(text);
}
