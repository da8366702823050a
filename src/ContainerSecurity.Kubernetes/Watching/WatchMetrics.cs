using System.Diagnostics.Metrics;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>What a watch tells who measures it. Instruments are named after the package; kinds are the only names in their tags.</summary>
internal sealed class WatchMetrics
{
    private readonly Counter<long> events;
    private readonly Counter<long> lists;
    private readonly Counter<long> ends;
    private readonly Counter<long> judged;
    private readonly Counter<long> sessions;
    private readonly Counter<long> writes;
    private readonly Counter<long> failures;
    private readonly Histogram<double> lag;

    public WatchMetrics(Meter meter)
    {
        events = meter.CreateCounter<long>("containersecurity.watch.events", "{event}", "Events of watches.");
        lists = meter.CreateCounter<long>("containersecurity.watch.lists", "{list}", "Lists that were begun.");
        ends = meter.CreateCounter<long>("containersecurity.watch.ends", "{stream}", "Streams and lists that ended, by what ended them.");
        judged = meter.CreateCounter<long>("containersecurity.watch.judged", "{object}", "Objects that were judged.");
        sessions = meter.CreateCounter<long>("containersecurity.watch.sessions", "{session}", "How often all was listed and judged anew.");
        writes = meter.CreateCounter<long>("containersecurity.reports.writes", "{report}", "Reports that were written or deleted.");
        failures = meter.CreateCounter<long>("containersecurity.reports.failures", "{report}", "Reports that could not be written or deleted.");
        lag = meter.CreateHistogram<double>("containersecurity.watch.lag", "s", "How long after it was seen a change was told.");
    }

    /// <summary>Measures how a watcher is, too.</summary>
    public static void Observe(Meter meter, ClusterWatcher watcher)
    {
        meter.CreateObservableGauge("containersecurity.watch.objects", () => watcher.Health.Objects, "{object}", "Objects that are watched.");
        meter.CreateObservableGauge("containersecurity.watch.gaps", () => watcher.Health.Gaps.Count, "{gap}", "What could not be seen.");
        meter.CreateObservableGauge("containersecurity.watch.synced", () => watcher.Health.IsSynced ? 1 : 0, "1", "Whether all has been listed and judged.");
        meter.CreateObservableGauge("containersecurity.watch.findings", watcher.Measure, "{finding}", "Findings that count, by severity.");
    }

    public void Happened(WatchJob job, WatchEventType type) =>
        events.Add(1, new KeyValuePair<string, object?>("kind", job.Kind.FullName), new KeyValuePair<string, object?>("type", type.ToString().ToLowerInvariant()));

    public void Listed(WatchJob job) => lists.Add(1, new KeyValuePair<string, object?>("kind", job.Kind.FullName));

    public void Ended(WatchJob job, string reason) =>
        ends.Add(1, new KeyValuePair<string, object?>("kind", job.Kind.FullName), new KeyValuePair<string, object?>("reason", reason));

    public void Judged() => judged.Add(1);

    public void Began() => sessions.Add(1);

    public void Wrote(ClusterKind format, string what) =>
        writes.Add(1, new KeyValuePair<string, object?>("kind", format.FullName), new KeyValuePair<string, object?>("operation", what));

    public void Failed(ClusterKind format) => failures.Add(1, new KeyValuePair<string, object?>("kind", format.FullName));

    public void Lagged(TimeSpan time) => lag.Record(time.TotalSeconds);
}
