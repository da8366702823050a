using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>Is told what watches go through. All but <see cref="CanSplit"/> is called by who judges, in the order in which it happened.</summary>
internal interface IWatchSink
{
    /// <summary>A list was read to its end: what it did not hold is gone.</summary>
    void EndList(WatchJob job, int generation);

    /// <summary>Something could not be seen.</summary>
    void OpenGap(WatchJob job, ClusterGap gap);

    /// <summary>The objects are watched.</summary>
    void CloseGap(WatchJob job);

    /// <summary>Whether the namespaces are known, so that a kind can be listed in each; on any thread.</summary>
    bool CanSplit(WatchJob job);

    /// <summary>The kind may not be listed in all namespaces at once, and its job is over.</summary>
    void Split(WatchJob job, ApiException why);
}
