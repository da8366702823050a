using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A Kubernetes label selector (<c>matchLabels</c> and <c>matchExpressions</c>).</summary>
public static class LabelSelector
{
    /// <summary>Whether a selector picks an object with these labels. An empty selector picks everything; an unknown operator nothing.</summary>
    /// <param name="selector">The selector; where it is missing the answer is <paramref name="whenMissing"/>.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="whenMissing">The answer for a missing selector.</param>
    public static bool Matches(NodeView selector, IReadOnlyDictionary<string, string> labels, bool whenMissing = false)
    {
        if (selector.Mapping is null)
            return whenMissing;
        foreach (KeyValuePair<string, string> wanted in selector.Map("matchLabels").ToDictionary())
            if (!labels.TryGetValue(wanted.Key, out string? value) || value != wanted.Value)
                return false;
        foreach (Field<NodeView> expression in selector.Views("matchExpressions").Items)
            if (!expression.IsKnown || !Holds(expression.Value, labels))
                return false;
        return true;
    }

    private static bool Holds(NodeView expression, IReadOnlyDictionary<string, string> labels)
    {
        bool present = labels.TryGetValue(expression.Text("key").Or(""), out string? value);
        FieldList<string> values = expression.TextList("values");
        return expression.Text("operator").Or("") switch
        {
            "In" => present && values.Contains(value!),
            "NotIn" => !present || !values.Contains(value!),
            "Exists" => present,
            "DoesNotExist" => !present,
            _ => false,
        };
    }
}
