using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Policies;

/// <summary>Which rules run, how severe and how binding they are, with which parameters, and what is waived. Immutable.</summary>
public sealed record Policy
{
    /// <summary>The policy used where nothing else is asked for: profile recommended.</summary>
    public static Policy Default { get; } = new();

    /// <summary>The policy's name.</summary>
    public string Name { get; init; } = "default";

    /// <summary>The choice of rules to start from. The default value is <see cref="Profile.Recommended"/>.</summary>
    public Profile Profile { get; init; } = Profile.Recommended;

    /// <summary>The Kubernetes version whose standards apply. The default value is the newest known.</summary>
    public KubernetesVersion KubernetesVersion { get; init; } = KubernetesVersion.Latest;

    /// <summary>
    /// What findings do to a decision unless their rule says otherwise. The default value is null: a finding denies
    /// from <see cref="PolicyEngineOptions.DenyFrom"/> up, else it warns.
    /// </summary>
    public Enforcement? Enforcement { get; init; }

    /// <summary>Whether what is judged together is all there is, so that rules about missing resources may speak. The default value is false.</summary>
    public bool IsSetComplete { get; init; }

    /// <summary>Parameters by name, for all rules that read them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Settings by rule ID.</summary>
    public IReadOnlyDictionary<string, RuleSetting> Rules { get; init; } = new Dictionary<string, RuleSetting>();

    /// <summary>The resources that the policy judges.</summary>
    public ResourceSelector Select { get; init; } = ResourceSelector.Everything;

    /// <summary>Resources that the policy leaves alone; null for none.</summary>
    public ResourceSelector? Exclude { get; init; }

    /// <summary>Where kinds carry pods. The default value is <see cref="PodTemplates.Default"/>.</summary>
    public PodTemplates Pods { get; init; } = PodTemplates.Default;

    /// <summary>What is a secret and what is none.</summary>
    public SecretSettings Secrets { get; init; } = SecretSettings.Default;

    /// <summary>By whom images must be signed. The default value asks nothing.</summary>
    public ImageTrustPolicy Trust { get; init; } = ImageTrustPolicy.None;

    /// <summary>The waivers.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>
    /// Whether waivers that an object carries itself, in an annotation, count for nothing: who may write the object
    /// could write them. The default value is false.
    /// </summary>
    public bool IgnoresWaiversOfObjects { get; init; }

    /// <summary>Rules of the user's own.</summary>
    public IReadOnlyList<Rule> CustomRules { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>The cluster's own policies, which are judged as rules.</summary>
    public AdmissionPolicySet Admission { get; init; } = AdmissionPolicySet.Empty;

    /// <summary>Which of the cluster's policies that run have no verdict, or may have none, whatever is judged.</summary>
    public IEnumerable<NotEvaluated> NotEvaluated => Admission.Rules.Where(Runs).SelectMany(r => r.Foreseen);

    /// <summary>Starts a policy in code.</summary>
    public static PolicyBuilder Create() => new(Default);

    /// <summary>Continues this policy in code.</summary>
    public PolicyBuilder Extend() => new(this);

    /// <summary>The built-in, custom and admission rules that the policy may run.</summary>
    internal IEnumerable<Rule> KnownRules => RuleCatalog.All.Concat(CustomRules).Concat(AdmissionOfVersion.Rules);

    /// <summary>The cluster's policies as the version that the policy names evaluates them; where it names none, the newest released does.</summary>
    internal AdmissionPolicySet AdmissionOfVersion => KubernetesVersion == KubernetesVersion.Latest ? Admission : Admission.For(KubernetesVersion);

    internal RuleSetting? SettingOf(RuleDescriptor rule) => Rules.TryGetValue(rule.Id, out RuleSetting? setting) ? setting : null;

    /// <summary>Whether a rule runs: named by the policy, held by the profile, or optional and given a parameter it waits for.</summary>
    public bool Runs(Rule rule)
    {
        RuleDescriptor descriptor = (rule ?? throw new ArgumentNullException(nameof(rule))).Descriptor;
        if (descriptor.NeedsCompleteSet && !IsSetComplete)
            return false;
        if (SettingOf(descriptor) is { } setting)
            return setting.Enabled ?? true;
        if (descriptor.NeedsTrust)
            return SaysWhomToTrust(rule);
        return Profile.Holds(descriptor, KubernetesVersion)
            || CustomRules.Contains(rule)
            || rule is AdmissionRule
            || (Profile == Profile.Recommended && descriptor.IsOptional && descriptor.Parameters.Any(p => Parameters.ContainsKey(p.Name)));
    }

    /// <summary>Whether the policy says what a rule over trust asks for: who approves, or who signs.</summary>
    internal bool SaysWhomToTrust(Rule rule) => rule is ImageNotApproved ? Trust.Approvals.IsSet : Trust.Requirements.Count > 0;

    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Merge(
        IReadOnlyDictionary<string, IReadOnlyList<string>> earlier, IReadOnlyDictionary<string, IReadOnlyList<string>> later)
    {
        if (later.Count == 0)
            return earlier;
        var merged = earlier.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        foreach (KeyValuePair<string, IReadOnlyList<string>> parameter in later)
            merged[parameter.Key] = parameter.Value;
        return merged;
    }
}
