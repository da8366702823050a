namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5067: controllers act with accounts of their own, and tokens have a key and an authority (CIS Kubernetes 1.3.1, 1.3.3 to 1.3.6).</summary>
internal sealed class ControllerManagerCredentials() : ControlPlaneRule(new("CSEC5067", "controller-manager-credentials", Severity.Medium,
    "Controller manager does not use credentials as it should",
    "Set --use-service-account-credentials=true, --service-account-private-key-file and --root-ca-file.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5067", "NIST SP 800-190 3.3.1"),
    IsBySection = true,
});
