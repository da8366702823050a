using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5043: roles do not write the ConfigMap of the cluster's DNS.</summary>
internal sealed class RbacClusterDns() : NamedGrantRule(new("CSEC5043", "rbac-cluster-dns", Severity.High,
    "Role changes the DNS of the cluster",
    "Leave the settings of the DNS to cluster administrators.")
{
    References = ["NIST SP 800-190 3.3.3"],
}, new Grant("", ["configmaps"], ["update", "patch"]))
{
    private const string Space = "kube-system";
    private static readonly string[] Names = ["coredns", "coredns-custom", "kube-dns", "node-local-dns"];

    /// <summary>A ClusterRole over all ConfigMaps counts once it is bound, in kube-system or everywhere.</summary>
    protected override bool Applies(GrantScope scope, PolicyRule rule) =>
        rule.IsBoundToNames ? scope.MayHold(Space) && Array.Exists(Names, rule.ResourceNames.Contains) : scope.Holds(Space);

    internal override string AppliesInCel =>
        $"(object.kind != 'Role' || object.metadata.?namespace.orValue('') == '{Space}') && "
        + $"({CelGrants.IsUnbound} ? object.kind == 'Role' : r.?resourceNames.orValue([]).exists(n, n in {CelText.List(Names)}))";
}
