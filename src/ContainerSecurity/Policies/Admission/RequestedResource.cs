using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The resource that an object is put to. Some kinds are put to a part of another one, such as <c>Eviction</c> to <c>pods/eviction</c>.</summary>
internal sealed record RequestedResource(string Group, string Version, string Name, string Subresource, bool IsNamespaced)
{
    private static readonly Dictionary<(string ApiVersion, string Kind), RequestedResource> Parts = new()
    {
        [("policy/v1", "Eviction")] = new("", "v1", "pods", "eviction", true),
        [("authentication.k8s.io/v1", "TokenRequest")] = new("", "v1", "serviceaccounts", "token", true),
    };

    /// <summary>The resource of a kind; that of a kind which is not Kubernetes' own is guessed as its client does.</summary>
    public static RequestedResource Of(string apiVersion, string kind)
    {
        if (Parts.TryGetValue((apiVersion, kind), out RequestedResource? part))
            return part;
        (string group, string version) = KindNames.Split(apiVersion);
        return ObjectSchemas.FindResource(apiVersion, kind) is { } known
            ? new RequestedResource(group, version, known.Name, "", known.IsNamespaced)
            : new RequestedResource(group, version, KindNames.Plural(kind), "", !KindNames.IsClusterScoped(kind));
    }
}
