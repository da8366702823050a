using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5046: roles do not delete workloads, or many kinds of objects at once.</summary>
internal sealed class RbacExcessiveDelete() : NamedGrantRule(new("CSEC5046", "rbac-excessive-delete", Severity.Medium,
    "Role deletes workloads",
    "Let the deployment pipeline of a namespace delete its workloads, by resourceNames.")
{
    References = ["NIST SP 800-190 3.3.2"],
},
    new Grant("apps", ["deployments", "replicasets", "daemonsets", "statefulsets"], ["delete", "deletecollection"]),
    new Grant("batch", ["jobs", "cronjobs"], ["delete", "deletecollection"]),
    new Grant("", ["replicationcontrollers"], ["delete", "deletecollection"]));
