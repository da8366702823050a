using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A Kubernetes label selector: <c>matchLabels</c> and <c>matchExpressions</c>, all of which must hold.</summary>
/// <remarks>
/// Rules ask whether something <em>may</em> be selected: a label or selector that is not known may be anything, and
/// what may be selected is not reported as left out.
/// </remarks>
/// <param name="view">The selector's document.</param>
public readonly struct LabelSelector(NodeView view) : ILocated
{
    /// <summary>Whether the selector is surely absent.</summary>
    public bool IsMissing => view.IsMissing;

    /// <summary>Whether the selector surely says nothing, so that it picks everything: absent, or empty.</summary>
    public bool IsEmpty =>
        !view.IsOpen
        && (view.Mapping is null
            || view.Mapping.Entries.All(e =>
                e.Value is MappingNode { Entries.Count: 0 } or SequenceNode { Items.Count: 0 } or ScalarNode { IsNull: true }));

    /// <summary>Whether not all that the selector asks for is known.</summary>
    internal bool IsOpen => view.IsOpen
        || new LabelSet(view.Map("matchLabels")).IsOpen
        || view.Views("matchExpressions") is { IsOpen: true }
        || view.Views("matchExpressions").Items.Any(e => IsOpenExpression(e.Value));

    /// <inheritdoc/>
    public DocumentLocation? Location => view.Location;

    /// <summary>Whether an object with these labels may be one of those the selector picks. An empty selector picks everything.</summary>
    public bool MayMatch(LabelSet labels)
    {
        _ = labels ?? throw new ArgumentNullException(nameof(labels));
        FieldMap equal = view.Map("matchLabels");
        foreach (MappingEntry entry in equal.Entries)
            if (!(equal[entry.Key] is { IsKnown: true } value ? labels.MayBe(entry.Key, value.Value) : labels.MayHave(entry.Key)))
                return false;
        foreach (Field<NodeView> expression in view.Views("matchExpressions").Items)
            if (expression.IsKnown && !MayHold(expression.Value, labels))
                return false;
        return true;
    }

    private static bool IsOpenExpression(NodeView expression) =>
        expression.Text("key").IsUnknown || expression.Text("operator").IsUnknown || expression.TextList("values").IsOpen;

    private static bool MayHold(NodeView expression, LabelSet labels)
    {
        Field<string> key = expression.Text("key");
        if (!key.IsKnown)
            return true;
        FieldList<string> values = expression.TextList("values");
        return expression.Text("operator").Or("") switch
        {
            "In" => values.IsOpen ? labels.MayHave(key.Value) : values.Items.Any(v => labels.MayBe(key.Value, v.Value)),
            "NotIn" => !values.Items.Any(v => v.IsKnown && labels.Is(key.Value, v.Value)),
            "Exists" => labels.MayHave(key.Value),
            "DoesNotExist" => !labels.Has(key.Value),
            _ => true,
        };
    }
}
