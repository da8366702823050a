namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5063: requests are written to an audit log that is kept (CIS Kubernetes 1.2.16 to 1.2.19, 3.2.1).</summary>
internal sealed class ApiServerAuditLog() : ControlPlaneRule(new("CSEC5063", "api-server-audit-log", Severity.Medium,
    "API server keeps no audit log, or not long enough",
    "Set --audit-policy-file and --audit-log-path, and keep 30 days and 10 files of 100 MB.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5063"),
    IsBySection = true,
});
