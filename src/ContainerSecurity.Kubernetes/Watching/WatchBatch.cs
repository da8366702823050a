using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>What has changed since the last batch.</summary>
/// <param name="Session">The session that tells it; null where the cluster does not answer.</param>
/// <param name="Changes">What is told of objects: in the first batch of a session of all of them, then of those of
/// which something else is told than before.</param>
/// <param name="Others">What is said of no object, such as of the policy itself.</param>
/// <param name="Gaps">All that cannot be seen.</param>
internal sealed record WatchBatch(WatchSession? Session, IReadOnlyList<ToldChange> Changes, IReadOnlyList<Decision> Others, IReadOnlyList<ClusterGap> Gaps)
{
    /// <summary>Whether this is the first batch of a session, which tells all there is.</summary>
    public bool IsWhole { get; init; }
}
