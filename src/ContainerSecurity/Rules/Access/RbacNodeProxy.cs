namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5007: roles do not grant it without need.</summary>
public sealed class RbacNodeProxy() : GrantRule(new("CSEC5007", "rbac-node-proxy", Severity.Critical,
    "Role reaches the kubelet",
    "Remove nodes/proxy; nodes/metrics is enough for monitoring.")
{
    References = ["CIS Kubernetes 5.1.10", "NIST SP 800-190 3.3.1"],
}, new Grant("", ["nodes/proxy", "nodes/pods", "nodes/configz"], ["get", "create", "update", "patch", "delete"]));
