using System.Numerics;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Docker.Access.Files;

/// <summary>The words of a file, each checked against what there is; what is wrong is reported at its place.</summary>
internal sealed class FileWords(List<DocumentError> errors)
{
    public void CheckKeys(NodeView view, params string[] allowed)
    {
        foreach (MappingEntry entry in view.Mapping?.Entries ?? [])
            if (!allowed.Contains(entry.Key))
                Report(entry.Value.File, entry.KeySpan,
                    $"There is no key '{entry.Key}' here{Suggestion.For(entry.Key, allowed)}. Allowed: {string.Join(", ", allowed)}.");
    }

    /// <summary>The texts of a list, none of which may be empty; a text alone stands for a list of it.</summary>
    public IReadOnlyList<string> Texts(NodeView view, string key, Func<string, string?>? problemOf = null)
    {
        if (view.Mapping?[key] is ScalarNode { IsNull: false })
            return Checked([view.Text(key)], problemOf);
        return Checked(view.TextList(key).Items, problemOf);
    }

    /// <summary>Checks that a name is among those there are.</summary>
    public static Func<string, string?> OneOf(string what, IReadOnlyCollection<string> known) =>
        name => known.Contains(name) ? null : $"There is no {what} '{name}'{Suggestion.For(name, known)}.";

    public long? Amount(NodeView view, string key, long unit)
    {
        Field<string> field = view.Text(key);
        if (!field.IsKnown)
            return null;
        if (Quantity.TryParse(field.Value, out Quantity quantity) && !quantity.IsZero)
        {
            BigInteger units = quantity.Billionths * unit / 1_000_000_000;
            if (units > 0 && units <= long.MaxValue)
                return (long)units;
        }
        Report(field, $"'{field.Value}' is no amount above 0, such as 4, 500m or 8Gi.");
        return null;
    }

    public void Report(ILocated at, string message)
    {
        if (at.Location is { } place)
            Report(place.File, place.Span, message);
        else
            errors.Add(new DocumentError("", SourceSpan.FileStart, message));
    }

    public void Report(SourceFile file, SourceSpan span, string message) => errors.Add(new DocumentError(file.Path, span, message));

    private string[] Checked(IReadOnlyList<Field<string>> items, Func<string, string?>? problemOf)
    {
        foreach (Field<string> item in items)
            if (item.IsKnown && (item.Value.Trim().Length == 0 ? "The text is empty." : problemOf?.Invoke(item.Value)) is { } problem)
                Report(item, problem);
        return [.. items.Where(i => i.IsKnown).Select(i => i.Value)];
    }
}
