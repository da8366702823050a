using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tool;

/// <summary>The options by which a command is told its policy.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<string[]> policies = new("--policy") { Description = "Policy file or folder, also with policies of the cluster; a later one overrides an earlier." };
    private readonly Option<string?> profile = new("--profile") { Description = "baseline, restricted, recommended (default), all or none." };
    private readonly Option<string?> version = new("--kubernetes-version") { Description = "Version whose Pod Security Standards apply, such as v1.30 (default: newest known)." };
    private readonly Option<string[]> rules = new("--rule") { Description = "Only this rule, by ID or slug." };

    /// <param name="isKubernetes">Whether what is judged depends on a version of Kubernetes.</param>
    public PolicyOptions(bool isKubernetes = true)
    {
        profile.AcceptOnlyFromAmong([.. PolicyWords.Profiles]);
        All = isKubernetes ? [policies, profile, version, rules] : [policies, profile, rules];
    }

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All { get; }

    /// <summary>The only rules to run; empty for all that the policy runs.</summary>
    public IReadOnlyList<string> Rules(ParseResult parsed) => parsed.GetValue(rules) ?? [];

    /// <summary>The policy; null where something is wrong with it, which has then been said.</summary>
    public Policy? Read(ParseResult parsed, Terminal terminal) => ReadPolicy(parsed, terminal) is { } policy && KnowsRules(parsed, policy, terminal) ? policy : null;

    private Policy? ReadPolicy(ParseResult parsed, Terminal terminal)
    {
        Policy policy = Policy.Default;
        var reader = new PolicyReader();
        foreach (string file in parsed.GetValue(policies) ?? [])
        {
            PolicyReadResult read = reader.Load(file, policy);
            foreach (DocumentError error in read.Errors)
                terminal.Error.WriteLine($"csec: {error}");
            if (!read.IsValid)
                return null;
            policy = read.Policy;
        }
        if (parsed.GetValue(profile) is { } name)
            policy = policy with { Profile = PolicyWords.Profile(name) };
        if (parsed.GetValue(version) is not { } text)
            return policy;
        if (KubernetesVersion.TryParse(text, out KubernetesVersion kubernetes))
            return policy with { KubernetesVersion = kubernetes };
        terminal.Error.WriteLine($"csec: '{text}' is no Kubernetes version; write it like v1.30, or latest.");
        return null;
    }

    private bool KnowsRules(ParseResult parsed, Policy policy, Terminal terminal)
    {
        string[] unknown = [.. Rules(parsed).Where(r => RuleCatalog.Find(r) is null && !policy.CustomRules.Any(c => c.Descriptor.Id == r) && !policy.Admission.Policies.Any(p => p.Name == r))];
        foreach (string rule in unknown)
            terminal.Error.WriteLine($"csec: there is no rule '{rule}'; 'csec rules' lists them.");
        return unknown.Length == 0;
    }
}
