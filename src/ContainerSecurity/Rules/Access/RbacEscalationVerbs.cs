using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5004: roles do not grant escalate, bind or impersonate (CIS Kubernetes 5.1.8).</summary>
public sealed class RbacEscalationVerbs() : KindRule(new("CSEC5004", "rbac-escalation-verbs", Severity.Critical,
    "Role grants escalate, bind or impersonate",
    "Remove the verbs, or bound them by resourceNames.")
{
    References = ["CIS Kubernetes 5.1.8", "NIST SP 800-190 3.3.1"],
}, "Role", "ClusterRole")
{
    /// <inheritdoc/>
    protected override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        foreach (Field<NodeView> rule in resource.Root.Views("rules").Items)
            if (rule.IsKnown && rule.Value.TextList("verbs") is var verbs && Array.Find(["escalate", "bind", "impersonate"], verbs.Contains) is { } verb)
                context.Report(verbs, $"{resource.Kind} '{resource.Name}' grants the verb {verb}, with which its holder can become anyone. Allowed: no such verb.");
    }
}
