namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>
/// CSEC5061: no port serves without credentials, and what only the node needs listens there alone (CIS
/// Kubernetes 1.3.7, 1.4.2, 4.2.4, 4.3.1).
/// </summary>
internal sealed class ControlPlaneOpenPort() : ControlPlaneRule(new("CSEC5061", "control-plane-open-port", Severity.Critical,
    "Port of the control plane or of a kubelet is open without credentials",
    "Set the ports without credentials to 0, and bind the others to 127.0.0.1.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5061", "NIST SP 800-190 3.5.1"),
    IsBySection = true,
});
