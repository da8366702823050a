using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes.Facts;

namespace ContainerSecurity.Policies;

/// <summary>Says what a scan keeps of a source's resources for the rules that compare. Where no rule compares, nothing is kept.</summary>
internal sealed class FactKeeper
{
    private const string NamespaceKind = "Namespace";
    private readonly HashSet<string> kinds;
    private readonly HashSet<string> wholeKinds;
    private readonly bool keepsWorkloads;
    private readonly FactSelection selection;

    /// <param name="rules">The rules that run.</param>
    public FactKeeper(RuleIndex rules)
    {
        ConfiguredRule[] comparing = Array.FindAll(rules.All, r => r.Rule.Descriptor.Compares);
        Comparing = new RuleIndex(comparing);
        kinds = [.. comparing.SelectMany(r => r.Rule.Descriptor.ComparedKinds)];
        wholeKinds = [.. comparing.Where(r => !r.IsOverFacts).SelectMany(r => r.Rule.Descriptor.ComparedKinds)];
        keepsWorkloads = Array.Exists(comparing, r => r.Rule.Descriptor.ComparesWorkloads);
        if (rules.Admission.Length > 0)
            kinds.Add(NamespaceKind);
        selection = new FactSelection([InFileWaivers.Annotation], [.. comparing.SelectMany(r => r.Rule.Descriptor.FactFields ?? []).Distinct()]);
    }

    /// <summary>The rules that compare.</summary>
    public RuleIndex Comparing { get; }

    /// <summary>Whether nothing is kept of anything.</summary>
    public bool IsIdle => kinds.Count == 0 && !keepsWorkloads;

    /// <summary>Takes what must be kept of a resource; null for nothing.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="isSelected">Whether the policy judges it.</param>
    /// <param name="undecided">The policies of the cluster that ask for its namespace.</param>
    /// <param name="search">Finds the rules that judge it.</param>
    /// <param name="comments">The waivers in the comments of its file.</param>
    public KeptResource? Keep(Resource resource, bool isSelected, List<ConfiguredRule> undecided, ComparisonSearch search, CommentWaivers comments)
    {
        if (isSelected)
            search.Search(resource);
        bool isJudged = isSelected && (search.NeedsFacts || search.NeedWhole.Count + undecided.Count > 0);
        bool isCompared = resource is KubernetesResource
            ? kinds.Contains(resource.Kind)
            : keepsWorkloads && resource is Workload { Platform: Platform.Kubernetes };
        if (!isJudged && !isCompared)
            return null;
        if (!isJudged && resource is Workload compared)
            return new KeptResource { File = resource.Node.File.Path, Workload = new WorkloadSummary(compared), IsCompared = true };
        ResourceFacts? facts = ResourceFacts.TryTake(resource, selection);
        ConfiguredRule[]? whole = isSelected && search.NeedWhole.Count + undecided.Count > 0 ? [.. search.NeedWhole, .. undecided] : null;
        return new KeptResource
        {
            File = resource.Node.File.Path,
            Facts = facts,
            Whole = facts is null || whole is not null || (isCompared && wholeKinds.Contains(resource.Kind)) ? resource : null,
            Workload = isCompared && resource is Workload workload ? new WorkloadSummary(workload) : null,
            WholeRules = whole,
            IsJudged = isJudged,
            IsCompared = isCompared,
            Comments = isJudged ? comments.Detached() : null,
        };
    }
}
