namespace ContainerSecurity.Rules;

/// <summary>What everyone who lists rules needs to know about one: it is data, and it is a contract.</summary>
/// <param name="Id">Such as <c>CSEC2001</c>; never reused, never changed in meaning.</param>
/// <param name="Slug">Such as <c>privileged-container</c>.</param>
/// <param name="Severity">The default severity.</param>
/// <param name="Title">What is wrong, as a short sentence.</param>
/// <param name="Remediation">What to do, as a sentence.</param>
public sealed record RuleDescriptor(string Id, string Slug, Severity Severity, string Title, string Remediation)
{
    /// <summary>
    /// Whether the rule is off in the recommended profile although its severity is medium or above: it needs a
    /// parameter or an explicit yes.
    /// </summary>
    public bool IsOptional { get; init; }

    /// <summary>The level of the Pod Security Standards that the rule is part of; <see cref="PodSecurityLevel.Privileged"/> for none.</summary>
    public PodSecurityLevel PodSecurity { get; init; }

    /// <summary>The first Kubernetes version whose Pod Security Standards hold the rule.</summary>
    public KubernetesVersion Since { get; init; }

    /// <summary>Whether findings point at a secret, so that reports hide what stands there.</summary>
    public bool PointsAtSecret { get; init; }

    /// <summary>Whether what the rule finds can be mended mechanically, so that a policy may ask for it.</summary>
    public bool IsHardenable { get; init; }

    /// <summary>Whether the rule makes sense for Kubernetes alone, so that workloads of other platforms are not judged.</summary>
    public bool IsKubernetesOnly { get; init; }

    /// <summary>Whether the rule says something only where the set of resources is complete, because it reports what is missing.</summary>
    public bool NeedsCompleteSet { get; init; }

    /// <summary>Whether the rule judges by what the policy says of trust, and runs by itself only where it says something.</summary>
    public bool NeedsTrust { get; init; }

    /// <summary>
    /// The kinds of other resources, such as <c>NetworkPolicy</c>, that the rule compares with; empty where it looks
    /// at nothing but the resource it judges.
    /// </summary>
    public IReadOnlyList<string> ComparedKinds { get; init; } = [];

    /// <summary>Whether the rule compares with everything that runs containers. The default value is false.</summary>
    public bool ComparesWorkloads { get; init; }

    /// <summary>
    /// The fields, such as <c>spec.tier</c>, that a rule which compares reads besides who a resource is, its labels,
    /// its selectors and its service account; null for a rule that may read any.
    /// </summary>
    /// <remarks>
    /// A scan reads each source once, so what is compared is judged when the last source has been read. Of a rule
    /// that names its fields, a scan keeps these facts, less than a kilobyte a resource, and all other fields are
    /// unknown then; for a rule that names none it keeps whole resources, up to a bound, beyond which the rule is not
    /// evaluated.
    /// </remarks>
    public IReadOnlyList<string>? FactFields { get; init; }

    /// <summary>Whether the rule compares resources with others.</summary>
    public bool Compares => ComparedKinds.Count > 0 || ComparesWorkloads;

    /// <summary>Sections of standards, such as <c>CIS Kubernetes 5.2.2</c>.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>
    /// Whether the rule judges the sections of its references one by one: a finding then names those that it is about
    /// in <see cref="Finding.References"/>. The default value is false: a finding is about all of them.
    /// </summary>
    public bool IsBySection { get; init; }

    /// <summary>The parameters that the rule reads.</summary>
    public IReadOnlyList<RuleParameter> Parameters { get; init; } = [];

    /// <summary>The catalogue's band.</summary>
    public string Category => Id.Length > 4 && Id.StartsWith("CSEC", StringComparison.Ordinal) ? Id[4] switch
    {
        '1' => "Images",
        '2' => "Privileges",
        '3' => "Isolation",
        '4' => "Secrets",
        '5' => "Access",
        '6' => "Resources",
        '7' => "Network",
        '8' => "Builds",
        _ => "Custom",
    } : "Custom";

    /// <summary>The address of the page of a user's own rule; null for none.</summary>
    public string? HelpLink { get; init; }

    /// <summary>Where a rule of the catalogue is explained, within the project.</summary>
    public string HelpPath => $"docs/rules/{Id}.md";
}
