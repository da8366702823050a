using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Frameworks;

/// <summary>
/// A standard by its controls: those that rules judge, and those that none can. Give it to an engine by
/// <see cref="PolicyEngineOptions.Framework"/>, and what the engine decides to a <see cref="FrameworkAssessment"/>.
/// </summary>
public sealed class Framework
{
    private const string PodSecurity = "pss";

    private static readonly Framework[] Frameworks =
        [.. new[] { "cis-kubernetes", "cis-docker", "nsa", "nist-800-190", PodSecurity }.Select(name => new Framework(name))];

    private readonly Lazy<FrameworkTable> table;
    private readonly Lazy<string[]> ruleIds;

    /// <summary>Names a framework, whose table is read when it is asked for.</summary>
    private Framework(string name)
    {
        Name = name;
        table = new Lazy<FrameworkTable>(() => FrameworkReader.Read(name));
        ruleIds = new Lazy<string[]>(() =>
            [.. Controls.SelectMany(c => c.Rules).Select(r => r.RuleId).Distinct().OrderBy(r => r, StringComparer.Ordinal)]);
    }

    /// <summary>The frameworks that are known.</summary>
    public static IReadOnlyList<Framework> All => Frameworks;

    /// <summary>The name on the command line, such as <c>cis-kubernetes</c>.</summary>
    public string Name { get; }

    /// <summary>The title of the standard.</summary>
    public string Title => table.Value.Title;

    /// <summary>The version of the standard that the IDs are of.</summary>
    public string Version => table.Value.Version;

    /// <summary>All controls, in the order of the standard.</summary>
    public IReadOnlyList<FrameworkControl> Controls => table.Value.Controls;

    /// <summary>The IDs of the rules that the controls need, in order.</summary>
    public IReadOnlyList<string> RuleIds => ruleIds.Value;

    /// <summary>What stands before a control's ID in the references of rules, such as <c>CIS Kubernetes</c>.</summary>
    internal string Prefix => table.Value.Prefix;

    /// <summary>Returns the framework of a name, in any case; null where there is none.</summary>
    /// <param name="name">The name on the command line.</param>
    public static Framework? Find(string name) => All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the controls that a finding counts against, whether it is active or not.</summary>
    /// <param name="finding">The finding.</param>
    public IEnumerable<FrameworkControl> ControlsOf(Finding finding)
    {
        _ = finding ?? throw new ArgumentNullException(nameof(finding));
        return IsAbout(finding.Resource.ApiVersion.Length > 0) ? Controls.Where(c => c.Counts(finding)) : [];
    }

    /// <summary>The place of a control in the framework, from 0.</summary>
    internal int IndexOf(FrameworkControl control)
    {
        int index = 0;
        while (!ReferenceEquals(Controls[index], control))
            index++;
        return index;
    }

    /// <summary>Returns whether an object of a kind of platform counts.</summary>
    internal bool IsAbout(bool isOfKubernetes) => table.Value.Platform switch
    {
        FrameworkPlatform.Kubernetes => isOfKubernetes,
        FrameworkPlatform.Docker => !isOfKubernetes,
        _ => true,
    };

    private bool IsPodSecurity => Name == PodSecurity;

    /// <summary>
    /// The policy under which the rules judge: the Pod Security Standards exactly by their level, restricted where the
    /// policy names none; the others by no level.
    /// </summary>
    internal Policy Adapt(Policy policy) => policy with
    {
        Profile = !IsPodSecurity ? Profile.All : policy.Profile == Profile.Baseline ? Profile.Baseline : Profile.Restricted,
    };

    /// <summary>Why a rule of the framework does not run under a policy, as a sentence; null where it does.</summary>
    internal string? WhyOff(Rule rule, Policy policy)
    {
        RuleDescriptor descriptor = rule.Descriptor;
        RuleSetting? setting = policy.SettingOf(descriptor);
        if (setting?.Enabled == false)
            return $"The policy switches {descriptor.Id} off.";
        if (descriptor.NeedsCompleteSet && !policy.IsSetComplete)
            return $"{descriptor.Id} needs 'set: complete' in the policy.";
        if (descriptor.NeedsTrust && !policy.SaysWhomToTrust(rule))
            return $"{descriptor.Id} needs 'trust' in the policy.";
        if (IsPodSecurity)
            return descriptor.PodSecurity > policy.Profile.Level() ? $"{descriptor.Id} is not part of the level that the policy names."
                : descriptor.Since > policy.KubernetesVersion ? $"{descriptor.Id} is part of the standard since {descriptor.Since}."
                : null;
        IReadOnlyList<RuleParameter> parameters = descriptor.Parameters;
        bool waits = descriptor.IsOptional && parameters.Count > 0 && parameters.All(p => p.DefaultText is null)
            && !parameters.Any(p => policy.Parameters.ContainsKey(p.Name) || setting?.Parameters.ContainsKey(p.Name) == true);
        return waits ? $"{descriptor.Id} needs the parameter {string.Join(" or ", parameters.Select(p => $"'{p.Name}'"))}." : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Title} {Version}";
}
