using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Kubernetes;

/// <summary>What is read of a cluster to tell who may do what in it, and how gently.</summary>
public sealed class ClusterAccessOptions
{
    /// <summary>The namespaces to read; empty for all. What other namespaces give is then unknown.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>How many objects are asked for at a time, from 1 to 10,000. The default value is 500.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>How many kinds are listed at a time, from 1 to 64. The default value is 4.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>
    /// How many objects are read at most, from 1 to 100,000,000; what is beyond is unknown. The default value is
    /// 2,000,000. A page is held at a time, and of each role, binding, account and workload what answers need.
    /// </summary>
    public int MaxObjects { get; init; } = 2_000_000;

    /// <summary>Where kinds carry pods. The default value is <see cref="PodTemplates.Default"/>.</summary>
    public PodTemplates Pods { get; init; } = PodTemplates.Default;

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Namespaces);
        ArgumentNullException.ThrowIfNull(Pods);
        Check(PageSize, 10_000, nameof(PageSize));
        Check(Parallelism, 64, nameof(Parallelism));
        Check(MaxObjects, 100_000_000, nameof(MaxObjects));
    }

    private static void Check(int value, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
