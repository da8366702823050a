using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>The little that other resources need to know about a workload; its document is let go, so that memory stays small.</summary>
public sealed class WorkloadSummary
{
    /// <summary>Takes the facts from a workload.</summary>
    public WorkloadSummary(Workload workload)
        : this(workload ?? throw new ArgumentNullException(nameof(workload)), HostAccess.Of(workload))
    {
    }

    /// <summary>Takes the facts from a workload of which not all is known any more.</summary>
    internal WorkloadSummary(Workload workload, string? nodeAccess)
    {
        Identity = workload.Identity;
        IsOwned = workload.IsOwned;
        IsNamespaceKnown = !workload.Namespace.IsUnknown;
        PodLabels = new LabelSet(workload.PodLabels);
        ServiceAccount = workload.ServiceAccountName.IsUnknown ? null : workload.ServiceAccountName.Or(Resources.ServiceAccount.Default);
        MountsToken = workload.AutomountServiceAccountToken.IsMissing ? null : workload.AutomountServiceAccountToken.Or(true);
        NodeAccess = nodeAccess;
        Replicas = !HasReplicas(workload.Kind) || workload.Replicas.IsUnknown ? null : workload.Replicas.Or(1);
        DocumentLocation place = workload.Location;
        Location = place with { File = place.File.IsObject ? SourceFile.OfObject(place.File.Path) : new SourceFile(place.File.Path) };
    }

    /// <summary>Who the workload is.</summary>
    public ResourceIdentity Identity { get; }

    /// <summary>Whether another object made the workload.</summary>
    public bool IsOwned { get; }

    /// <summary>Whether the namespace is known; a workload that names none is in <c>default</c>.</summary>
    public bool IsNamespaceKnown { get; }

    /// <summary>The labels of its pods.</summary>
    public LabelSet PodLabels { get; }

    /// <summary>The service account, <c>default</c> where none is named; null where it is not known.</summary>
    public string? ServiceAccount { get; }

    /// <summary>Whether the account's token is mounted; null where that is left to the account. What is not known counts as mounted.</summary>
    internal bool? MountsToken { get; }

    /// <summary>What surely makes its pods as strong as their node, as a phrase; null for nothing.</summary>
    internal string? NodeAccess { get; }

    /// <summary>How many pods are asked for, 1 where nothing is written; null where that is not known, or the kind has no such number.</summary>
    internal long? Replicas { get; }

    /// <summary>Where it is written.</summary>
    internal DocumentLocation Location { get; }

    private static bool HasReplicas(string kind) =>
        kind is "Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController" or "DeploymentConfig";
}
