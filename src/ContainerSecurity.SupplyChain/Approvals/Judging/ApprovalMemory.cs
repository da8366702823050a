using System.Collections.Concurrent;

namespace ContainerSecurity.SupplyChain.Approvals.Judging;

/// <summary>
/// Remembers how far stores were seen, so that one that becomes shorter is found. It lives as long as the process;
/// checkpoints in policies outlive it.
/// </summary>
public sealed class ApprovalMemory
{
    private readonly ConcurrentDictionary<string, ApprovalCheckpoint> seen = new(StringComparer.Ordinal);

    /// <summary>What a store lacks of what was seen before, as a sentence; null where it lacks nothing, and is then remembered.</summary>
    /// <param name="store">A name for the chain: that of the store, and of the image where each has a chain of its own.</param>
    /// <param name="history">The store now.</param>
    public string? Compare(string store, ApprovalHistory history)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(history);
        if (seen.TryGetValue(store, out ApprovalCheckpoint? before) && before.MissingFrom(history) is { } missing)
            return missing;
        if (history.Count > 0)
            seen[store] = ApprovalCheckpoint.Of(history);
        return null;
    }
}
