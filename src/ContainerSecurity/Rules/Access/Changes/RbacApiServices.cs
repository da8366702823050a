using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5035: roles do not register aggregated APIs.</summary>
internal sealed class RbacApiServices() : NamedGrantRule(new("CSEC5035", "rbac-api-services", Severity.High,
    "Role registers aggregated APIs",
    "Leave the registration of API services to cluster administrators.")
{
    References = ["NIST SP 800-190 3.3.1"],
}, new Grant("apiregistration.k8s.io", ["apiservices"], Grant.Write));
