using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5047: roles do not ask whose a token is.</summary>
internal sealed class RbacTokenReview() : NamedGrantRule(new("CSEC5047", "rbac-token-review", Severity.Low,
    "Role asks whose a token is",
    "Bind system:auth-delegator to servers that authenticate by the API server, and nothing of your own.")
{
    References = ["NIST SP 800-190 3.3.2"],
}, new Grant("authentication.k8s.io", ["tokenreviews"], ["create"]));
