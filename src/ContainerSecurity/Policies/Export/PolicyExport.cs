using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Policies.Export;

/// <summary>
/// A policy for API servers: the rules that CEL can express as ValidatingAdmissionPolicy objects (v1, Kubernetes 1.30
/// and later), each with its binding. The same policy and day give the same text.
/// </summary>
public sealed class PolicyExport
{
    private readonly ExportedPolicy[] policies;

    private PolicyExport(ExportedPolicy[] policies, IReadOnlyList<RuleDescriptor> rules, IReadOnlyList<OmittedRule> omitted, IReadOnlyList<string> notes)
    {
        this.policies = policies;
        Rules = rules;
        Omitted = omitted;
        Notes = notes;
    }

    /// <summary>The rules that are exported, by ID.</summary>
    public IReadOnlyList<RuleDescriptor> Rules { get; }

    /// <summary>The rules that run by the policy and are not exported, by ID.</summary>
    public IReadOnlyList<OmittedRule> Omitted { get; }

    /// <summary>What else of the policy holds in files and not in a cluster, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Exports a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="options">The clock, by which waivers expire, and the only rules to export; null for the defaults.</param>
    /// <param name="stage">
    /// The most that is done about a violation, whatever the policy says: a rollout goes from
    /// <see cref="Enforcement.Audit"/> over <see cref="Enforcement.Warn"/> to <see cref="Enforcement.Deny"/>.
    /// </param>
    public static PolicyExport Create(Policy policy, PolicyEngineOptions? options = null, Enforcement stage = Enforcement.Deny)
    {
        _ = policy ?? throw new ArgumentNullException(nameof(policy));
        PolicyCheck.Require(policy, nameof(policy));
        options ??= new PolicyEngineOptions();
        var exporter = new RuleExporter(policy, options, stage);
        var policies = new List<ExportedPolicy>();
        var rules = new List<RuleDescriptor>();
        var omitted = new List<OmittedRule>();
        foreach (ConfiguredRule rule in options.RulesOf(policy))
        {
            RuleDescriptor descriptor = rule.Rule.Descriptor;
            if ((rule.Rule as ICelRule)?.InCel(new CelContext(policy.KubernetesVersion, policy.Profile.Level(), rule.Parameters)) is { } check)
            {
                policies.Add(exporter.Export(rule, check));
                rules.Add(descriptor);
            }
            else
            {
                omitted.Add(new OmittedRule(descriptor, ReasonFor(rule.Rule)));
            }
        }
        return new PolicyExport([.. policies], rules, omitted, [.. Remarks(policy, options.Clock())]);
    }

    /// <summary>Writes the objects as YAML documents, after a comment that says what they are made of.</summary>
    public void Write(TextWriter output)
    {
        _ = output ?? throw new ArgumentNullException(nameof(output));
        var writer = new AdmissionPolicyWriter(output);
        foreach (ExportedPolicy policy in policies)
            writer.Write(policy);
    }

    private static string ReasonFor(Rule rule) => rule switch
    {
        AdmissionRule => "It is a policy of the cluster already.",
        ICelRule => $"Its parameters ({string.Join(", ", rule.Descriptor.Parameters.Select(p => p.Name))}) give nothing that admission could enforce.",
        _ => "It says more than CEL can say of one object; docs/export.md names the reasons.",
    };

    private static IEnumerable<string> Remarks(Policy policy, DateTimeOffset now)
    {
        foreach (Waiver waiver in policy.Waivers)
        {
            string what = $"The waiver of {waiver.Said} ({waiver.Reason})";
            if (waiver.IsExpired(now))
                yield return $"{what} has expired and is left out.";
            else if (waiver.NamesFlaws)
                yield return $"{what} is about flaws of packages, which admission does not look for, and is left out.";
            else if (!ExportedWaivers.CanBeExported(waiver))
                yield return $"{what} names files, which objects of a cluster have not, and is left out.";
        }
        ResourceSelector?[] selectors = [policy.Select, policy.Exclude, .. policy.Rules.Values.SelectMany(s => new[] { s.Select, s.Exclude })];
        if (selectors.Any(s => s?.Paths.Count > 0))
            yield return "Paths in 'select' are left out, and an 'exclude' that names paths excludes nothing: objects of a cluster have no files.";
    }
}
