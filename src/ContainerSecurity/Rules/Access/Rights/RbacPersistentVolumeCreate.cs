using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5015: roles do not make PersistentVolumes, which may be folders of nodes (CIS Kubernetes 5.1.9).</summary>
internal sealed class RbacPersistentVolumeCreate() : GrantRule(new("CSEC5015", "rbac-persistent-volume-create", Severity.Medium,
    "Role makes PersistentVolumes",
    "Let storage classes make volumes.")
{
    References = ["CIS Kubernetes 5.1.9", "NIST SP 800-190 3.3.1"],
}, new Grant("", ["persistentvolumes"], ["create"]));
