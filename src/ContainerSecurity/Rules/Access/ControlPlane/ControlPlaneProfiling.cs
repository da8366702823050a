namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5062: profiling is off (CIS Kubernetes 1.2.15, 1.3.2, 1.4.1).</summary>
internal sealed class ControlPlaneProfiling() : ControlPlaneRule(new("CSEC5062", "control-plane-profiling", Severity.Low,
    "Profiling of a control plane program is on",
    "Set --profiling=false.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5062"),
    IsBySection = true,
});
