namespace ContainerSecurity.Access.Paths;

/// <summary>Which verbs on which resources give a power; any of them is enough.</summary>
/// <param name="Power">The power.</param>
/// <param name="IsClusterScoped">Whether the resources belong to no namespace, so that a RoleBinding does not give it.</param>
/// <param name="Asks">Verbs, API group and resources.</param>
internal sealed record PowerDefinition(Power Power, bool IsClusterScoped, params PowerDefinition.Ask[] Asks)
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";
    private const string Certificates = "certificates.k8s.io";

    private static readonly string[] Controllers = ["deployments", "daemonsets", "statefulsets", "replicasets"];
    private static readonly string[] Change = ["update", "patch"];
    private static readonly string[] Write = ["create", "update", "patch"];
    private static readonly string[] Read = ["get", "list", "watch"];

    /// <summary>All powers, in the order of the enumeration.</summary>
    public static PowerDefinition[] All { get; } =
    [
        new(Power.CreateWorkloads, false, new Ask(["create"], "", ["pods", "replicationcontrollers"]),
            new Ask(["create"], "apps", Controllers), new Ask(["create"], "batch", ["jobs", "cronjobs"])),
        new(Power.ChangeControllers, false, new Ask(Change, "apps", Controllers), new Ask(Change, "batch", ["cronjobs"]),
            new Ask(Change, "", ["replicationcontrollers"])),
        new(Power.ChangePods, false, new Ask(Change, "", ["pods"])),
        new(Power.EnterPods, false, new Ask(["create", "get"], "", ["pods/exec", "pods/attach"])),
        new(Power.DebugPods, false, new Ask(Change, "", ["pods/ephemeralcontainers"])),
        new(Power.ReadSecrets, false, new Ask(Read, "", ["secrets"])),
        new(Power.CreateSecrets, false, new Ask(["create"], "", ["secrets"])),
        new(Power.CreateTokens, false, new Ask(["create"], "", ["serviceaccounts/token"])),
        new(Power.ImpersonateUsers, true, new Ask(["impersonate"], "", ["users"])),
        new(Power.ImpersonateGroups, true, new Ask(["impersonate"], "", ["groups"])),
        new(Power.ImpersonateAccounts, false, new Ask(["impersonate"], "", ["serviceaccounts"])),
        new(Power.BindClusterRoles, false, new Ask(["bind"], Rbac, ["clusterroles"])),
        new(Power.BindRoles, false, new Ask(["bind"], Rbac, ["roles"])),
        new(Power.WriteClusterRoleBindings, true, new Ask(Write, Rbac, ["clusterrolebindings"])),
        new(Power.WriteRoleBindings, false, new Ask(Write, Rbac, ["rolebindings"])),
        new(Power.EscalateClusterRoles, true, new Ask(["escalate"], Rbac, ["clusterroles"])),
        new(Power.ChangeClusterRoles, true, new Ask(Change, Rbac, ["clusterroles"])),
        new(Power.EscalateRoles, false, new Ask(["escalate"], Rbac, ["roles"])),
        new(Power.ChangeRoles, false, new Ask(Change, Rbac, ["roles"])),
        new(Power.WriteMutatingWebhooks, true, new Ask(Write, Admission, ["mutatingwebhookconfigurations"])),
        new(Power.WriteMutatingPolicies, true, new Ask(Write, Admission, ["mutatingadmissionpolicies"])),
        new(Power.WriteMutatingPolicyBindings, true, new Ask(Write, Admission, ["mutatingadmissionpolicybindings"])),
        new(Power.ReachKubelet, true, new Ask(["get", "create"], "", ["nodes/proxy"])),
        new(Power.RequestCertificates, true, new Ask(["create"], Certificates, ["certificatesigningrequests"])),
        new(Power.ApproveCertificates, true, new Ask(Change, Certificates, ["certificatesigningrequests/approval"])),
        new(Power.ApproveForSigner, true, new Ask(["approve"], Certificates, ["signers"])),
        new(Power.ReadCertificates, true, new Ask(Read, Certificates, ["certificatesigningrequests"])),
        new(Power.CreatePersistentVolumes, true, new Ask(["create"], "", ["persistentvolumes"])),
        new(Power.CreateClaims, false, new Ask(["create"], "", ["persistentvolumeclaims"])),
        new(Power.ChangeNamespaces, false, new Ask(Change, "", ["namespaces"])),
        new(Power.ChangeNodes, true, new Ask(Change, "", ["nodes", "nodes/status"])),
        new(Power.MovePods, true, new Ask(["delete", "deletecollection"], "", ["pods", "nodes"]),
            new Ask(["create"], "", ["pods/eviction"]), new Ask(Change, "", ["pods/status"])),
        new(Power.WriteConfigMaps, false, new Ask(Change, "", ["configmaps"])),
        new(Power.DoEverything, false, new Ask(["*"], "*", ["*"])),
    ];

    /// <summary>How a rule gives the power: null where it does not.</summary>
    public PowerSource? In(RbacRule rule)
    {
        bool isBound = rule.ResourceNames.Count > 0;
        foreach (Ask ask in Asks)
            if (Holds(rule.ApiGroups, ask.Group) && Array.Find(ask.Resources, r => HoldsResource(rule.Resources, r)) is { } resource
                && Array.Find(ask.Verbs, v => Holds(rule.Verbs, v) && !(isBound && NamesNothing(v, resource))) is { } verb)
                return new PowerSource(rule, verb, resource, isBound ? rule.ResourceNames : null);
        return null;
    }

    /// <summary>Requests that name no object are never allowed by a rule with names; those for a subresource do name theirs.</summary>
    private static bool NamesNothing(string verb, string resource) => verb is "create" or "deletecollection" && resource.IndexOf('/') < 0;

    private static bool Holds(IReadOnlyList<string> names, string name) => names.Contains(name) || names.Contains("*");

    private static bool HoldsResource(IReadOnlyList<string> resources, string resource)
    {
        int slash = resource.IndexOf('/');
        return Holds(resources, resource) || (slash >= 0 && resources.Contains("*" + resource.Substring(slash)));
    }

    /// <param name="Verbs">The verbs, any of which counts.</param>
    /// <param name="Group">The API group.</param>
    /// <param name="Resources">The resources, any of which counts.</param>
    internal sealed record Ask(string[] Verbs, string Group, string[] Resources);
}
