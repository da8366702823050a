using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.Bundles;

namespace ContainerSecurity.Tool;

/// <summary>The options by which a command is told its policy.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<string[]> policies = new("--policy")
    {
        Description = "Policy file or folder, also with policies of the cluster, or a policy in a registry (oci://REGISTRY/NAME@DIGEST); a later one overrides an earlier."
    };
    private readonly Option<bool> noPolicy = new("--no-policy") { Description = "Look for no policy file: the default policy judges." };
    private readonly bool isDiscovered;
    private readonly Option<string?> profile = new("--profile") { Description = "baseline, restricted, recommended (default), all or none." };
    private readonly Option<string?> version = new("--kubernetes-version")
    {
        Description = "Version whose Pod Security Standards apply, such as v1.30 (default: newest known)."
    };
    private readonly PulledPolicies pulled = new();
    private readonly Option<string[]> rules = new("--rule") { Description = "Only this rule, by ID or slug; repeatable." };
    private readonly Option<string[]> skipped = new("--skip-rule") { Description = "Not this rule, by ID or slug; repeatable." };

    /// <param name="isKubernetes">Whether what is judged depends on a version of Kubernetes.</param>
    /// <param name="isDiscovered">Whether the nearest policy file above what is judged is taken where none is named.</param>
    public PolicyOptions(bool isKubernetes = true, bool isDiscovered = false)
    {
        this.isDiscovered = isDiscovered;
        profile.AcceptWords([.. PolicyWords.Profiles.Keys]);
        All =
        [
            policies, .. isDiscovered ? new Option[] { noPolicy } : [], .. pulled.All, profile, .. isKubernetes ? new Option[] { version } : [],
            rules, skipped,
        ];
    }

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All { get; }

    /// <summary>The digest of the files of the policy that was read; null before, and where none was named.</summary>
    public Digest? Digest { get; private set; }

    /// <summary>The policy files that were read, as people are told them; empty before, and where there is none.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>Whether only part of the policy's files judges, or another profile or version.</summary>
    public bool DepartsFromFiles(ParseResult parsed) =>
        Rules(parsed).Count > 0 || SkippedRules(parsed).Count > 0 || parsed.GetValue(profile) is not null || parsed.GetValue(version) is not null;

    /// <summary>Whether a policy is named.</summary>
    public bool IsNamed(ParseResult parsed) => parsed.GetValue(policies) is { Length: > 0 };

    /// <summary>The only rules to run; empty for all that the policy runs.</summary>
    public IReadOnlyList<string> Rules(ParseResult parsed) => parsed.GetValue(rules) ?? [];

    /// <summary>The rules that do not run.</summary>
    public IReadOnlyList<string> SkippedRules(ParseResult parsed) => parsed.GetValue(skipped) ?? [];

    /// <summary>The policy; null where something is wrong with it, which has then been said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Is told what is wrong.</param>
    /// <param name="paths">What is judged, from where a policy file is looked for; empty to look for none.</param>
    public Policy? Read(ParseResult parsed, Terminal terminal, params IReadOnlyList<string> paths)
    {
        if (NamedOrFound(parsed, terminal, paths) is not { } named)
            return null;
        Files = named;
        Policy policy = Policy.Default;
        var digest = new PolicyDigest();
        var reader = new PolicyReader(readFile: digest.Read);
        foreach (string file in pulled.Files(parsed, named, terminal))
        {
            PolicyReadResult read = reader.Load(file, policy);
            foreach (DocumentError error in read.Errors)
                terminal.Error.WriteLine($"csec: {error}");
            if (!read.IsValid)
                return null;
            policy = read.Policy;
        }
        Digest = digest.Value;
        if (parsed.GetValue(profile) is { } name)
            policy = policy with { Profile = PolicyWords.Profiles[name] };
        if (parsed.GetValue(version) is not { } text)
            return policy;
        if (KubernetesVersion.TryParse(text, out KubernetesVersion kubernetes))
            return policy with { KubernetesVersion = kubernetes };
        terminal.Error.WriteLine($"csec: '{text}' is no Kubernetes version; write it like v1.30, or latest.");
        return null;
    }

    /// <summary>The policy files that are named, or else the one that is found; null where paths have different ones, which has then been said.</summary>
    private string[]? NamedOrFound(ParseResult parsed, Terminal terminal, IReadOnlyList<string> paths)
    {
        string[] named = parsed.GetValue(policies) ?? [];
        if (named.Length > 0 || !isDiscovered || paths.Count == 0 || parsed.GetValue(noPolicy))
            return named;
        (string Path, string? File)[] found = [.. paths.Select(p => (p, PolicyFile.FindNearest(p == BoundedInput.Path ? "." : p))).DistinctBy(f => f.Item2)];
        if (found.Length == 1)
            return found[0].File is { } file ? [PathFilter.Shown(Path.GetRelativePath(".", file))] : [];
        terminal.Error.WriteLine("csec: the paths have different policies: "
            + string.Join(", ", found.Select(f => $"{(f.File is null ? "none" : $"'{PathFilter.Shown(Path.GetRelativePath(".", f.File))}'")} for '{f.Path}'"))
            + ". Name one with --policy, take none with --no-policy, or scan the paths one by one.");
        return null;
    }

    /// <summary>The engine of a policy; null where the options name a rule that there is not, which has then been said.</summary>
    public static PolicyEngine? CreateEngine(Policy policy, Terminal terminal, PolicyEngineOptions options)
    {
        try
        {
            return new PolicyEngine(policy, options);
        }
        catch (ArgumentException e)
        {
            terminal.Error.WriteLine($"csec: {e.Message} 'csec rules' lists them.");
            return null;
        }
    }
}
