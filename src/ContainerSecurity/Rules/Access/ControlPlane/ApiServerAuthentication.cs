namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5058: the API server knows who asks (CIS Kubernetes 1.2.1, 1.2.2 and others).</summary>
internal sealed class ApiServerAuthentication() : ControlPlaneRule(new("CSEC5058", "api-server-authentication", Severity.High,
    "API server lets in who should not be",
    "Set --anonymous-auth=false and --client-ca-file, leave out --token-auth-file, and keep the checks of service account tokens.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5058", "NIST SP 800-190 3.3.1"),
    IsBySection = true,
});
