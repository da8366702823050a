using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5004: roles do not grant escalate, bind or impersonate (CIS Kubernetes 5.1.8).</summary>
public sealed class RbacEscalationVerbs() : Rule<Role>(new("CSEC5004", "rbac-escalation-verbs", Severity.Critical,
    "Role grants escalate, bind or impersonate",
    "Remove the verbs, or bound them by resourceNames.")
{
    References = ["CIS Kubernetes 5.1.8", "NIST SP 800-190 3.3.1"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Role resource, RuleContext context)
    {
        foreach (PolicyRule rule in resource.Rules)
            if (!resource.IsStock && !rule.IsBoundToNames && Array.Find(["escalate", "bind", "impersonate"], rule.Verbs.Contains) is { } verb)
                context.Report(rule.Verbs, $"{resource.Kind} '{resource.Name}' grants the verb {verb}, with which its holder can become anyone. Allowed: no such verb, or one bounded by resourceNames.");
    }
}
