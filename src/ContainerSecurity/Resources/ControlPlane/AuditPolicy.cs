using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>Which requests the API server writes into its audit log, and how much of them.</summary>
internal sealed class AuditPolicy(NodeView root) : KubernetesResource(root)
{
    private static readonly string[] Narrowing = ["users", "userGroups", "verbs", "namespaces", "nonResourceURLs"];

    /// <summary>The rules; the first one that matches a request decides.</summary>
    public FieldList<NodeView> Rules => Root.Views("rules");

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }

    /// <summary>
    /// The levels at which requests for a resource are written, in the order of the rules, up to the first rule that
    /// takes all of them. A last item that is missing says that some match no rule; an unknown one, that it cannot be
    /// told.
    /// </summary>
    /// <param name="group">The API group; empty for the core group.</param>
    /// <param name="resource">The resource, such as <c>pods/exec</c>.</param>
    public IReadOnlyList<Field<string>> LevelsOf(string group, string resource)
    {
        var levels = new List<Field<string>>();
        FieldList<NodeView> rules = Rules;
        foreach (Field<NodeView> rule in rules.Items)
        {
            if (!rule.IsKnown || Covers(rule.Value, group, resource) is not { } covers)
                return [.. levels, Field<string>.Unknown(rule.Node)];
            if (!covers)
                continue;
            levels.Add(rule.Value.Text("level"));
            if (Array.TrueForAll(Narrowing, n => rule.Value.Node(n).IsMissing) && !IsOfNames(rule.Value))
                return levels;
        }
        return [.. levels, rules.IsOpen ? Field<string>.Unknown(Node) : Field<string>.Missing(Node, "rules")];
    }

    /// <summary>Whether a rule is about requests for a resource; null where that cannot be told.</summary>
    private static bool? Covers(NodeView rule, string group, string resource)
    {
        FieldList<NodeView> groups = rule.Views("resources");
        if (groups.State == FieldState.Missing || (groups.State == FieldState.Known && groups.Items.Count == 0 && !groups.IsOpen))
            return rule.Node("nonResourceURLs").IsMissing;
        foreach (Field<NodeView> item in groups.Items)
            if (item.IsKnown && item.Value.Text("group").Or("") == group && Names(item.Value.TextList("resources"), resource))
                return true;
        return groups.IsOpen ? null : false;
    }

    private static bool Names(FieldList<string> named, string resource)
    {
        if (named.Items.Count == 0)
            return true;
        int slash = resource.IndexOf('/');
        return named.Contains(resource) || named.Contains("*")
            || (slash > 0 && (named.Contains(resource.Substring(0, slash) + "/*") || named.Contains("*" + resource.Substring(slash))));
    }

    private static bool IsOfNames(NodeView rule) => rule.Views("resources").Items.Any(g => g.IsKnown && !g.Value.Node("resourceNames").IsMissing);
}
