namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5060: admission plug-ins that protect the cluster are on, and AlwaysAdmit is off (CIS Kubernetes 1.2.9 to 1.2.14 and 1.2.3).</summary>
internal sealed class ApiServerAdmissionPlugins() : ControlPlaneRule(new("CSEC5060", "api-server-admission-plugins", Severity.High,
    "Admission plug-ins of the API server are not as they should be",
    "Enable NodeRestriction and leave AlwaysAdmit out; disable none of the plug-ins that are on by default.")
{
    References = ControlPlaneTable.ReferencesOf("CSEC5060", "NIST SP 800-190 3.3.1"),
    IsBySection = true,
});
