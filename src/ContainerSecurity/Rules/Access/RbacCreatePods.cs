namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5005: roles do not grant it without need.</summary>
public sealed class RbacCreatePods() : GrantRule(new("CSEC5005", "rbac-create-pods", Severity.Medium,
    "Role makes pods",
    "Let a deployment pipeline make pods, in its own namespaces.")
{
    References = ["CIS Kubernetes 5.1.4", "NIST SP 800-190 3.3.1"],
}, "", ["pods"], ["create", "update", "patch"]);
