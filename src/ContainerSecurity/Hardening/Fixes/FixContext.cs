using ContainerSecurity.Hardening.Changes;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening.Fixes;

/// <summary>What a fix works with: a workload, the findings of its rules, the plan of changes, and what is left.</summary>
internal sealed class FixContext(Workload workload, ChangePlan plan, HardeningOptions options, Func<string, HardeningScope> scopeOf)
{
    private readonly Lazy<Dictionary<string, Container>> containers = new(() => ByPath(workload.Containers, c => c.View.Mapping?.Path));
    private readonly Lazy<Dictionary<string, ImageUse>> images = new(() => ByPath(workload.Images, i => i.Text.Location?.Path));
    private readonly Lazy<Dictionary<string, ImageUse>> pulled = new(() => ByPath(workload.Images, i => i.PullPolicy.Location?.Path));
    private readonly Lazy<string?> systemObstacle = new(() => PodSystem.ObstacleOf(workload));
    private HashSet<Container>? found;
    private const string Written = "it is written, and only what is missing is added; change it by hand";

    public Workload Workload => workload;

    public ChangePlan Plan => plan;

    public HardeningOptions Options => options;

    /// <summary>The findings of the fix's rules.</summary>
    public IReadOnlyList<PolicyFinding> Findings { get; private set; } = [];

    /// <summary>The containers that the findings lie in.</summary>
    public HashSet<Container> Found => found ??= [.. Findings.Select(ContainerOf).OfType<Container>()];

    public List<LeftFinding> Left { get; } = [];

    public List<HardeningNote> Notes { get; } = [];

    /// <summary>Why the pod gets no setting of Linux; null where it gets them. All containers are asked, so it is found out once.</summary>
    public string? SystemObstacle => systemObstacle.Value;

    public bool IsCompose => workload.Platform == Platform.Compose;

    /// <summary>Turns to the findings of the rules of a fix.</summary>
    public void TurnTo(IReadOnlyList<PolicyFinding> findings)
    {
        Findings = findings;
        found = null;
    }

    /// <summary>The container that a finding lies in; null for one of the pod itself.</summary>
    public Container? ContainerOf(PolicyFinding finding)
    {
        if (IsCompose)
            return workload.Containers[0];
        string path = finding.Finding.Location.Path;
        for (int end = path.IndexOf(']'); end >= 0; end = path.IndexOf(']', end + 1))
            if (containers.Value.TryGetValue(path.Substring(0, end + 1), out Container? container))
                return container;
        return null;
    }

    /// <summary>The image that is named at a finding's place; null for none.</summary>
    public ImageUse? ImageAt(PolicyFinding finding) => images.Value.TryGetValue(finding.Finding.Location.Path, out ImageUse? image) ? image : null;

    /// <summary>The image whose pull policy a finding points at; null for none.</summary>
    public ImageUse? ImagePulledBy(PolicyFinding finding) => pulled.Value.TryGetValue(finding.Finding.Location.Path, out ImageUse? image) ? image : null;

    /// <summary>Keys below the pod's specification, from the root of the plan.</summary>
    public string[] InPod(params string[] keys) => [.. plan.TokensOf(workload.Pod.Mapping!.Path), .. keys];

    /// <summary>Keys below a container, from the root of the plan.</summary>
    public string[] In(Container container, params string[] keys) => [.. plan.TokensOf(container.View.Mapping!.Path), .. keys];

    /// <summary>Sets a value where a finding points.</summary>
    public void Set(PolicyFinding finding, PlannedValue value) => Set(finding, plan.TokensOf(finding.Finding.Location.Path), value);

    /// <summary>Sets a value, unless one is written that must stay.</summary>
    public void Set(PolicyFinding finding, IReadOnlyList<string> tokens, PlannedValue value)
    {
        if (!MayReplace(finding))
            Leave(finding, Written);
        else if (plan.Set(tokens, value, finding) is { } obstacle)
            Leave(finding, obstacle);
    }

    /// <summary>Appends a text to a list.</summary>
    public void Append(PolicyFinding finding, IReadOnlyList<string> tokens, string text)
    {
        if (plan.Append(tokens, text, finding) is { } obstacle)
            Leave(finding, obstacle);
    }

    /// <summary>Removes the item of a list that a finding points at.</summary>
    public void Remove(PolicyFinding finding)
    {
        if (!MayReplace(finding))
            Leave(finding, Written);
        else if (plan.Remove(plan.TokensOf(finding.Finding.Location.Path), finding) is { } obstacle)
            Leave(finding, obstacle);
    }

    /// <summary>Leaves a finding as it is.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="reason">Why, as the rest of a sentence.</param>
    public void Leave(PolicyFinding finding, string reason) => Left.Add(new LeftFinding(finding, $"Left as it is: {reason}."));

    /// <summary>Says what a change takes for granted.</summary>
    public void Note(PolicyFinding finding, string message) => Notes.Add(new HardeningNote(finding, message));

    private bool MayReplace(PolicyFinding finding) =>
        finding.Finding.Location.IsMissing || (!options.MissingOnly && scopeOf(finding.Finding.Rule.Id) == HardeningScope.All);

    private static Dictionary<string, T> ByPath<T>(IEnumerable<T> all, Func<T, string?> path)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (T one in all)
            if (path(one) is { } place)
                found[place] = one;
        return found;
    }
}
