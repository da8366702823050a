using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5024: roles do not write the status of services (CVE-2020-8554).</summary>
internal sealed class RbacWriteServiceStatus() : GrantRule(new("CSEC5024", "rbac-write-service-status", Severity.Medium,
    "Role writes the status of services",
    "Remove write on services/status.")
{
    References = ["CVE-2020-8554", "NIST SP 800-190 3.3.3"],
}, new Grant("", ["services/status"], ["update", "patch"]));
