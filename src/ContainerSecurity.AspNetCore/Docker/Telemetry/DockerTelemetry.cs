using System.Diagnostics;
using System.Diagnostics.Metrics;
using ContainerSecurity.AspNetCore.Telemetry;

namespace ContainerSecurity.AspNetCore.Docker.Telemetry;

/// <summary>What the package's meter counts of the Docker front ends.</summary>
internal sealed class DockerTelemetry
{
    private readonly Counter<long> decisions;
    private readonly Histogram<double> duration;
    private readonly UpDownCounter<long> streams;

    public DockerTelemetry(IMeterFactory meters)
    {
        Meter meter = meters.Create(PackageTelemetry.Name);
        decisions = meter.CreateCounter<long>("containersecurity.docker.decisions", "{decision}", "Decisions, by front end, action and verdict.");
        duration = meter.CreateHistogram<double>("containersecurity.docker.decision.duration", "s",
            "How long a decision took, with all that was asked for it.");
        streams = meter.CreateUpDownCounter<long>("containersecurity.docker.streams", "{stream}", "Connections that were taken over and are open.");
    }

    public void Decided(string frontEnd, string action, bool isAllowed, TimeSpan time)
    {
        var tags = new TagList { { "front_end", frontEnd }, { "action", action }, { "verdict", isAllowed ? "allowed" : "denied" } };
        decisions.Add(1, tags);
        duration.Record(time.TotalSeconds, tags);
    }

    public void StreamOpened() => streams.Add(1);

    public void StreamClosed() => streams.Add(-1);
}
