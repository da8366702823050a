using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5045: roles do not delete events and logs.</summary>
internal sealed class RbacDeleteTraces() : NamedGrantRule(new("CSEC5045", "rbac-delete-traces", Severity.Medium,
    "Role deletes events or logs",
    "Remove delete on events and logs; the cluster lets them go by itself.")
{
    References = ["NIST SP 800-190 3.3.2"],
},
    new Grant("", ["events", "pods/log"], ["delete", "deletecollection"]),
    new Grant("events.k8s.io", ["events"], ["delete", "deletecollection"]));
