using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5005: roles do not make pods or pod controllers without need (CIS Kubernetes 5.1.4).</summary>
internal sealed class RbacCreatePods() : GrantRule(new("CSEC5005", "rbac-create-pods", Severity.Medium,
    "Role makes pods",
    "Let a deployment pipeline make pods, in its own namespaces.")
{
    References = ["CIS Kubernetes 5.1.4", "NIST SP 800-190 3.3.1"],
},
    new Grant("", ["pods", "replicationcontrollers"], RbacCreatePods.Write),
    new Grant("apps", ["deployments", "statefulsets", "daemonsets", "replicasets"], RbacCreatePods.Write),
    new Grant("batch", ["jobs", "cronjobs"], RbacCreatePods.Write))
{
    private static readonly string[] Write = ["create", "update", "patch"];
}
