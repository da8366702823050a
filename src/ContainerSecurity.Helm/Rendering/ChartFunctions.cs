using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>The functions of Helm that work on the templates of a chart, bound to one set of them.</summary>
internal sealed class ChartFunctions(TemplateSet set, TemplateBudget budget)
{
    public const string NoValue = "<no value>";

    private const string TextName = "gotpl";

    public IReadOnlyList<GoFunction> All => set.Undecided is null ? Known : [.. OpenFunctions.Of(Known)];

    private IReadOnlyList<GoFunction> Known =>
    [
        new("include", [GoType.String, GoType.Interface], false, GoType.String, a => new TextValue(Include(a[0].AsString(), a[1]))),
        new("tpl", [GoType.String, GoType.Interface], false, GoType.String, a => new TextValue(Execute(a[0].AsText(), a[1]))),
        new("required", [GoType.String, GoType.Interface], false, GoType.Interface, a => Required(a[0].AsString(), a[1])),
        new("fail", [GoType.String], false, GoType.String, a => throw new GoFunctionException(a[0].AsString())),
        new("lookup", [GoType.String, GoType.String, GoType.String, GoType.String], false, GoType.Map, _ => new MapValue(GoType.Map)),
        new("getHostByName", [GoType.String], false, GoType.String, _ => GoValue.Of("")),
    ];

    private static GoValue Required(string message, GoValue value) =>
        value is NilValue or Missing or TextValue { Text: "" } ? throw new GoFunctionException(message) : value;

    private TracedText Include(string name, GoValue dot) =>
        set.Undecided is not null && name.Contains(UnknownValue.Hole, StringComparison.Ordinal)
            ? TracedText.Of(UnknownValue.Hole.ToString())
            : Nested(set, set.Find(name) ?? throw new GoFunctionException($"template: no template {GoQuote.Quote(name)} associated with template \"gotpl\""), dot);

    private TracedText Nested(TemplateSet of, TemplateTree tree, GoValue dot)
    {
        if (!budget.TryEnter())
            throw new GoFunctionException($"rendering template has a nested reference name: {tree.Name}: unable to execute template");
        try
        {
            return of.Execute(tree, dot.WithoutInterface(), budget);
        }
        finally
        {
            budget.Leave();
        }
    }

    /// <summary>Executes a text as a template that knows all templates of the chart; what it defines others do not see.</summary>
    private TracedText Execute(TracedText text, GoValue dot)
    {
        TemplateSet copy = set.Copy();
        copy.Add(new ChartFunctions(copy, budget).All);
        var executed = new TemplateText(TextName, text.Text) { Origin = text };
        TemplateTree tree = copy.Add(executed);
        TracedText output = TraceResolver.Lift(Nested(copy, tree, dot), executed);
        return StringFunctions.Replace(output, NoValue, TracedText.Empty);
    }
}
