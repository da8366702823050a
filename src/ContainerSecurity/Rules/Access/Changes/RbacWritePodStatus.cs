using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5040: roles do not write the status of pods.</summary>
internal sealed class RbacWritePodStatus() : NamedGrantRule(new("CSEC5040", "rbac-write-pod-status", Severity.Low,
    "Role writes the status of pods",
    "Remove write on pods/status.")
{
    References = ["NIST SP 800-190 3.3.3"],
}, new Grant("", ["pods/status"], ["update", "patch"]));
