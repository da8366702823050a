using System.Diagnostics.Metrics;

namespace ContainerSecurity.Kubernetes;

/// <summary>What of a cluster is watched, and how.</summary>
public sealed class ClusterWatchOptions
{
    /// <summary>How often it is said that a watch lives in which nothing happens.</summary>
    internal static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    /// <summary>How long something is waited for that a change in the cluster brings with it, such as the end of what a Deployment made.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>How long further changes of the cluster's own policies are waited for.</summary>
    internal static readonly TimeSpan RestartWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What of the cluster is watched, and how gently it is listed. Images that run are not judged in a watch. The
    /// default value is what a scan looks at.
    /// </summary>
    public ClusterScanOptions Scan { get; init; } = new();

    /// <summary>How long many changes are gathered before they are judged, up to a minute. The default value is half a second.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often all is listed and judged anew, from a minute to a day, in case that something was missed. The default value is an hour.</summary>
    public TimeSpan ResyncInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often the cluster is asked whether it serves other kinds than before, from a minute to a day. The default value is five minutes.</summary>
    public TimeSpan DiscoveryInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many changed objects wait to be judged, from 1 to 1,000,000; with more, the server has to wait. The default value is 10,000.</summary>
    public int MaxPending { get; init; } = 10_000;

    /// <summary>The clock that is waited by. The default value is the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the meter of the watch; null for one that it makes itself. Its name is <see cref="ClusterWatcher.MeterName"/> either way.</summary>
    public IMeterFactory? Meters { get; init; }

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Scan);
        ArgumentNullException.ThrowIfNull(Time);
        Scan.Check();
        CheckBetween(SettleTime, TimeSpan.Zero, TimeSpan.FromMinutes(1), nameof(SettleTime));
        CheckBetween(ResyncInterval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), nameof(ResyncInterval));
        CheckBetween(DiscoveryInterval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), nameof(DiscoveryInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPending, 1, nameof(MaxPending));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxPending, 1_000_000, nameof(MaxPending));
    }

    private static void CheckBetween(TimeSpan value, TimeSpan least, TimeSpan most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
