using ContainerSecurity.Documents;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Reads parameters of rules from a policy file. What no rule reads, and a value that its rule does not allow, is an
/// error at its place and is left out.
/// </summary>
/// <param name="words">Takes the errors.</param>
/// <param name="known">The parameters there are; several rules may have one of a name.</param>
internal sealed class ParameterReader(PolicyFields words, IReadOnlyCollection<RuleParameter> known)
{
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Read(NodeView view)
    {
        var parameters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (MappingEntry entry in view.Mapping?.Entries ?? [])
            if (Read(entry) is { } texts)
                parameters[entry.Key] = texts;
        return parameters;
    }

    /// <summary>The texts of a parameter; null where something is wrong with it, which has then been said.</summary>
    private string[]? Read(MappingEntry entry)
    {
        RuleParameter[] named = [.. known.Where(p => p.Name == entry.Key).Distinct()];
        if (named.Length == 0)
            words.Report(entry.Value.File, entry.KeySpan, Unknown(entry.Key));
        DocumentNode[] items = entry.Value is SequenceNode sequence ? [.. sequence.Items] : entry.Value is ScalarNode { IsNull: true } ? [] : [entry.Value];
        bool isRight = named.Length > 0;
        foreach (RuleParameter parameter in named)
            isRight &= IsRight(parameter, entry.Value, items);
        return isRight ? [.. items.Cast<ScalarNode>().Select(i => i.Text)] : null;
    }

    private bool IsRight(RuleParameter parameter, DocumentNode value, DocumentNode[] items)
    {
        string? problem = parameter.ProblemOf(items.Length)
            ?? (value is SequenceNode && !parameter.IsList ? $"'{parameter.Name}' is given a list; it takes {parameter.Allowed}." : null);
        if (problem is not null)
        {
            words.Report(value.File, value.FieldSpan, problem);
            return false;
        }
        bool isRight = true;
        foreach (DocumentNode item in items)
        {
            if (ProblemOf(parameter, item) is not { } wrong)
                continue;
            words.Report(item.File, item is ScalarNode { IsNull: true } ? item.FieldSpan : item.Span, wrong);
            isRight = false;
        }
        return isRight;
    }

    private static string? ProblemOf(RuleParameter parameter, DocumentNode item) => item switch
    {
        ScalarNode { IsNull: false } scalar => parameter.ProblemOf(scalar.Text),
        ScalarNode => $"A value of '{parameter.Name}' is missing; it takes {parameter.Allowed}.",
        _ => $"A value of '{parameter.Name}' is {(item is SequenceNode ? "a list" : "an object")}; it takes {parameter.Allowed}.",
    };

    private string Unknown(string name)
    {
        string[] names = [.. known.Select(p => p.Name).Distinct()];
        return $"There is no parameter '{name}' here{Suggestion.For(name, names)}. "
            + $"{(names.Length == 0 ? "The rule takes none" : $"Allowed: {string.Join(", ", names)}")}.";
    }
}
