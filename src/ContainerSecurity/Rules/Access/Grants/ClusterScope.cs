namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>Tells requests that are in no namespace: what a Role, or a RoleBinding, never grants.</summary>
internal static class ClusterScope
{
    private static readonly string[] NamesNamespace = ["get", "update", "patch", "delete"];

    /// <summary>By API group, what has no namespace; subresources are with their resources.</summary>
    private static readonly Dictionary<string, string[]> ByGroup = new(StringComparer.Ordinal)
    {
        [""] = ["nodes", "persistentvolumes", "componentstatuses", "users", "groups"],
        ["admissionregistration.k8s.io"] =
        [
            "mutatingwebhookconfigurations", "validatingwebhookconfigurations", "validatingadmissionpolicies", "validatingadmissionpolicybindings",
            "mutatingadmissionpolicies", "mutatingadmissionpolicybindings",
        ],
        ["apiextensions.k8s.io"] = ["customresourcedefinitions"],
        ["apiregistration.k8s.io"] = ["apiservices"],
        ["authentication.k8s.io"] = ["tokenreviews", "selfsubjectreviews", "userextras", "uids"],
        ["certificates.k8s.io"] = ["certificatesigningrequests", "signers", "clustertrustbundles"],
        ["gateway.networking.k8s.io"] = ["gatewayclasses"],
        ["kyverno.io"] = ["clusterpolicies"],
        ["mutations.gatekeeper.sh"] = ["assign", "assignmetadata", "assignimage", "modifyset"],
        ["networking.k8s.io"] = ["ingressclasses"],
        ["rbac.authorization.k8s.io"] = ["clusterroles", "clusterrolebindings"],
        ["storage.k8s.io"] = ["storageclasses", "volumeattachments", "csidrivers", "csinodes", "volumeattributesclasses"],
        ["templates.gatekeeper.sh"] = ["constrainttemplates"],
    };

    /// <summary>Returns whether a request is in no namespace.</summary>
    /// <param name="group">The API group, empty for the core group.</param>
    /// <param name="resource">The resource, subresources as <c>nodes/proxy</c>.</param>
    /// <param name="verb">The verb.</param>
    /// <remarks>A request that names a namespace is one in it. Whether a ClusterRole may be bound is asked in the namespace of the RoleBinding.</remarks>
    public static bool Has(string group, string resource, string verb)
    {
        int slash = resource.IndexOf('/');
        string plain = slash < 0 ? resource : resource.Substring(0, slash);
        return (group, plain, verb) switch
        {
            ("", "namespaces", _) => Array.IndexOf(NamesNamespace, verb) < 0,
            ("rbac.authorization.k8s.io", "clusterroles", "bind") => false,
            _ => ByGroup.TryGetValue(group, out string[]? resources) && Array.IndexOf(resources, plain) >= 0,
        };
    }
}
