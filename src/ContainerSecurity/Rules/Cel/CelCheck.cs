namespace ContainerSecurity.Rules.Cel;

/// <summary>
/// A rule in CEL: which objects of the API server it judges, and what is wrong with one. Expressions say what is wrong,
/// as a rule in C# does; they read <c>object</c> and the variables of <see cref="CelVariables"/>.
/// </summary>
internal sealed record CelCheck
{
    private CelCheck(IReadOnlyList<AdmissionResources> on, CelViolation first)
    {
        On = on;
        Violations = [first];
    }

    /// <summary>What is judged.</summary>
    public IReadOnlyList<AdmissionResources> On { get; private init; }

    /// <summary>What is wrong: any of these.</summary>
    public IReadOnlyList<CelViolation> Violations { get; private init; }

    /// <summary>What else of an object is judged than its specification: parts that are compared as they are.</summary>
    private IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>What else of an object is judged: lists of texts whose order means nothing.</summary>
    private IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>Whether the specification is judged.</summary>
    private bool JudgesSpecification { get; init; } = true;

    /// <summary>Whether a request creates an object, or changes something of it that is judged.</summary>
    public string HasChanged => CelParts.HasChanged(JudgesSpecification ? [CelParts.Of(On), .. Parts] : Parts, Entries);

    /// <summary>Variables of the rule's own, such as its parameters.</summary>
    public IReadOnlyList<CelVariable> Variables { get; private init; } = [];

    /// <summary>A check of whatever runs containers.</summary>
    /// <param name="violation">Whether the pod is wrong.</param>
    public static CelCheck Pod(string violation) => new(AdmissionResources.Workloads, new CelViolation(violation));

    /// <summary>A check of each container.</summary>
    /// <param name="violation">Whether the container <c>c</c> is wrong.</param>
    public static CelCheck Containers(string violation) => Each(CelItems.Containers, violation);

    /// <summary>A check of each of some items of whatever runs containers.</summary>
    /// <param name="items">The items.</param>
    /// <param name="violation">Whether the item is wrong.</param>
    public static CelCheck Each(CelItems items, string violation) => new(AdmissionResources.Workloads, new CelViolation(violation, items));

    /// <summary>A check of other objects.</summary>
    /// <param name="on">What is judged.</param>
    /// <param name="violation">Whether the object is wrong.</param>
    public static CelCheck Objects(IReadOnlyList<AdmissionResources> on, string violation) => new(on, new CelViolation(violation));

    /// <summary>This check on other objects.</summary>
    public CelCheck Of(IReadOnlyList<AdmissionResources> on) => this with { On = on };

    /// <summary>This check, and one of each container <c>c</c> besides.</summary>
    public CelCheck AndContainers(string violation) => And(CelItems.Containers, violation);

    /// <summary>This check, and one of the object besides.</summary>
    public CelCheck AndPod(string violation) => this with { Violations = [.. Violations, new CelViolation(violation)] };

    /// <summary>This check, and one of each of some items besides.</summary>
    public CelCheck And(CelItems items, string violation) => this with { Violations = [.. Violations, new CelViolation(violation, items)] };

    /// <summary>This check where a condition over the object does not hold; null for no exemption.</summary>
    public CelCheck Unless(string? condition) => condition is null
        ? this
        : this with { Violations = [.. Violations.Select(v => v with { Expression = $"!({condition}) && ({v.Expression})" })] };

    /// <summary>This check, which judges further parts of <c>object</c> besides what it is to be.</summary>
    public CelCheck Judging(params string[] parts) => this with { Parts = [.. Parts, .. parts] };

    /// <summary>This check, which judges nothing of <c>object</c> but some parts.</summary>
    public CelCheck JudgingOnly(params string[] parts) => this with { Parts = parts, JudgesSpecification = false };

    /// <summary>This check, which judges annotations of <c>object</c> besides: those whose key <c>k</c> has a property.</summary>
    public CelCheck JudgingAnnotations(string isMeant) => this with { Entries = [.. Entries, CelParts.Entries("object.metadata.?annotations", isMeant)] };

    /// <summary>The same for labels.</summary>
    public CelCheck JudgingLabels(string isMeant) => this with { Entries = [.. Entries, CelParts.Entries("object.metadata.?labels", isMeant)] };

    /// <summary>This check with a variable of its own.</summary>
    public CelCheck With(string name, string expression) => this with { Variables = [.. Variables, new CelVariable(name, expression)] };

    /// <summary>This check with a list of texts as a variable.</summary>
    public CelCheck With(string name, IEnumerable<string> texts) => With(name, CelText.List(texts));

    /// <summary>This check with variables of its own; those that it does not read are left out.</summary>
    public CelCheck With(IEnumerable<CelVariable> variables) => this with { Variables = [.. Variables, .. variables] };
}
