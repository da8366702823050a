using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>The objects of one kind, in one namespace or in all, that are listed and watched together.</summary>
/// <param name="kind">The kind.</param>
/// <param name="rank">The place of the kind among those that are judged; negative for a kind that is not judged.</param>
/// <param name="namespace">The namespace; null for all.</param>
internal sealed class WatchJob(ClusterKind kind, int rank, string? @namespace)
{
    public ClusterKind Kind => kind;

    public int Rank => rank;

    public string? Namespace => @namespace;

    /// <summary>The number of the list that is read, or was read last. An object that this list did not hold is gone.</summary>
    public int Generation { get; set; }

    /// <summary>Whether the objects have been listed, once, to the end.</summary>
    public bool IsListed { get; set; }

    /// <summary>What could not be seen, or may be out of date; null for nothing.</summary>
    public ClusterGap? Gap { get; set; }

    /// <summary>Why the kind may not be listed, for which its namespaces are listed one by one; null where it may.</summary>
    public ApiException? SplitBy { get; set; }

    /// <summary>Ends the watch of the job.</summary>
    public CancellationTokenSource? Stop { get; set; }

    /// <summary>Whether nobody waits for the list any more: it has been read, or could not be.</summary>
    public bool IsSettled => IsListed || Gap is not null || SplitBy is not null;
}
