namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5068: the kubelet knows who asks and asks the API server whether it is allowed (CIS Kubernetes 4.2.1 to 4.2.3).</summary>
internal sealed class KubeletAuthentication() : ControlPlaneRule(new("CSEC5068", "kubelet-authentication", Severity.Critical,
    "Kubelet obeys who should not be obeyed",
    "Set anonymous authentication off, authorization to Webhook, and a client CA file.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5068", "NIST SP 800-190 3.3.5"),
    IsBySection = true,
});
