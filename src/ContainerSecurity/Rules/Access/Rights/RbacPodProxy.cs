using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5032: roles do not speak to pods and services through the API server.</summary>
internal sealed class RbacPodProxy() : NamedGrantRule(new("CSEC5032", "rbac-pod-proxy", Severity.Medium,
    "Role speaks to pods through the API server",
    "Remove pods/proxy and services/proxy; let clients reach the service itself.")
{
    References = ["NIST SP 800-190 3.3.2"],
}, new Grant("", ["pods/proxy", "services/proxy"], ["get", "create", "update", "patch", "delete"]));
