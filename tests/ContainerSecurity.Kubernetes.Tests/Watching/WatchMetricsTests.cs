using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using static ContainerSecurity.Kubernetes.Tests.Watching.WatchedCluster;

namespace ContainerSecurity.Kubernetes.Tests.Watching;

public class WatchMetricsTests
{
    [Test]
    public async Task Watch_measures_what_it_does()
    {
        using var meters = new OneMeter();
        using var listener = new MeterListener();
        var sums = new ConcurrentDictionary<string, double>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope == meters)
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((i, value, _, _) => sums.AddOrUpdate(i.Name, value, (_, old) => old + value));
        listener.SetMeasurementEventCallback<int>((i, value, _, _) => sums.AddOrUpdate(i.Name, value, (_, old) => old + value));
        listener.SetMeasurementEventCallback<double>((i, _, _, _) => sums.AddOrUpdate(i.Name, 1, (_, old) => old + 1));
        listener.Start();
        await using WatchedCluster cluster = await WatchedCluster.StartAsync();
        cluster.Pod("old", Privileged);
        await cluster.WatchAsync(options: new ClusterWatchOptions { Time = cluster.Time, Meters = meters });
        cluster.Pod("web", Privileged);
        await cluster.ReportsAsync("Pod/old", "Pod/web");
        listener.RecordObservableInstruments();

        Assert.Multiple(() =>
        {
            Assert.That(sums["containersecurity.watch.sessions"], Is.EqualTo(1));
            Assert.That(sums["containersecurity.watch.lists"], Is.GreaterThan(20));
            Assert.That(sums["containersecurity.watch.events"], Is.GreaterThan(0));
            Assert.That(sums["containersecurity.watch.objects"], Is.EqualTo(3));
            Assert.That(sums["containersecurity.watch.findings"], Is.EqualTo(2));
            Assert.That(sums["containersecurity.watch.synced"], Is.EqualTo(1));
            Assert.That(sums["containersecurity.watch.gaps"], Is.Zero);
            Assert.That(sums["containersecurity.watch.lag"], Is.GreaterThan(0));
            Assert.That(sums["containersecurity.reports.writes"], Is.EqualTo(2));
        });
    }

    private sealed class OneMeter : IMeterFactory
    {
        private Meter? made;

        public Meter Create(MeterOptions options) => made ??= new Meter(options.Name, options.Version, options.Tags, scope: this);

        public void Dispose() => made?.Dispose();
    }
}
