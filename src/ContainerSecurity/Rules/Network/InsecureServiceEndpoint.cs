using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7014: whoever edits a namespace does not edit endpoints, by which a service forwards into other namespaces (CVE-2021-25740).</summary>
internal sealed class InsecureServiceEndpoint() : Rule(new("CSEC7014", "insecure-service-endpoint", Severity.Medium,
    "Editors may write endpoints",
    "Take endpoints and endpointslices out of the role that is aggregated to edit.")
{
    References = ["CVE-2021-25740", "NIST SP 800-190 3.3.3"],
}), IJudges<Role>, ICelRule
{
    private static readonly string[] Write = ["create", "update", "patch"];

    public void Judge(Role resource, RuleContext context)
    {
        if (!resource.IsAggregatedTo("edit") && !resource.IsAggregatedTo("admin"))
            return;
        foreach (PolicyRule rule in resource.Rules)
            if (Array.Exists(Write, v => rule.Grants(v, "", "endpoints") || rule.Grants(v, "discovery.k8s.io", "endpointslices")))
                context.Report(rule.Resources,
                    $"{resource} gives everyone who edits a namespace write on endpoints: a service can then forward to pods that network policies keep from them (CVE-2021-25740). Allowed: get, list, watch.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.RoleRules, CelText.Any(new[] { new Grant("", ["endpoints"], Write),
            new Grant("discovery.k8s.io", ["endpointslices"], Write) }.Select(CelGrants.Of)))
        .Unless("""
            object.kind != 'ClusterRole' || !['edit', 'admin'].exists(a, object.metadata.?name.orValue('') in [a, 'system:aggregate-to-' + a] ||
              object.metadata.?labels[?('rbac.authorization.k8s.io/aggregate-to-' + a)].orValue('') == 'true')
            """)
        .Of(AdmissionResources.Roles)
        .Judging(CelGrants.StockLabel)
        .JudgingLabels("k.startsWith('rbac.authorization.k8s.io/aggregate-to-')");
}
