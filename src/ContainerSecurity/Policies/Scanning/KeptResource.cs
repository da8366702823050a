using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes.Facts;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>What a scan keeps of a resource until all sources have been read.</summary>
internal sealed class KeptResource
{
    /// <summary>The facts; null where the resource has too many, or is none of Kubernetes.</summary>
    public ResourceFacts? Facts { get; init; }

    /// <summary>The whole resource; null where its facts are enough.</summary>
    public Resource? Whole { get; set; }

    /// <summary>What others are compared with of a workload; null of any other resource.</summary>
    public WorkloadSummary? Workload { get; init; }

    /// <summary>The rules that need the resource whole; null for none.</summary>
    public ConfiguredRule[]? WholeRules { get; set; }

    /// <summary>Whether rules judge it.</summary>
    public bool IsJudged { get; init; }

    /// <summary>Whether others are compared with it.</summary>
    public bool IsCompared { get; init; }

    /// <summary>The waivers in the comments of its file, by line; null for none.</summary>
    public IReadOnlyDictionary<int, List<Waiver>>? Comments { get; init; }

    /// <summary>The name of its file.</summary>
    public required string File { get; init; }

    /// <summary>The numbers of its own waivers that have waived nothing yet; null for none.</summary>
    public int[]? IdleWaivers { get; set; }

    /// <summary>The waivers in comments that have waived nothing yet and may still; null for none.</summary>
    public List<(Waiver Waiver, ResourceIdentity Resource)>? IdleComments { get; set; }

    /// <summary>Of the waivers in comments, those that still waive nothing.</summary>
    /// <param name="spent">The waivers that cover something.</param>
    public IEnumerable<Finding> StillIdleComments(ICollection<Waiver> spent) =>
        (IdleComments ?? []).Where(w => !spent.Contains(w.Waiver)).Select(w => WaiverFindings.Unused(w.Waiver, w.Resource));

    /// <summary>The waivers in comments that speak of a place.</summary>
    public IReadOnlyList<Waiver> WaiversAt(DocumentLocation place) =>
        Comments is { } lines && place.File.Path == File && lines.TryGetValue(place.Span.Line, out List<Waiver>? there) ? there : (IReadOnlyList<Waiver>)[];

    /// <summary>The resource, of which not all needs to be known; null where it was let go.</summary>
    public Resource? ToResource() => Whole ?? Facts?.ToResource();
}
