using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Access;

/// <summary>A resource as people write it, with what Kubernetes knows of it.</summary>
/// <param name="ApiGroup">The API group; empty for the core group.</param>
/// <param name="Resource">The resource, such as <c>deployments</c>.</param>
/// <param name="Subresource">The subresource, such as <c>exec</c>; empty for none.</param>
/// <param name="IsNamespaced">Whether its objects belong to namespaces; null for a resource that Kubernetes itself does not serve.</param>
public sealed record RbacResource(string ApiGroup, string Resource, string Subresource, bool? IsNamespaced)
{
    /// <summary>Short names of kubectl.</summary>
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["po"] = "pods",
        ["svc"] = "services",
        ["cm"] = "configmaps",
        ["ns"] = "namespaces",
        ["sa"] = "serviceaccounts",
        ["no"] = "nodes",
        ["pv"] = "persistentvolumes",
        ["pvc"] = "persistentvolumeclaims",
        ["ep"] = "endpoints",
        ["ev"] = "events",
        ["rc"] = "replicationcontrollers",
        ["quota"] = "resourcequotas",
        ["limits"] = "limitranges",
        ["deploy"] = "deployments",
        ["ds"] = "daemonsets",
        ["sts"] = "statefulsets",
        ["rs"] = "replicasets",
        ["cj"] = "cronjobs",
        ["hpa"] = "horizontalpodautoscalers",
        ["pdb"] = "poddisruptionbudgets",
        ["ing"] = "ingresses",
        ["netpol"] = "networkpolicies",
        ["sc"] = "storageclasses",
        ["csr"] = "certificatesigningrequests",
        ["crd"] = "customresourcedefinitions",
        ["crds"] = "customresourcedefinitions",
        ["pc"] = "priorityclasses",
    };

    /// <summary>What only the authorizer knows, or the table of served kinds lacks: the API group, and whether it belongs to namespaces.</summary>
    private static readonly Dictionary<string, (string Group, bool IsNamespaced)> Unserved = new(StringComparer.Ordinal)
    {
        ["users"] = ("", false),
        ["groups"] = ("", false),
        ["uids"] = ("authentication.k8s.io", false),
        ["userextras"] = ("authentication.k8s.io", false),
        ["signers"] = ("certificates.k8s.io", false),
        ["customresourcedefinitions"] = ("apiextensions.k8s.io", false),
        ["apiservices"] = ("apiregistration.k8s.io", false),
        ["podsecuritypolicies"] = ("policy", false),
    };

    /// <summary>
    /// Reads a resource: <c>pods</c>, <c>pods/exec</c>, <c>deployments.apps</c>, <c>deployments.apps/scale</c>. Without a
    /// group it is the one that Kubernetes serves the resource in, and the core group for any other; kubectl's short names
    /// and the singular are understood.
    /// </summary>
    /// <param name="text">The text.</param>
    public static RbacResource Parse(string text)
    {
        int slash = (text ?? throw new ArgumentNullException(nameof(text))).IndexOf('/');
        string name = slash < 0 ? text : text.Substring(0, slash), sub = slash < 0 ? "" : text.Substring(slash + 1);
        int dot = name.IndexOf('.');
        if (dot > 0)
        {
            string group = name.Substring(dot + 1), resource = FullName(name.Substring(0, dot));
            ApiResource? known = ObjectSchemas.FindResources(resource).FirstOrDefault(r => GroupOf(r) == group);
            return new RbacResource(group, resource, sub, known?.IsNamespaced ?? Known(resource, group));
        }
        string full = FullName(name);
        if (ObjectSchemas.FindResources(full).OrderBy(GroupOf, StringComparer.Ordinal).FirstOrDefault() is { } served)
            return new RbacResource(GroupOf(served), full, sub, served.IsNamespaced);
        return Unserved.TryGetValue(full, out (string Group, bool IsNamespaced) unserved)
            ? new RbacResource(unserved.Group, full, sub, unserved.IsNamespaced)
            : new RbacResource("", full, sub, null);
    }

    private static bool? Known(string resource, string group) =>
        Unserved.TryGetValue(resource, out (string Group, bool IsNamespaced) known) && known.Group == group ? known.IsNamespaced : null;

    private static string FullName(string name) =>
        ShortNames.TryGetValue(name, out string? full) ? full
        : ObjectSchemas.FindResources(name).Count > 0 || Unserved.ContainsKey(name) ? name
        : ObjectSchemas.FindPlural(name) ?? name;

    private static string GroupOf(ApiResource resource) => resource.ApiVersion.IndexOf('/') is > 0 and int slash ? resource.ApiVersion.Substring(0, slash) : "";
}
