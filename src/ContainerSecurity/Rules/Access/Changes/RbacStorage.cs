using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5037: roles do not change volumes, claims and storage classes.</summary>
internal sealed class RbacStorage() : NamedGrantRule(new("CSEC5037", "rbac-storage", Severity.Medium,
    "Role changes storage",
    "Let storage classes make volumes, and grant claims in the namespace of the workload.")
{
    References = ["NIST SP 800-190 3.3.2"],
},
    new Grant("", ["persistentvolumeclaims"], Grant.Write),
    new Grant("", ["persistentvolumes"], ["update", "patch", "delete", "deletecollection"]),
    new Grant("storage.k8s.io", ["storageclasses", "volumeattachments"], Grant.Write));
