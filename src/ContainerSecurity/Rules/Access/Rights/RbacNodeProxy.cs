using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5007: roles do not reach the kubelet through the API server (CIS Kubernetes 5.1.10).</summary>
internal sealed class RbacNodeProxy() : GrantRule(new("CSEC5007", "rbac-node-proxy", Severity.Critical,
    "Role reaches the kubelet",
    "Remove nodes/proxy; nodes/metrics and nodes/stats are enough for monitoring.")
{
    References = ["CIS Kubernetes 5.1.10", "NIST SP 800-190 3.3.1"],
}, new Grant("", ["nodes/proxy", "nodes/checkpoint", "nodes/log"], ["get", "create", "update", "patch", "delete"]))
{
    /// <summary>
    /// Whoever reads everything gets this with the rest, as those who watch a cluster mostly do: it is told with the
    /// wildcard, and as severe as that.
    /// </summary>
    internal override Severity SeverityOf(PolicyRule rule) =>
        rule.Resources.Contains("*") && WildcardStake.IsReading(rule) ? Severity.High : Descriptor.Severity;
}
