using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Access.Compiled;

/// <summary>A selector of an aggregated ClusterRole, without its document. An empty one selects every ClusterRole.</summary>
internal sealed class AggregationSelector
{
    private readonly List<Term> terms = [];
    private readonly bool isOpen;

    public AggregationSelector(NodeView view)
    {
        isOpen = view.IsOpen;
        FieldMap equal = view.Map("matchLabels");
        isOpen |= equal.IsOpen;
        foreach (MappingEntry entry in equal.Entries)
        {
            Field<string> value = equal[entry.Key];
            terms.Add(new Term(entry.Key, "In", value.IsKnown ? [value.Value] : [], value.IsUnknown));
        }
        FieldList<NodeView> expressions = view.Views("matchExpressions");
        isOpen |= expressions.IsOpen;
        foreach (Field<NodeView> expression in expressions.Items)
            if (expression.IsKnown)
                terms.Add(TermOf(expression.Value));
    }

    /// <summary>A selector of one label.</summary>
    public AggregationSelector(string key, string value) => terms.Add(new Term(key, "In", [value], IsOpen: false));

    /// <summary>A label and value that every selected role has; null where the selector asks for none.</summary>
    public (string Key, string Value)? Needed =>
        terms.Find(t => t is { Operator: "In", Values.Length: 1, IsOpen: false }) is { } term ? (term.Key!, term.Values[0]) : null;

    /// <summary>Whether a role is surely selected.</summary>
    public bool Selects(LabelSet? labels) => !isOpen && terms.TrueForAll(t => t.Holds(labels));

    /// <summary>Whether a role may be selected.</summary>
    public bool MaySelect(LabelSet? labels) => terms.TrueForAll(t => t.MayHold(labels));

    private static Term TermOf(NodeView view)
    {
        Field<string> key = view.Text("key");
        FieldList<string> values = view.TextList("values");
        return new Term(key.IsKnown ? key.Value : null, view.Text("operator").Or(""), values.ReadKnown(v => v), values.IsOpen);
    }

    /// <param name="Key">The label; null where it is not known.</param>
    /// <param name="Operator">The operator as written; empty where it is not known.</param>
    /// <param name="Values">The values.</param>
    /// <param name="IsOpen">Whether there may be more values.</param>
    private sealed record Term(string? Key, string Operator, string[] Values, bool IsOpen)
    {
        public bool Holds(LabelSet? labels) => Key is not null && Operator switch
        {
            "In" => labels is not null && Array.Exists(Values, v => labels.Is(Key, v)),
            "NotIn" => !IsOpen && (labels is null || !Array.Exists(Values, v => labels.MayBe(Key, v))),
            "Exists" => labels is not null && labels.Has(Key),
            "DoesNotExist" => labels is null || !labels.MayHave(Key),
            _ => false,
        };

        public bool MayHold(LabelSet? labels) => Key is null || Operator switch
        {
            "In" => labels is not null && (IsOpen ? labels.MayHave(Key) : Array.Exists(Values, v => labels.MayBe(Key, v))),
            "NotIn" => labels is null || !Array.Exists(Values, v => labels.Is(Key, v)),
            "Exists" => labels is not null && labels.MayHave(Key),
            "DoesNotExist" => labels is null || !labels.Has(Key),
            _ => true,
        };
    }
}
