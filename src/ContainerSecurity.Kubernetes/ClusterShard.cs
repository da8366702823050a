namespace ContainerSecurity.Kubernetes;

/// <summary>
/// One of several parts of a cluster, so that several processes scan it together. A namespace with all that is in it
/// belongs to one part; objects without a namespace belong to part 0.
/// </summary>
public sealed record ClusterShard
{
    /// <summary>Creates a part.</summary>
    /// <param name="index">Its number, from 0, as the index of a Job's pod; who counts from 1 ends with the count, which stands for 0.</param>
    /// <param name="count">How many parts there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not from 1 to 10,000, or the index not from 0 to the count.</exception>
    public ClusterShard(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 10_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(index, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, count);
        (Index, Count) = (index % count, count);
    }

    /// <summary>The part's number, from 0.</summary>
    public int Index { get; }

    /// <summary>How many parts there are.</summary>
    public int Count { get; }

    /// <summary>Reads a part as it is written, such as <c>2/5</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shard">The part; null where the text is none.</param>
    public static bool TryParse(string? text, out ClusterShard? shard)
    {
        shard = null;
        string[] parts = (text ?? "").Split('/');
        if (parts.Length != 2 || !int.TryParse(parts[0], out int index) || !int.TryParse(parts[1], out int count) || count is < 1 or > 10_000 || index < 0
            || index > count)
            return false;
        shard = new ClusterShard(index, count);
        return true;
    }

    /// <summary>Returns whether a namespace belongs to the part; null stands for what is in none.</summary>
    public bool Holds(string? @namespace) => @namespace is null ? Index == 0 : Hash(@namespace) % (uint)Count == (uint)Index;

    /// <summary>FNV-1a, which all processes of all versions compute alike.</summary>
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
            hash = (hash ^ c) * 16777619;
        // The lower bits of similar names differ too little.
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6d;
        return hash ^ (hash >> 13);
    }
}
