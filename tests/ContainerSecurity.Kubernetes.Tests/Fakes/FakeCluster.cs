using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ContainerSecurity.Documents;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.Kubernetes.Tests.Fakes;

/// <summary>An API server over real HTTP that behaves as real ones do, and fails as they do when a test asks for it.</summary>
internal sealed partial class FakeCluster : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<FakeKind> kinds = [.. FakeKind.Usual];
    private readonly Dictionary<(string Group, string Plural), SortedDictionary<string, JsonObject>> stores = [];
    private readonly ConcurrentQueue<string> requests = new();

    /// <summary>Objects as items of lists.</summary>
    private readonly ConditionalWeakTable<JsonObject, string> items = [];

    private long version = 1000;

    private FakeCluster()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>Whether discovery is answered in one document, as by servers since 1.27.</summary>
    public bool IsDiscoveryAggregated { get; set; } = true;

    /// <summary>Groups whose server is down.</summary>
    public HashSet<string> DeadGroups { get; } = [];

    /// <summary>Answers before the usual ones: null lets the request through. It may write to the response itself and return true.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; set; }

    /// <summary>Method and path with query of all requests so far.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public Uri Address { get; private set; } = null!;

    public static async Task<FakeCluster> StartAsync()
    {
        var cluster = new FakeCluster();
        await cluster.app.StartAsync();
        cluster.Address = new Uri(cluster.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return cluster;
    }

    public k8s.Kubernetes NewClient() => new(new KubernetesClientConfiguration { Host = Address.ToString(), SkipTlsVerify = true });

    public void Serve(FakeKind kind) => kinds.Add(kind);

    /// <summary>Stores objects given as YAML; what a server sets itself is set where it is missing.</summary>
    public void Apply(string yaml, Action<JsonObject>? applied = null)
    {
        foreach (string document in yaml.Split("\n---", StringSplitOptions.RemoveEmptyEntries))
            if (ToJson(document) is { } found)
            {
                Apply(found);
                applied?.Invoke(found);
            }
    }

    /// <summary>Stores an object.</summary>
    public JsonObject Apply(JsonObject found)
    {
        FakeKind kind = KindOf(found);
        JsonObject metadata = (found["metadata"] ??= new JsonObject()).AsObject();
        if (kind.IsNamespaced)
            metadata["namespace"] ??= "default";
        lock (gate)
        {
            SortedDictionary<string, JsonObject> store = StoreOf(kind);
            string key = KeyOf(metadata);
            store.TryGetValue(key, out JsonObject? old);
            metadata["uid"] = old?["metadata"]?["uid"]?.GetValue<string>() ?? metadata["uid"]?.GetValue<string>() ?? Guid.NewGuid().ToString();
            metadata["resourceVersion"] = (++version).ToString(CultureInfo.InvariantCulture);
            store[key] = found;
            items.Remove(found);
            Remember(kind, old is null ? "ADDED" : "MODIFIED", found);
        }
        return found;
    }

    public void Delete(string plural, string name, string? @namespace = "default")
    {
        lock (gate)
        {
            FakeKind kind = kinds.First(k => k.Plural == plural);
            if (!StoreOf(kind).Remove(kind.IsNamespaced ? $"{@namespace}/{name}" : name, out JsonObject? gone))
                return;
            JsonObject last = gone.DeepClone().AsObject();
            last["metadata"]!["resourceVersion"] = (++version).ToString(CultureInfo.InvariantCulture);
            Remember(kind, "DELETED", last);
        }
    }

    public IReadOnlyList<JsonObject> Stored(string plural)
    {
        lock (gate)
            return [.. StoreOf(kinds.First(k => k.Plural == plural)).Values.Select(v => v.DeepClone().AsObject())];
    }

    public async ValueTask DisposeAsync()
    {
        CutWatches();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }

    private static JsonObject? ToJson(string yaml) =>
        new DocumentReader().Read(yaml, "fake.yaml").Documents is [MappingNode document] ? (JsonObject?)NodeOf(document) : null;

    private static JsonNode? NodeOf(DocumentNode node) => node switch
    {
        MappingNode map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key, NodeOf(e.Value)))),
        SequenceNode list => new JsonArray([.. list.Items.Select(NodeOf)]),
        ScalarNode { IsNull: true } => null,
        ScalarNode scalar when scalar.TryBoolean(out bool flag) => JsonValue.Create(flag),
        ScalarNode scalar when scalar.TryInteger(out long number) => JsonValue.Create(number),
        ScalarNode scalar => JsonValue.Create(scalar.Text),
        _ => throw new ArgumentException("The YAML of a test is whole."),
    };

    private FakeKind KindOf(JsonObject found) =>
        kinds.Find(k => k.ApiVersion == found["apiVersion"]!.GetValue<string>() && k.Name == found["kind"]!.GetValue<string>())
        ?? throw new ArgumentException($"The fake cluster does not serve {found["apiVersion"]} {found["kind"]}.");

    private SortedDictionary<string, JsonObject> StoreOf(FakeKind kind)
    {
        if (!stores.TryGetValue((kind.Group, kind.Plural), out SortedDictionary<string, JsonObject>? store))
            stores.Add((kind.Group, kind.Plural), store = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal));
        return store;
    }

    private static string KeyOf(JsonObject metadata) =>
        metadata["namespace"] is { } space ? $"{space.GetValue<string>()}/{metadata["name"]!.GetValue<string>()}" : metadata["name"]!.GetValue<string>();
}
