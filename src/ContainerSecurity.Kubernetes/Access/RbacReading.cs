using System.Collections.Concurrent;
using ContainerSecurity.Access;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Models;
using ContainerSecurity.Kubernetes.Scanning;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Kubernetes.Access;

/// <summary>Reads roles and bindings as the server has them, page by page, and keeps what the engine needs.</summary>
internal sealed class RbacReading(ApiConnection connection, ClusterAccessOptions options, KnownNamespaces namespaces)
{
    private const string Group = "rbac.authorization.k8s.io";
    private static readonly ClusterKind Roles = new(Group, "v1", "Role", "roles", true);
    private static readonly ClusterKind RoleBindings = new(Group, "v1", "RoleBinding", "rolebindings", true);
    private static readonly ClusterKind[] OfCluster =
        [new(Group, "v1", "ClusterRole", "clusterroles", false), new(Group, "v1", "ClusterRoleBinding", "clusterrolebindings", false)];

    private readonly ConcurrentQueue<RbacBlindSpot> unseen = new();
    private readonly List<RbacRole> roles = [];
    private readonly List<RbacBinding> bindings = [];
    private int count;

    /// <summary>Aggregated roles have the rules that the cluster's controller gave them.</summary>
    public static RbacOptions Options { get; } = new() { Aggregates = false };

    public async Task<RbacObjects> RunAsync(CancellationToken cancellation)
    {
        var pages = new PageStream(connection, options.PageSize, options.Parallelism, () => namespaces.Names, Hide);
        await foreach (IReadOnlyList<ClusterObject> page in pages.ReadAsync(Jobs(), cancellation).ConfigureAwait(false))
            if (!Take(page))
                break;
        if (options.Namespaces.Count > 0)
            unseen.Enqueue(OutOfScope());
        return new RbacObjects(roles, bindings)
        {
            Unseen = [.. unseen.OrderBy(s => s.Kind, StringComparer.Ordinal).ThenBy(s => s.Namespace, StringComparer.Ordinal)],
        };
    }

    private IEnumerable<PageStream.Job> Jobs()
    {
        foreach (ClusterKind kind in OfCluster)
            yield return new PageStream.Job(kind, null);
        foreach (ClusterKind kind in (ClusterKind[])[Roles, RoleBindings])
            if (options.Namespaces.Count == 0)
                yield return new PageStream.Job(kind, null);
            else
                foreach (string space in options.Namespaces.Distinct())
                    yield return new PageStream.Job(kind, space);
    }

    /// <summary>Takes a page; false where no more may be held.</summary>
    private bool Take(IReadOnlyList<ClusterObject> page)
    {
        foreach (ClusterObject found in page)
        {
            if (++count > options.MaxObjects)
            {
                foreach (ClusterKind kind in (ClusterKind[])[.. OfCluster, Roles, RoleBindings])
                    Hide(kind.Name, null, $"There are more than {options.MaxObjects} roles and bindings, and no more are read.");
                return false;
            }
            Take(found);
        }
        return true;
    }

    private void Take(ClusterObject found)
    {
        var errors = new List<DocumentError>();
        try
        {
            RbacObjects read = RbacObjects.Read(KubernetesReader.Read(found.ToDocument(), errors), Options);
            roles.AddRange(read.Roles);
            bindings.AddRange(read.Bindings);
        }
        catch (UnreadableObjectException e)
        {
            Hide(found.Kind.Name, found.Namespace, $"'{found.Name}' was not read, because {e.Message}.");
        }
        foreach (DocumentError error in errors)
            Hide(found.Kind.Name, found.Namespace, $"'{found.Name}' was not read whole: {error.Message}");
    }

    private RbacBlindSpot OutOfScope()
    {
        string read = string.Join(", ", options.Namespaces);
        return new RbacBlindSpot(RoleBindings.Name, null, $"Only the namespaces {read} were read; others may have RoleBindings.")
        {
            Except = options.Namespaces,
        };
    }

    private void Hide(ClusterGap gap) => Hide(gap.Kind.Split('.')[0], gap.Namespace, gap.Why);

    private void Hide(string kind, string? @namespace, string why) =>
        unseen.Enqueue(new RbacBlindSpot(kind, @namespace, $"Not all {kind}s{WhereOf(@namespace)} could be seen. {why}"));

    private static string WhereOf(string? @namespace) => @namespace is null ? "" : $" of the namespace '{@namespace}'";
}
