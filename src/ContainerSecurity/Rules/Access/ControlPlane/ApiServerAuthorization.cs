namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5059: the API server decides by roles, and keeps kubelets to their nodes (CIS Kubernetes 1.2.6 to 1.2.8).</summary>
internal sealed class ApiServerAuthorization() : ControlPlaneRule(new("CSEC5059", "api-server-authorization", Severity.Critical,
    "API server does not ask whether a request is allowed",
    "Set --authorization-mode=Node,RBAC.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5059", "NIST SP 800-190 3.3.1"),
    IsBySection = true,
});
