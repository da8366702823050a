using System.Text.Json;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>Finds out what an API server serves. A group whose server is down is a gap, and the others are known all the same.</summary>
internal sealed class Discovery(ApiConnection connection)
{
    private const string Aggregated =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";
    private readonly Dictionary<(string Group, string Plural), ClusterKind> kinds = [];
    private readonly List<ClusterGap> gaps = [];

    /// <summary>The kinds that can be listed, in the order of their groups and names.</summary>
    public IReadOnlyList<ClusterKind> Kinds =>
        [.. kinds.Values.Where(k => k.IsListed).OrderBy(k => k.Group, StringComparer.Ordinal).ThenBy(k => k.Name, StringComparer.Ordinal)];

    /// <summary>The groups that do not say what they serve.</summary>
    public IReadOnlyList<ClusterGap> Gaps => gaps;

    /// <summary>Asks the server.</summary>
    /// <exception cref="ApiException">Not even the core group answers.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!TryAddAggregated(await connection.GetAsync("api", cancellation, Aggregated).ConfigureAwait(false)))
            AddResources("", "v1", await connection.GetAsync("api/v1", cancellation).ConfigureAwait(false));
        JsonElement groups = await connection.GetAsync("apis", cancellation, Aggregated).ConfigureAwait(false);
        if (TryAddAggregated(groups))
            return;
        foreach (JsonElement group in groups.ItemsOf("groups"))
            await AddGroupAsync(group, cancellation).ConfigureAwait(false);
    }

    private bool TryAddAggregated(JsonElement answer)
    {
        if (answer.TextOf("kind") != "APIGroupDiscoveryList")
            return false;
        foreach (JsonElement group in answer.ItemsOf("items"))
        {
            string name = group.Below("metadata").TextOf("name") ?? "";
            foreach (JsonElement version in group.ItemsOf("versions"))
            {
                if (version.TextOf("freshness") == "Stale")
                    AddGap(name, "its server does not answer");
                foreach (JsonElement resource in version.ItemsOf("resources"))
                    if (resource.Below("responseKind").TextOf("kind") is { } kind && resource.TextOf("resource") is { } plural)
                        Add(new ClusterKind(name, version.TextOf("version")
                            ?? "v1", kind, plural, resource.TextOf("scope") == "Namespaced")
                        { IsListed = Lists(resource) });
            }
        }
        return true;
    }

    /// <summary>The preferred version first: of a resource that several versions have, the first is taken.</summary>
    private async Task AddGroupAsync(JsonElement group, CancellationToken cancellation)
    {
        string name = group.TextOf("name") ?? "";
        string? preferred = group.Below("preferredVersion").TextOf("version");
        foreach (string version in group.ItemsOf("versions").Select(v => v.TextOf("version")).OfType<string>().OrderByDescending(v => v == preferred))
            try
            {
                AddResources(name, version, await connection.GetAsync($"apis/{name}/{version}", cancellation).ConfigureAwait(false));
            }
            catch (ApiException e)
            {
                AddGap(name, e.Message);
            }
    }

    private void AddResources(string group, string version, JsonElement list)
    {
        foreach (JsonElement resource in list.ItemsOf("resources"))
            if (resource.TextOf("kind") is { } kind && resource.TextOf("name") is { } plural && !plural.Contains('/', StringComparison.Ordinal))
                Add(new ClusterKind(group, version, kind, plural, resource.Below("namespaced").ValueKind == JsonValueKind.True) { IsListed = Lists(resource) });
    }

    private static bool Lists(JsonElement resource) => resource.ItemsOf("verbs").Any(v => v.ValueKind == JsonValueKind.String && v.ValueEquals("list"));

    private void Add(ClusterKind kind) => kinds.TryAdd((kind.Group, kind.Plural), kind);

    private void AddGap(string group, string why)
    {
        if (gaps.TrueForAll(g => g.Kind != group))
            gaps.Add(ClusterGap.OfGroup(group, why));
    }
}
