using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>The order of a scan: by kind as kinds are listed, then by name.</summary>
/// <param name="kinds">The kinds in order.</param>
internal sealed class SourceOrder(IReadOnlyList<ClusterKind> kinds) : IComparer<string>
{
    private readonly Dictionary<string, int> ranks = kinds.Select((k, i) => (k.FullName, i)).DistinctBy(k => k.FullName)
        .ToDictionary(k => k.FullName, k => k.i, StringComparer.Ordinal);

    public int Compare(string? x, string? y)
    {
        int order = RankOf(x!).CompareTo(RankOf(y!));
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }

    private int RankOf(string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        return ranks.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name.AsSpan(0, Math.Max(slash, 0)), out int rank) ? rank : int.MaxValue;
    }
}
