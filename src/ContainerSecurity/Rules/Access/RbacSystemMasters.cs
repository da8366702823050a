using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5021: no binding names the group system:masters (CIS Kubernetes 5.1.7).</summary>
public sealed class RbacSystemMasters() : SubjectRule(new("CSEC5021", "rbac-system-masters", Severity.Critical,
    "Binds to system:masters",
    "Bind the role to a group of your own.")
{
    References = ["CIS Kubernetes 5.1.7", "NIST SP 800-190 3.3.1"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(KubernetesResource binding, string kind, Field<string> name, RuleContext context)
    {
        if (kind == "Group" && name.Is("system:masters"))
            context.Report(name, $"{binding.Kind} '{binding.Name}' names the group system:masters, which stands above RBAC and cannot be revoked.");
    }
}
