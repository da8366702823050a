using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>What is kept of an object: who it is, who made it, and what is said of it. Its fields are not.</summary>
/// <param name="job">The watch that sees it.</param>
/// <param name="name">Its name with kind and namespace.</param>
/// <param name="reference">Who it is.</param>
internal sealed class WatchedObject(WatchJob job, string name, ClusterObjectReference reference)
{
    public string Name => name;

    public ClusterObjectReference Reference => reference;

    public WatchJob Job { get; set; } = job;

    /// <summary>The list or the event by which it was seen last.</summary>
    public int Generation { get; set; }

    /// <summary>What tells its fields from others.</summary>
    public UInt128 Content { get; set; }

    public bool CarriesPods { get; init; }

    public bool IsPod { get; init; }

    /// <summary>Whether what is said of it is told; what is only compared with is not.</summary>
    public bool IsReported { get; init; }

    /// <summary>The UID of what made it; null for nothing.</summary>
    public string? Maker { get; set; }

    /// <summary>What a pod runs, by which pods of one maker are told apart.</summary>
    public string Containers { get; set; } = "";

    /// <summary>What is told together; null for an object that carries no pods.</summary>
    public OwnerGroup? Group { get; set; }

    /// <summary>What is said of it alone; null where that was let go, because something else says it, or where it was not judged.</summary>
    public Decision? Own { get; set; }

    /// <summary>What tells the findings of <see cref="Own"/>, in their order, then what has no verdict, from those of others in the group.</summary>
    public ulong[] Keys { get; set; } = [];

    /// <summary>What is said of it among others.</summary>
    public Decision? Compared { get; set; }

    /// <summary>Whether it is compared with others.</summary>
    public bool IsCompared { get; set; }

    /// <summary>Whether it has to be read again, because what was let go of it is needed.</summary>
    public bool NeedsReading { get; set; }

    /// <summary>Whether somebody is about to read it.</summary>
    public bool IsBeingRead { get; set; }

    /// <summary>What of it has been told last.</summary>
    public Decision? Told { get; set; }

    /// <summary>The order of a scan: kinds as they are listed, then names.</summary>
    public static int Compare(WatchedObject left, WatchedObject right)
    {
        int order = left.Job.Rank.CompareTo(right.Job.Rank);
        return order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
    }
}
