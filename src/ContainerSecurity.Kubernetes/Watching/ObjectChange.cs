using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>The last that was seen of an object.</summary>
/// <param name="Name">Its name with kind and namespace.</param>
/// <param name="Job">The watch that saw it.</param>
/// <param name="Object">The object.</param>
/// <param name="IsDeleted">Whether it is gone.</param>
internal sealed record ObjectChange(string Name, WatchJob Job, ClusterObject Object, bool IsDeleted)
{
    /// <summary>The list that was read when it was seen.</summary>
    public int Generation { get; } = Job.Generation;

    /// <summary>Whether it was asked for by itself, so that it counts only where it is still needed.</summary>
    public bool IsReading { get; init; }

    /// <summary>What it takes the place of in a buffer: an earlier state. What was asked for takes the place of no event, which may be newer.</summary>
    public string Key => IsReading ? "? " + Name : Name;

    /// <summary>When it was seen.</summary>
    public required long SeenAt { get; init; }
}
