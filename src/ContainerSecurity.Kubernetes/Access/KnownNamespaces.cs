using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Models;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Kubernetes.Access;

/// <summary>The namespaces of a cluster, as far as they may be listed, or those that somebody asked for.</summary>
internal sealed class KnownNamespaces(ApiConnection connection, ClusterAccessOptions options)
{
    private static readonly ClusterKind Kind = new("", "v1", "Namespace", "namespaces", false);
    private readonly Dictionary<string, Resource?> found = new(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public IReadOnlyCollection<string> Names => found.Keys;

    /// <summary>The namespaces that could be read.</summary>
    public IEnumerable<Resource> Resources => found.Values.OfType<Resource>();

    /// <summary>Why not all could be read; null where all could.</summary>
    public string? Problem { get; private set; }

    public async Task ReadAsync(CancellationToken cancellation)
    {
        try
        {
            if (options.Namespaces.Count > 0)
                await GetAsync(cancellation).ConfigureAwait(false);
            else
                await ListAsync(cancellation).ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            Problem = ClusterGap.OfList(Kind, null, e).Why;
        }
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        await foreach (IReadOnlyList<ClusterObject> page in new ObjectList(connection, Kind, null, options.PageSize).PagesAsync(cancellation)
            .ConfigureAwait(false))
            foreach (ClusterObject space in page)
            {
                if (found.Count >= options.MaxObjects)
                {
                    Problem = $"There are more than {options.MaxObjects} namespaces.";
                    return;
                }
                Add(space);
            }
    }

    /// <summary>What a namespace enforces may be unknown; that it is there is not.</summary>
    private async Task GetAsync(CancellationToken cancellation)
    {
        foreach (string name in options.Namespaces)
            found[name] = null;
        foreach (string name in options.Namespaces)
            Add(new ClusterObject(Kind, await connection.GetAsync($"{Kind.Path()}/{Uri.EscapeDataString(name)}", cancellation).ConfigureAwait(false)));
    }

    private void Add(ClusterObject space)
    {
        try
        {
            found[space.Name] = KubernetesReader.Read(space.ToDocument(), []) is [var read, ..] ? read : null;
        }
        catch (UnreadableObjectException e)
        {
            found[space.Name] = null;
            Problem = $"The namespace '{space.Name}' was not read, because {e.Message}.";
        }
    }
}
