using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5044: roles do not make exceptions of Azure pod identity.</summary>
internal sealed class RbacAzurePodIdentity() : NamedGrantRule(new("CSEC5044", "rbac-azure-pod-identity", Severity.High,
    "Role makes exceptions of pod identity",
    "Leave the exceptions to cluster administrators, or use workload identity.")
{
    References = ["NIST SP 800-190 3.3.1"],
}, new Grant("aadpodidentity.k8s.io", ["azurepodidentityexceptions"], ["create", "update", "patch"]));
