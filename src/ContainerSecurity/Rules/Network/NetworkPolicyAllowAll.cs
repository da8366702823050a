using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7002: network policies name whom they let in and out (CIS Kubernetes 5.3.2).</summary>
internal sealed class NetworkPolicyAllowAll() : Rule(new("CSEC7002", "network-policy-allow-all", Severity.Medium,
    "Network policy lets everyone in or out",
    "Name the peers: podSelector, namespaceSelector, or an address block.")
{
    References = ["CIS Kubernetes 5.3.2", "NSA/CISA Kubernetes Hardening: Network separation and hardening", "NIST SP 800-190 3.3.3"],
}), IJudges<NetworkPolicy>, ICelRule
{
    private const string Peers = "peers by podSelector, namespaceSelector with labels, or ipBlock";

    public void Judge(NetworkPolicy resource, RuleContext context)
    {
        foreach (NetworkRule rule in resource.Ingress)
        {
            if (rule.IsForEveryone)
                context.Report(
                    rule,
                    $"{resource} lets everyone in{(rule.IsForEveryPort ? "" : " on some ports")}: its ingress rule names no peers. Allowed: {Peers}.");
            foreach (Field<string> block in rule.WholeInternet)
                context.Report(block, $"{resource} lets in {block}, which is every address. Allowed: {Peers}.");
            foreach (LabelSelector everyNamespace in rule.WholeCluster)
                context.Report(everyNamespace, $"{resource} lets in every pod of every namespace: its namespaceSelector is empty. Allowed: {Peers}.");
        }
        foreach (NetworkRule rule in resource.Egress)
            if (rule.IsForEveryone && rule.IsForEveryPort)
                context.Report(
                    rule,
                    $"{resource} lets its pods speak with everyone: its egress rule names neither peers nor ports. Allowed: {Peers}, or ports.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.NetworkPolicies, """
            variables.ingress.exists(r, r.?from.orValue([]).size() == 0 || r.from.exists(p, p.?ipBlock.?cidr.orValue('').endsWith('/0') ||
              (has(p.namespaceSelector) && p.namespaceSelector.all(k, p.namespaceSelector[k].size() == 0) && p.?podSelector.orValue({}).all(k, p.podSelector[k].size() == 0)))) ||
            variables.egress.exists(r, r.?to.orValue([]).size() == 0 && r.?ports.orValue([]).size() == 0)
            """)
        .With("types", "object.?spec.?policyTypes.orValue([])")
        .With("ingress", "variables.types.size() == 0 || 'Ingress' in variables.types ? dyn(object).?spec.?ingress.orValue([]) : []")
        .With("egress", "variables.types.size() == 0 || 'Egress' in variables.types ? dyn(object).?spec.?egress.orValue([]) : []");
}
