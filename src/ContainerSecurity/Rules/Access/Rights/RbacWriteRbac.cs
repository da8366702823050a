using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5011: roles do not write roles or bindings (NIST SP 800-190 3.3.1).</summary>
internal sealed class RbacWriteRbac() : GrantRule(new("CSEC5011", "rbac-write-rbac", Severity.High,
    "Role writes roles or bindings",
    "Leave roles and bindings to cluster administrators.")
{
    References = ["NIST SP 800-190 3.3.1"],
}, new Grant(
    "rbac.authorization.k8s.io",
    ["roles", "clusterroles", "rolebindings", "clusterrolebindings"],
    ["create", "update", "patch", "delete", "deletecollection"]))
{
    private static readonly string[] Strong = ["cluster-admin", "admin", "edit"];

    /// <summary>Who may change some roles by their names reaches those alone, unless they are the strongest.</summary>
    internal override Severity SeverityOf(PolicyRule rule) =>
        rule.IsBoundToNames && !rule.ResourceNames.IsOpen && !Array.Exists(Strong, rule.ResourceNames.Contains) ? Severity.Medium : Descriptor.Severity;
}
