using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>What of a cluster is looked at, and what of that is told.</summary>
/// <param name="survey">What is known of the cluster.</param>
/// <param name="options">What was asked for.</param>
internal sealed class ScanScope(ClusterSurvey survey, ClusterScanOptions options)
{
    public const string NamespaceKind = "Namespace";

    /// <summary>The lists to read, in the order of the kinds.</summary>
    public IEnumerable<PageStream.Job> Jobs()
    {
        foreach (ClusterKind kind in survey.Kinds)
            if (!kind.IsNamespaced)
            {
                // Who asks for namespaces asks for nothing beside them but the namespaces themselves.
                if (options.Namespaces.Count == 0)
                    yield return new PageStream.Job(kind, null);
            }
            else if (survey.Scope is null || (options.Namespaces.Count == 0 && IsComparedAcross(kind)))
                yield return new PageStream.Job(kind, null);
            else
                foreach (string space in survey.Scope)
                    yield return new PageStream.Job(kind, space);
    }

    public bool IsReported(ClusterObject found) => IsInPart(found.Kind.FullName == NamespaceKind ? found.Name : found.Namespace);

    public bool IsReported(ResourceIdentity? resource) =>
        resource is null || IsInPart(resource.Kind == NamespaceKind ? resource.Name : resource.Namespace);

    /// <summary>Whether all objects of a kind in a namespace are seen, where their lists have been read.</summary>
    public bool IsSeen(string apiVersion, string kind, string? @namespace, string name, IEnumerable<ClusterGap> gaps)
    {
        int slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        string group = slash < 0 ? "" : apiVersion[..slash];
        ClusterKind? listed = survey.Kinds.FirstOrDefault(k => k.Group == group && k.Name == kind);
        return listed is not null && IsInPart(kind == NamespaceKind ? name : @namespace) && (listed.IsNamespaced || options.Namespaces.Count == 0)
            && !gaps.Any(g => (g.Kind == listed.FullName && (g.Namespace is null || g.Namespace == @namespace)) || (g.Kind == group && group.Length > 0));
    }

    public bool IsInPart(string? @namespace) =>
        (@namespace is null || options.Namespaces.Count == 0 || options.Namespaces.Contains(@namespace)) && options.Shard?.Holds(@namespace) != false;

    /// <summary>Whether objects in no namespace are compared with those of a kind, so that a part of the cluster needs all of them.</summary>
    private static bool IsComparedAcross(ClusterKind kind) => kind.FullName is "ServiceAccount" or "Role.rbac.authorization.k8s.io";
}
