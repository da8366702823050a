using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>What a scan keeps of all its sources, in their order: facts, and whole resources only up to a bound.</summary>
internal sealed class KeptResources
{
    /// <summary>How many characters of text the whole resources may lie in.</summary>
    public const int MaxText = 8 * 1024 * 1024;

    /// <summary>How many characters an object counts for that was read from no text.</summary>
    private const int LengthOfObject = 4 * 1024;

    private readonly List<(string Source, List<KeptResource> Resources)> bySource = [];
    private readonly HashSet<ConfiguredRule> lacking = [];
    private long text;

    /// <summary>Whether anything is kept.</summary>
    public bool IsEmpty => bySource.Count == 0 && lacking.Count == 0;

    /// <summary>The resources, source by source.</summary>
    public IReadOnlyList<(string Source, List<KeptResource> Resources)> BySource => bySource;

    /// <summary>The rules over whole resources that some were not kept for, which they would have been compared with.</summary>
    public IEnumerable<ConfiguredRule> Lacking => lacking;

    /// <summary>Adds what is kept of one source.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="resources">What is kept.</param>
    /// <param name="comparing">The rules that compare.</param>
    /// <returns>What has no verdict, because too much would have to be kept.</returns>
    public IReadOnlyList<NotEvaluated> Add(string source, List<KeptResource> resources, RuleIndex comparing)
    {
        if (resources.Count == 0)
            return [];
        resources.TrimExcess();
        bySource.Add((source, resources));
        if (!resources.Exists(r => r.Whole is not null))
            return [];
        long needed = NeededFor(resources);
        if (text + needed <= MaxText)
        {
            text += needed;
            return [];
        }
        return LetGo(resources, comparing, lacking);
    }

    /// <summary>Adds what an earlier pass kept of one source within its own bound.</summary>
    public void Resume(string source, List<KeptResource> resources, IEnumerable<ConfiguredRule> lackingRules)
    {
        if (resources.Count > 0)
            bySource.Add((source, resources));
        lacking.UnionWith(lackingRules);
    }

    /// <summary>How many characters of text the whole resources of a source lie in.</summary>
    public static long NeededFor(List<KeptResource> resources) =>
        resources.Where(r => r.Whole is not null).Select(r => r.Whole!.Node.File).Distinct()
            .Sum(f => f.IsObject ? LengthOfObject : (long)(f.Text?.Length ?? 0) + 1);

    /// <summary>Lets the whole resources of a source go.</summary>
    /// <param name="resources">What is kept of the source.</param>
    /// <param name="comparing">The rules that compare.</param>
    /// <param name="lacking">Receives the rules that would have compared others with them.</param>
    /// <returns>What has no verdict.</returns>
    public static NotEvaluated[] LetGo(List<KeptResource> resources, RuleIndex comparing, HashSet<ConfiguredRule> lacking) =>
        [.. resources.Where(r => r.Whole is not null).SelectMany(r => LetGo(r, comparing, lacking))];

    /// <summary>Lets a whole resource go; the rules that need it have no verdict on it.</summary>
    private static IEnumerable<NotEvaluated> LetGo(KeptResource kept, RuleIndex comparing, HashSet<ConfiguredRule> lacking)
    {
        Resource resource = kept.Whole!;
        IEnumerable<ConfiguredRule> rules = kept.WholeRules ?? [];
        if (kept.Facts is null && kept.IsJudged)
            rules = rules.Concat(comparing.All.Where(r => r.IsOverFacts && r.AppliesTo(resource)));
        ConfiguredRule[] lost = [.. rules.Distinct()];
        if (kept.IsCompared)
            lacking.UnionWith(comparing.All.Where(r => (kept.Facts is null || !r.IsOverFacts) && r.Rule.Descriptor.ComparedKinds.Contains(resource.Kind)));
        (kept.Whole, kept.WholeRules) = (null, null);
        return lost.Select(r => new NotEvaluated(r.Rule.Descriptor.Id, Reason, DocumentLocation.Of(resource.Node))
        {
            Resource = resource.Identity,
            ResourceLocation = resource.Location,
        });
    }

    /// <summary>Why rules over whole resources have no verdict where there are too many.</summary>
    public const string Reason =
        "it compares resources with others, and the scan is too large to keep them whole; scan fewer at a time, or give the set of resources.";
}
