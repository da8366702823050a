using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Scanning;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>What the cluster's own policies and their parameters were like when the session began, so that a change of theirs is noticed.</summary>
internal sealed class PolicyContents(ClusterSurvey survey)
{
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>Whether something of a policy is not as it was.</summary>
    public bool Differs(ObjectChange change)
    {
        if (change.Job.Namespace is not null || !survey.PolicyKinds.Contains(change.Object.Kind))
            return false;
        bool isKnown = survey.PolicyContents.TryGetValue(change.Name, out UInt128 content);
        if (change.IsDeleted)
            return isKnown;
        seen[change.Name] = change.Generation;
        return !isKnown || ContentHash.Of(change.Object, hasStatus: false) != content;
    }

    /// <summary>Whether a policy is gone that a list should have held.</summary>
    public bool LacksAny(WatchJob job, int generation)
    {
        if (job.Namespace is not null || !survey.PolicyKinds.Contains(job.Kind))
            return false;
        string prefix = job.Kind.FullName + "/";
        return survey.PolicyContents.Keys.Any(n => n.StartsWith(prefix, StringComparison.Ordinal) && seen.GetValueOrDefault(n, -1) < generation);
    }
}
