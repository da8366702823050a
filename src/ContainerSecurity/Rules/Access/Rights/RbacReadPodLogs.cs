using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5020: roles do not read the logs of containers.</summary>
internal sealed class RbacReadPodLogs() : GrantRule(new("CSEC5020", "rbac-read-pod-logs", Severity.Low,
    "Role reads logs",
    "Grant pods/log where people read logs.")
{
    IsOptional = true,
}, new Grant("", ["pods/log"], ["get"]));
