using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5041: roles do not change services, routes and network policies.</summary>
internal sealed class RbacWriteNetwork() : NamedGrantRule(new("CSEC5041", "rbac-write-network", Severity.Medium,
    "Role changes the network",
    "Let the deployment pipeline of a namespace change its services and policies.")
{
    References = ["NIST SP 800-190 3.3.3"],
},
    new Grant("", ["services", "endpoints"], Grant.Write),
    new Grant("discovery.k8s.io", ["endpointslices"], Grant.Write),
    new Grant("networking.k8s.io", ["networkpolicies", "ingresses", "ingressclasses"], Grant.Write),
    new Grant("gateway.networking.k8s.io", ["gateways", "gatewayclasses", "httproutes"], Grant.Write));
