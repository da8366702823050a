using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json.Nodes;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;

/// <summary>Changes a cluster a given number of times a second, and measures how long after each change it is told.</summary>
internal static class WatchLoad
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(int pods, int perSecond, int seconds)
    {
        FakeCluster cluster = await FakeCluster.StartAsync();
        cluster.HistoryLimit = 100_000;
        Load.Fill(cluster, pods);
        using k8s.Kubernetes client = cluster.NewClient();
        using var watcher = new ClusterWatcher(client, new PolicyEngine());
        var lags = new ConcurrentQueue<double>();
        long judged = 0, told = 0;
        using MeterListener listener = Listen(lags, () => Interlocked.Increment(ref judged));
        using var stop = new CancellationTokenSource();
        long start = Stopwatch.GetTimestamp();
        Task watching = Task.Run(async () =>
        {
            await foreach (Decision _ in watcher.WatchAsync(stop.Token))
                Interlocked.Increment(ref told);
        });
        while (!watcher.Health.IsSynced)
            await Task.Delay(20);
        Console.WriteLine($"{watcher.Health.Objects} objects known after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        await Task.Delay(Settled);
        (judged, told) = (0, 0);
        lags.Clear();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        start = Stopwatch.GetTimestamp();
        int changes = await ChangeAsync(cluster, perSecond, seconds);
        double took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        TimeSpan used = Process.GetCurrentProcess().TotalProcessorTime - before;
        await Task.Delay(Settled);
        double[] sorted = [.. lags.Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{changes} changes in {took:0.0} s ({changes / took:0} a second), {judged} objects judged, {told} decisions told"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"told after: median {sorted[sorted.Length / 2]:0.00} s, 99 % {sorted[(int)(sorted.Length * 0.99)]:0.00} s, longest {sorted[^1]:0.00} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"processor time {used.TotalSeconds:0.0} s with the served cluster, memory {Process.GetCurrentProcess().WorkingSet64 / 1_000_000} MB with the served cluster"));
        await stop.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await cluster.DisposeAsync();
    }

    /// <summary>Of ten changes nine are of pods and one is of a Deployment, which is privileged or not by turns.</summary>
    private static async Task<int> ChangeAsync(FakeCluster cluster, int perSecond, int seconds)
    {
        IReadOnlyList<JsonObject> pods = cluster.Stored("pods"), deployments = cluster.Stored("deployments");
        int count = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds is var elapsed && elapsed < seconds)
        {
            for (int due = (int)(elapsed * perSecond); count < due; count++)
                Change(cluster, count % 10 == 0 ? deployments[count / 10 % deployments.Count] : pods[count % pods.Count], count);
            await Task.Delay(5);
        }
        return count;
    }

    private static void Change(FakeCluster cluster, JsonObject stored, int count)
    {
        JsonObject changed = stored.DeepClone().AsObject();
        changed["metadata"]!["annotations"] = new JsonObject { ["round"] = count.ToString(CultureInfo.InvariantCulture) };
        if (changed["spec"]!["template"] is { } template)
            template["spec"]!["containers"]![1]!["securityContext"]!["privileged"] = count % 20 == 0;
        cluster.Apply(changed);
    }

    private static MeterListener Listen(ConcurrentQueue<double> lags, Action judged)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name is "containersecurity.watch.lag" or "containersecurity.watch.judged")
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => lags.Enqueue(value));
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => judged());
        listener.Start();
        return listener;
    }
}
