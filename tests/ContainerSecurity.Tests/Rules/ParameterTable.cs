using ContainerSecurity.Reports;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>The tables of parameters in the documentation, as they follow from the rules.</summary>
internal static class ParameterTable
{
    /// <summary>The table of a rule's page.</summary>
    public static string Of(RuleDescriptor rule) => string.Join('\n',
    [
        "| name | type | default | what it says |", "|---|---|---|---|",
        .. rule.Parameters.Select(p => $"| `{p.Name}` | {Type(p)} | {p.DefaultText ?? "none"} | {Text(p)} |"),
    ]);

    /// <summary>The table of all parameters.</summary>
    public static string OfAll() => string.Join('\n',
    [
        "| name | rule | type | default | what it says |", "|---|---|---|---|---|",
        .. RuleCatalog.All.SelectMany(r => r.Descriptor.Parameters.Select(p =>
            $"| `{p.Name}` | [{r.Descriptor.Id}](rules/{r.Descriptor.Id}.md) | {Type(p)} | {p.DefaultText ?? "none"} | {Text(p)} |")),
    ]);

    private static string Type(RuleParameter parameter) => parameter.Unit is { } unit ? $"{parameter.Type} ({unit})" : parameter.Type;

    private static string Text(RuleParameter parameter) => MarkdownText.Of($"{parameter.Description} It takes {parameter.Allowed}.");
}
