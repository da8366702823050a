using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A policy object while it is read: gives its expressions their environment, and their errors a place.</summary>
internal sealed class PolicySource(MappingNode node, CelEnvironment environment, Func<string, string>? rewrite = null)
{
    public MappingNode Node => node;

    public CelValue Value { get; } = DocumentValue.Of(node);

    /// <summary>The same object with its expressions rewritten.</summary>
    public PolicySource Rewritten(Func<string, string> with) => new(node, environment, with);

    public AdmissionExpression Expression(CelValue text, CelValue within) =>
        new(Rewrite(text.Kind == CelKind.String ? text.AsString() : text.ToString()), environment, within.As<DocumentMap>()?.Mapping["expression"] ?? within.As<DocumentMap>()?.Mapping ?? (DocumentNode)node);

    public IReadOnlyList<NamedExpression> Named(CelValue list, string nameKey = "name", string expressionKey = "expression") =>
        [.. list.Items().Select(i => new NamedExpression(i.FindText(nameKey) ?? "", Expression(i.Find(expressionKey), i)))];

    public IReadOnlyList<Validation> Validations(CelValue list) =>
        [.. list.Items().Select(i => new Validation(
            Expression(i.Find("expression"), i),
            Rewrite(i.FindText("message") ?? "").Trim(),
            i.FindText("messageExpression") is { Length: > 0 } message ? Expression(CelValue.From(message), i) : null,
            i.FindText("reason") ?? "Invalid"))];

    private string Rewrite(string text) => rewrite is null ? text : rewrite(text);
}
