using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>What a policy says about one rule; null keeps what the profile and the rule say.</summary>
public sealed record RuleSetting
{
    /// <summary>Whether the rule runs. A setting that says nothing switches it on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Another severity than the rule's.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Another enforcement than the policy's.</summary>
    public Enforcement? Enforcement { get; init; }

    /// <summary>What may be changed so that the rule finds nothing. The default value is null: nothing.</summary>
    public HardeningScope? Harden { get; init; }

    /// <summary>The rule's parameters.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The resources that the rule judges.</summary>
    public ResourceSelector Select { get; init; } = ResourceSelector.Everything;

    /// <summary>Resources that the rule leaves alone; null for none.</summary>
    public ResourceSelector? Exclude { get; init; }

    /// <summary>This setting with what <paramref name="later"/> says put over it.</summary>
    internal RuleSetting With(RuleSetting later) => new()
    {
        Enabled = later.Enabled ?? Enabled,
        Severity = later.Severity ?? Severity,
        Enforcement = later.Enforcement ?? Enforcement,
        Harden = later.Harden ?? Harden,
        Parameters = Policy.Merge(Parameters, later.Parameters),
        Select = later.Select.IsEmpty ? Select : later.Select,
        Exclude = later.Exclude ?? Exclude,
    };
}
