using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5038: roles do not change nodes.</summary>
internal sealed class RbacWriteNodes() : NamedGrantRule(new("CSEC5038", "rbac-write-nodes", Severity.Medium,
    "Role changes nodes",
    "Leave nodes to their kubelets and the controllers of the cluster.")
{
    References = ["NIST SP 800-190 3.3.1"],
}, new Grant("", ["nodes", "nodes/status"], ["update", "patch", "delete", "deletecollection"]));
