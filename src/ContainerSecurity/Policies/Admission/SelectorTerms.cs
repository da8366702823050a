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
            read.Add(new Term(
                expression.FindText("key") ?? "",
                expression.FindText("operator") ?? "",
                [.. expression.Find("values").Items().Select(v => v.ToString())]));
        terms = [.. read];
    }

    public bool IsEmpty => terms.Length == 0;

    /// <summary>Whether all terms hold.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="owner">What has the labels, for people.</param>
    /// <param name="isExclusion">
    /// Whether what is selected is left alone: then what is not known does not select. Else a label that is not known
    /// is taken to be absent where its absence selects, and what needs it is not known.
    /// </param>
    public MatchResult Matches(ObjectLabels labels, string owner, bool isExclusion = false)
    {
        MatchResult result = MatchResult.Yes;
        foreach (Term term in terms)
        {
            bool? holds = wildcards ? HoldsWithWildcards(term, labels) : Holds(term, labels);
            result = result.And(
                holds is { } known ? MatchResult.Of(known)
                : isExclusion ? MatchResult.No
                : term.Operator is "NotIn" or "DoesNotExist" ? MatchResult.Yes
                : MatchResult.NotKnown($"whether {owner} has the label '{term.Key}' that the policy selects by is not known"));
        }
        return result;
    }

    private static bool? Holds(Term term, ObjectLabels labels)
    {
        bool? found = labels.TryGet(term.Key, out string? value);
        return term.Operator switch
        {
            "In" => found is null ? null : found.Value && term.Values.Contains(value),
            "NotIn" => found is null ? null : !found.Value || !term.Values.Contains(value),
            "Exists" => found,
            "DoesNotExist" => !found,
            _ => false,
        };
    }

    private static bool? HoldsWithWildcards(Term term, ObjectLabels labels)
    {
        string[] values = [.. labels.All.Where(l => Wildcard.Matches(term.Key, l.Key)).Select(l => l.Value)];
        // Of labels that are not all known, one that fits decides, and the lack of one does not.
        bool? Decide(bool fits) => fits || !labels.IsOpen ? fits : null;
        bool? any = Decide(values.Any(v => term.Values.Any(p => Wildcard.Matches(p, v))));
        return term.Operator switch
        {
            "In" => any,
            "NotIn" => !any,
            "Exists" => Decide(values.Length > 0),
            "DoesNotExist" => !Decide(values.Length > 0),
            _ => false,
        };
    }

    private readonly record struct Term(string Key, string Operator, string[] Values);
}
