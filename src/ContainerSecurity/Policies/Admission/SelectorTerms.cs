using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A label selector over values, all of whose terms must hold.</summary>
internal sealed class SelectorTerms
{
    private readonly Term[] terms;
    private readonly bool wildcards;

    /// <summary>Reads a selector; the null value selects everything.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> stand for other characters, as in Kyverno.</param>
    public SelectorTerms(CelValue selector, bool wildcards = false)
    {
        this.wildcards = wildcards;
        var read = new List<Term>();
        if (selector.Find("matchLabels").As<CelMap>() is { } labels)
            foreach (CelValue key in labels.Keys)
                read.Add(new Term(key.ToString(), "In", [labels.TryGet(key, out CelValue value) ? value.ToString() : ""]));
        foreach (CelValue expression in selector.Find("matchExpressions").Items())
            read.Add(new Term(expression.FindText("key") ?? "", expression.FindText("operator") ?? "", [.. expression.Find("values").Items().Select(v => v.ToString())]));
        terms = [.. read];
    }

    public bool IsEmpty => terms.Length == 0;

    public bool Matches(ObjectLabels labels) => Array.TrueForAll(terms, t => Holds(t, labels));

    private bool Holds(Term term, ObjectLabels labels)
    {
        if (wildcards)
            return HoldsWithWildcards(term, labels);
        bool found = labels.TryGet(term.Key, out string? value);
        return term.Operator switch
        {
            "In" => found && value is not null && term.Values.Contains(value),
            "NotIn" => !found || (value is not null && !term.Values.Contains(value)),
            "Exists" => found,
            "DoesNotExist" => !found,
            _ => false,
        };
    }

    private static bool HoldsWithWildcards(Term term, ObjectLabels labels)
    {
        string[] values = [.. labels.All.Where(l => Wildcard.Matches(term.Key, l.Key)).Select(l => l.Value)];
        bool any = values.Any(v => term.Values.Any(p => Wildcard.Matches(p, v)));
        return term.Operator switch
        {
            "In" => any,
            "NotIn" => !any,
            "Exists" => values.Length > 0,
            "DoesNotExist" => values.Length == 0,
            _ => false,
        };
    }

    private readonly record struct Term(string Key, string Operator, string[] Values);
}
