using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5001: roles name what they grant (CIS Kubernetes 5.1.3).</summary>
public sealed class RbacWildcard() : KindRule(new("CSEC5001", "rbac-wildcard", Severity.Critical,
    "Wildcard in a role",
    "Name the verbs, resources and API groups.")
{
    References = ["CIS Kubernetes 5.1.3", "NIST SP 800-190 3.3.1"],
}, "Role", "ClusterRole")
{
    /// <inheritdoc/>
    protected override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        foreach (Field<NodeView> rule in resource.Root.Views("rules").Items)
            if (rule.IsKnown)
                foreach (string key in new[] { "verbs", "resources", "apiGroups" })
                    if (rule.Value.TextList(key).Contains("*"))
                        context.Report(rule.Value.TextList(key), $"{resource.Kind} '{resource.Name}' grants '*' in {key}: also what is added to the cluster later. Allowed: names.");
    }
}
