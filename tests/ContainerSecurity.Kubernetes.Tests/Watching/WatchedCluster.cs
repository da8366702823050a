using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Tests.Watching;

/// <summary>A fake cluster with a watcher that keeps its reports.</summary>
internal sealed class WatchedCluster : IAsyncDisposable
{
    public const string Privileged = "{containers: [{name: app, image: registry.example/web:1.0, securityContext: {privileged: true}}]}";
    public const string Harmless = "{containers: [{name: app, image: registry.example/web:1.0}]}";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How many looks a watch has to list all again: more than half a second.</summary>
    private const int LooksBetween = 120;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Decision> told = new();
    private Task running = Task.CompletedTask;

    private WatchedCluster(FakeCluster server) => (Server, Client) = (server, server.NewClient());

    public FakeCluster Server { get; }

    public k8s.Kubernetes Client { get; }

    public WatchTime Time { get; } = new();

    public ClusterWatcher Watcher { get; private set; } = null!;

    public IReadOnlyCollection<Decision> Told => told;

    public IEnumerable<string> Errors => told.SelectMany(d => d.Errors).Select(e => e.Message);

    public static async Task<WatchedCluster> StartAsync()
    {
        FakeCluster server = await FakeCluster.StartAsync();
        var report = new FakeKind("wgpolicyk8s.io", "v1alpha2", "PolicyReport", "policyreports", true);
        server.Serve(report);
        server.Serve(report with { Name = "ClusterPolicyReport", Plural = "clusterpolicyreports", IsNamespaced = false });
        server.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");
        return new WatchedCluster(server);
    }

    /// <summary>Begins to watch, and waits until all has been listed.</summary>
    public async Task<WatchedCluster> WatchAsync(Policy? policy = null, ClusterScanOptions? scan = null, Func<ApiOptions, ApiOptions>? api = null,
        bool waits = true, ClusterWatchOptions? options = null)
    {
        var limits = new ApiOptions { Time = Time };
        limits = api?.Invoke(limits) ?? limits;
        Watcher = new ClusterWatcher(Client, new PolicyEngine(policy ?? Policy.Create().UseProfile(Profile.Baseline).Build()), options
            ?? new ClusterWatchOptions { Time = Time, Scan = scan ?? new ClusterScanOptions() }, limits);
        running = Task.Run(() => FollowAsync(limits));
        if (waits)
            await EventuallyAsync(() => Watcher.Health.IsSynced);
        return this;
    }

    public void Pod(string name, string spec, string space = "shop", string more = "") =>
        Server.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: {space}{more}}}\nspec: {spec}");

    public void Deployment(string name, string spec) =>
        Server.Apply($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}, namespace: shop}}\nspec: {{template: {{spec: {spec}}}}}");

    /// <summary>Stores an object that another one made.</summary>
    public void Owned(string version, string kind, string name, string ownerKind, string owner, string spec)
    {
        string plural = ownerKind == "ReplicaSet" ? "replicasets" : "deployments";
        string uid = Server.Stored(plural).Single(o => o["metadata"]!["name"]!.GetValue<string>() == owner)["metadata"]!["uid"]!.GetValue<string>();
        Server.Apply($"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: {name}, namespace: shop, ownerReferences: [{{apiVersion: apps/v1, kind: {ownerKind}, name: {owner}, uid: {uid}, controller: true}}]}}\nspec: {spec}");
    }

    /// <summary>The objects that have reports, by kind and name.</summary>
    public IEnumerable<string> Reported =>
        Server.Stored("policyreports").Concat(Server.Stored("clusterpolicyreports")).Select(r => $"{r["scope"]!["kind"]}/{r["scope"]!["name"]}")
            .Order(StringComparer.Ordinal);

    public int Writes => Server.Requests.Count(r => !r.StartsWith("GET ", StringComparison.Ordinal));

    public int Count(string method, string path) =>
        Server.Requests.Count(r => r.StartsWith(method + " ", StringComparison.Ordinal) && r.Contains(path, StringComparison.Ordinal));

    public Task ReportsAsync(params string[] expected) =>
        EventuallyAsync(() => Reported.SequenceEqual(expected),
        () => $"Reports on {string.Join(", ", Reported)} instead of {string.Join(", ", expected)}:\n{string.Join('\n', LinesOf(Server.Stored("policyreports")))}\n{string.Join('\n', Server.Requests.TakeLast(20))}");

    /// <summary>Waits for something that the watch does in its own time.</summary>
    public async Task EventuallyAsync(Func<bool> holds, Func<string>? says = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
        {
            if (running.IsFaulted)
                await running;
            if (patience.IsCancellationRequested)
                Assert.Fail(says?.Invoke() ?? $"It did not come about. Gaps: {string.Join(" | ", Watcher.Health.Gaps)}. Requests: {string.Join(" | ", Server.Requests.TakeLast(12))}");
            await Task.Delay(5);
        }
    }

    /// <summary>
    /// Waits for something that comes about after long waits. They are ended now and then, and not at each look: a watch
    /// whose wait is ended while it still lists begins anew, and on a busy machine would never be done.
    /// </summary>
    /// <param name="holds">What is waited for.</param>
    /// <param name="least">The shortest of the waits that are ended.</param>
    /// <param name="most">The longest of them; null for no bound.</param>
    public Task ElapseUntilAsync(Func<bool> holds, TimeSpan least, TimeSpan? most = null)
    {
        int looks = 0;
        return EventuallyAsync(() =>
        {
            if (holds())
                return true;
            if (looks++ % LooksBetween == 0)
                Time.Elapse(least, most);
            return false;
        });
    }

    /// <summary>Waits until the watch has seen all that has happened so far.</summary>
    public async Task CatchUpAsync()
    {
        string name = "mark-" + Guid.NewGuid();
        Pod(name, Privileged);
        await EventuallyAsync(() => Reported.Contains("Pod/" + name));
        Server.Delete("pods", name, "shop");
        await EventuallyAsync(() => !Reported.Contains("Pod/" + name));
    }

    /// <summary>Answers the requests for a path before the server does.</summary>
    public void Intercept(string end, bool isWatch, Func<Microsoft.AspNetCore.Http.HttpContext, Task<bool>> answer) => Server.Intercept = context =>
        context.Request.Method == "GET" && context.Request.Path.Value!.EndsWith(end, StringComparison.Ordinal)
            && context.Request.Query.ContainsKey("watch") == isWatch
            ? answer(context)
            : Task.FromResult(false);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool isFaulted = running.IsFaulted;
        Watcher?.Dispose();
        Client.Dispose();
        await Server.DisposeAsync();
        stop.Dispose();
        if (isFaulted)
            await running;
    }

    /// <summary>What reports say, as lines.</summary>
    public static IEnumerable<string> LinesOf(IEnumerable<JsonObject> reports) =>
        reports.SelectMany(r => r["results"]!.AsArray()
            .Select(i => $"{r["scope"]!["kind"]}/{r["scope"]!["namespace"]}/{r["scope"]!["name"]} {r["scope"]!["uid"]} {i!["rule"]} {i["result"]} {i["properties"]!["path"]} {i["message"]}")).Order(StringComparer.Ordinal);

    private async Task FollowAsync(ApiOptions limits)
    {
        try
        {
            await foreach (Decision decision in new PolicyReporter(Client, null, limits).FollowAsync(Watcher, stop.Token))
                told.Enqueue(decision);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
