using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Models;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>
/// What must be known of a cluster before its objects are judged: the kinds it serves, its namespaces, its own policies
/// with what they take as parameters.
/// </summary>
internal sealed class ClusterSurvey(ApiConnection connection, ClusterScanOptions options, KindSelection selection)
{
    private const int MaxPolicyObjects = 20_000;
    private static readonly ClusterKind NamespaceKind = new("", "v1", "Namespace", "namespaces", false);
    private readonly List<ClusterGap> gaps = [];
    private readonly Dictionary<string, Resource> namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UInt128> namespaceContents = new(StringComparer.Ordinal);
    private readonly List<ClusterObject> namespaceObjects = [];
    private readonly HashSet<ClusterKind> policyKinds = [];
    private readonly Dictionary<string, UInt128> policyContents = new(StringComparer.Ordinal);

    /// <summary>What could not be seen.</summary>
    public IReadOnlyList<ClusterGap> Gaps => gaps;

    /// <summary>All kinds that the server lists.</summary>
    public IReadOnlyList<ClusterKind> Served { get; private set; } = [];

    /// <summary>The kinds to scan, in order.</summary>
    public IReadOnlyList<ClusterKind> Kinds { get; private set; } = [];

    /// <summary>The namespaces that are scanned, as far as they are known.</summary>
    public IReadOnlyDictionary<string, Resource> Namespaces => namespaces;

    /// <summary>The names of the namespaces to scan; null where all are, at once.</summary>
    public IReadOnlyList<string>? Scope { get; private set; }

    /// <summary>The cluster's own policies.</summary>
    public IReadOnlyList<DocumentNode> Policies { get; private set; } = [];

    /// <summary>The namespaces as objects, where somebody asked for them by name.</summary>
    public IReadOnlyList<ClusterObject> NamespaceObjects => namespaceObjects;

    /// <summary>What the namespaces were like, by their names.</summary>
    public IReadOnlyDictionary<string, UInt128> NamespaceContents => namespaceContents;

    /// <summary>The kinds of the cluster's own policies, and of what these take as parameters.</summary>
    public IReadOnlyCollection<ClusterKind> PolicyKinds => policyKinds;

    /// <summary>What the policies and their parameters were like, by their names with kind and namespace.</summary>
    public IReadOnlyDictionary<string, UInt128> PolicyContents => policyContents;

    /// <exception cref="ApiException">Not even the core group answers.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var discovery = new Discovery(connection);
        await discovery.RunAsync(cancellation).ConfigureAwait(false);
        Served = discovery.Kinds;
        Kinds = selection.Choose(Served);
        gaps.AddRange(discovery.Gaps);
        gaps.AddRange(selection.Unknown(Served)
            .Select(k => new ClusterGap(k, null, $"The server lists no kind '{k}', so none of it was judged. 'kubectl api-resources' says what it serves.")));
        await (options.Namespaces.Count > 0 ? GetNamespacesAsync(cancellation) : ListNamespacesAsync(cancellation)).ConfigureAwait(false);
        if (options.Namespaces.Count > 0 || options.Shard is not null)
            Scope = [.. (options.Namespaces.Count > 0 ? options.Namespaces : (IEnumerable<string>)namespaces.Keys).Where(n => options.Shard?.Holds(n) != false)
                .Distinct().Order(StringComparer.Ordinal)];
        if (options.ReadsClusterPolicies)
            Policies = await ReadPoliciesAsync(cancellation).ConfigureAwait(false);
    }

    private async Task GetNamespacesAsync(CancellationToken cancellation)
    {
        foreach (string name in options.Namespaces)
            try
            {
                Add(new ClusterObject(NamespaceKind, await connection.GetAsync($"{NamespaceKind.Path()}/{Uri.EscapeDataString(name)}", cancellation)
                    .ConfigureAwait(false)));
            }
            catch (ApiException e)
            {
                gaps.Add(new ClusterGap("Namespace", name, $"The namespace '{name}' could not be read: {ClusterGap.Sentence(e.Message)}"));
            }
    }

    /// <summary>A scan in parts needs the namespaces, for they tell what belongs to which part.</summary>
    private async Task ListNamespacesAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (IReadOnlyList<ClusterObject> page in new ObjectList(connection, NamespaceKind, null, options.PageSize).PagesAsync(cancellation)
                .ConfigureAwait(false))
                foreach (ClusterObject found in page)
                    Add(found);
        }
        catch (ApiException e)
        {
            gaps.Add(ClusterGap.OfList(NamespaceKind, null, e));
        }
    }

    private void Add(ClusterObject found)
    {
        try
        {
            namespaces[found.Name] = KubernetesReader.Read(found.ToDocument(), [])[0];
            namespaceContents[found.Name] = ContentHash.Of(found, hasStatus: false);
            if (options.Namespaces.Count > 0)
                namespaceObjects.Add(found);
        }
        catch (UnreadableObjectException e)
        {
            gaps.Add(new ClusterGap("Namespace", found.Name, $"The namespace '{found.Name}' was not read, because {e.Message}."));
        }
    }

    private async Task<IReadOnlyList<DocumentNode>> ReadPoliciesAsync(CancellationToken cancellation)
    {
        var documents = new List<DocumentNode>();
        foreach (ClusterKind kind in KindSelection.OfPolicies(Served))
            await ReadAllAsync(kind, documents, cancellation).ConfigureAwait(false);
        foreach ((string version, string name) in documents.Select(ParametersOf).OfType<(string, string)>().Distinct().ToArray())
            if (Served.FirstOrDefault(k => k.ApiVersion == version && k.Name == name) is { } kind && !policyKinds.Contains(kind))
                await ReadAllAsync(kind, documents, cancellation).ConfigureAwait(false);
        return documents;
    }

    /// <summary>The kind of objects that a policy takes as its parameters; null for none.</summary>
    private static (string Version, string Kind)? ParametersOf(DocumentNode policy)
    {
        NodeView kind = new NodeView(policy)["spec"]["paramKind"];
        return kind.Text("apiVersion") is { IsKnown: true } version && kind.Text("kind") is { IsKnown: true } name ? (version.Value, name.Value) : null;
    }

    private async Task ReadAllAsync(ClusterKind kind, List<DocumentNode> documents, CancellationToken cancellation)
    {
        policyKinds.Add(kind);
        try
        {
            await foreach (IReadOnlyList<ClusterObject> page in new ObjectList(connection, kind, null, options.PageSize).PagesAsync(cancellation)
                .ConfigureAwait(false))
            {
                foreach (ClusterObject found in page)
                    policyContents[found.Source.Path] = ContentHash.Of(found, hasStatus: false);
                documents.AddRange(page.Select(o => o.ToDocument()));
                if (documents.Count > MaxPolicyObjects)
                    throw new ApiException(null, "",
                        $"There are more than {MaxPolicyObjects} policies and objects that they take as parameters.")
                    { IsTooLarge = true };
            }
        }
        catch (ApiException e)
        {
            gaps.Add(new ClusterGap(kind.FullName, null,
                $"The cluster's own policies of kind {kind.FullName}, or what they take as parameters, could not all be read, so not all of them judged: {ClusterGap.Sentence(e.Message)}"
                + (e.IsForbidden ? $" Grant 'list' on '{kind.Resource}', or scan without the cluster's policies." : "")));
        }
        catch (UnreadableObjectException e)
        {
            gaps.Add(new ClusterGap(kind.FullName, null, $"A policy of kind {kind.FullName} was not read, because {e.Message}."));
        }
    }
}
