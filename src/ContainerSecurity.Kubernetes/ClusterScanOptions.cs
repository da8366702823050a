namespace ContainerSecurity.Kubernetes;

/// <summary>What of a cluster is scanned, and how gently.</summary>
public sealed class ClusterScanOptions
{
    /// <summary>The namespaces to scan; empty for all, and for what is in none.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>
    /// The kinds to scan, alone (<c>Deployment</c>) or with their group (<c>Rollout.argoproj.io</c>); <c>*</c> for
    /// every kind that the server lists. Empty, which is the default value, for the kinds that rules speak of and those
    /// that carry pods, but for Secrets, whose reading is a right that few scanners should have.
    /// </summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>How many objects are asked for at a time, from 1 to 10,000. The default value is 500.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>How many kinds are listed at a time, from 1 to 64. The default value is 4.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>The part of the cluster to scan where several processes scan it together; null for all of it.</summary>
    public ClusterShard? Shard { get; init; }

    /// <summary>
    /// Whether the cluster's own policies (ValidatingAdmissionPolicy, Kyverno, Gatekeeper in CEL) are read from it and
    /// judge what runs. The default value is true.
    /// </summary>
    public bool ReadsClusterPolicies { get; init; } = true;

    /// <summary>Whether the images that run are judged as resources of their own, with their digests and nodes. The default value is true.</summary>
    public bool ReportsImages { get; init; } = true;

    /// <summary>
    /// Whether <see cref="ClusterScan.ObjectOf"/> knows the objects, which takes some 300 bytes of memory for each;
    /// <see cref="PolicyReporter"/> needs it. The default value is false.
    /// </summary>
    public bool KeepsReferences { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(PageSize, 1, nameof(PageSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PageSize, 10_000, nameof(PageSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1, nameof(Parallelism));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Parallelism, 64, nameof(Parallelism));
    }
}
