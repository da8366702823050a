using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>A rule over roles that grant one of some verbs on one of some resources. Wildcards grant them too, as in the API server.</summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="group">The API group, empty for the core group.</param>
/// <param name="resources">The resources, subresources as <c>pods/exec</c>.</param>
/// <param name="verbs">The verbs, any of which counts.</param>
public abstract class GrantRule(RuleDescriptor descriptor, string group, string[] resources, string[] verbs) : KindRule(descriptor, "Role", "ClusterRole")
{
    /// <inheritdoc/>
    protected sealed override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        foreach (Field<NodeView> rule in resource.Root.Views("rules").Items)
            if (rule.IsKnown && Applies(resource, rule.Value))
                Judge(resource, rule.Value, context);
    }

    /// <summary>Whether a permission counts at all; a rule may look at more than group, resource and verb.</summary>
    protected virtual bool Applies(KubernetesResource role, NodeView rule) => true;

    private void Judge(KubernetesResource role, NodeView rule, RuleContext context)
    {
        FieldList<string> granted = rule.TextList("resources");
        FieldList<string> allowed = rule.TextList("verbs");
        FieldList<string> groups = rule.TextList("apiGroups");
        if (!groups.Contains(group) && !groups.Contains("*"))
            return;
        string? resource = Array.Find(resources, r => Covers(granted, r));
        string? verb = Array.Find(verbs, v => allowed.Contains(v) || allowed.Contains("*"));
        if (resource is not null && verb is not null)
            context.Report(granted, $"{role.Kind} '{role.Name}' lets its holders {verb} {resource}. {Descriptor.Remediation}");
    }

    private static bool Covers(FieldList<string> granted, string resource)
    {
        if (granted.Contains("*") || granted.Contains(resource))
            return true;
        int slash = resource.IndexOf('/');
        return slash >= 0 && (granted.Contains("*" + resource.Substring(slash)) || granted.Contains(resource.Substring(0, slash) + "/*"));
    }
}
