namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5069: kubelets keep the settings that protect their node (CIS Kubernetes 4.2.5 to 4.2.8, 4.2.10, 4.2.11, 4.2.13, 4.2.14).</summary>
internal sealed class KubeletHardening() : ControlPlaneRule(new("CSEC5069", "kubelet-hardening", Severity.Medium,
    "Settings of the kubelet weaken its node",
    "Leave certificate rotation, iptables chains and connection timeouts on; limit processes of pods and default to a seccomp profile.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5069", "NIST SP 800-190 3.3.5"),
    IsBySection = true,
});
