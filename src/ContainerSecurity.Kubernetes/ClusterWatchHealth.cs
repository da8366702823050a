namespace ContainerSecurity.Kubernetes;

/// <summary>How a watch of a cluster is.</summary>
/// <param name="IsSynced">Whether all has been listed and judged, but for what is a gap. False again while all is listed anew.</param>
/// <param name="Objects">How many objects are known.</param>
/// <param name="Gaps">What cannot be seen or may be out of date, in sentences.</param>
/// <param name="ProgressAt">When the watch did something last. It does something each minute at least, unless who takes its decisions keeps it waiting.</param>
public sealed record ClusterWatchHealth(bool IsSynced, int Objects, IReadOnlyList<string> Gaps, DateTimeOffset ProgressAt);
