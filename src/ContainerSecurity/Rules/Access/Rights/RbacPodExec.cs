using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5006: roles do not enter running containers (NSA/CISA Kubernetes Hardening).</summary>
internal sealed class RbacPodExec() : GrantRule(new("CSEC5006", "rbac-pod-exec", Severity.High,
    "Role enters running containers",
    "Grant exec, attach and port-forward to people for the time they need it.")
{
    References = ["NSA/CISA Kubernetes Hardening: Authentication and authorization", "NIST SP 800-190 3.3.2"],
},
    new Grant("", ["pods/exec", "pods/attach", "pods/portforward"], ["create", "get"]),
    new Grant("", ["pods/ephemeralcontainers"], ["update", "patch"]));
