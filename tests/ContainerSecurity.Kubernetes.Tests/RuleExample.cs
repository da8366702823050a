using System.Text.RegularExpressions;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Tests;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Kubernetes.Tests;

/// <summary>The non-compliant example of a rule's page, with the policy that the page names.</summary>
public sealed partial record RuleExample(string Id, string Yaml, Policy Policy)
{
    /// <summary>The examples that are Kubernetes objects, one a rule.</summary>
    public static IEnumerable<RuleExample> All =>
        Directory.EnumerateFiles(Repository.File("docs", "rules"), "CSEC*.md").Order(StringComparer.Ordinal)
            .Select(Read).OfType<RuleExample>();

    public PolicyEngine Engine => new(Policy);

    public override string ToString() => Id;

    private static RuleExample? Read(string path)
    {
        string page = File.ReadAllText(path);
        Match example = Example().Match(page);
        return example.Success && example.Groups[1].Value.Contains("apiVersion:", StringComparison.Ordinal)
            ? new RuleExample(Path.GetFileNameWithoutExtension(path), SyntheticSecrets.In(example.Groups[1].Value), PolicyOf(page))
            : null;
    }

    private static Policy PolicyOf(string page)
    {
        PolicyBuilder policy = Policy.Create().UseProfile(Profile.All).WithCompleteSet(page.Contains("<!-- complete set -->", StringComparison.Ordinal));
        foreach (Match parameter in Parameter().Matches(page))
            policy.Parameter(parameter.Groups[1].Value, [.. parameter.Groups[2].Value.Split(',').Select(v => v.Trim())]);
        if (Version().Match(page) is { Success: true } version && KubernetesVersion.TryParse(version.Groups[1].Value, out KubernetesVersion parsed))
            policy.ForKubernetes(parsed);
        return policy.Build();
    }

    [GeneratedRegex(@"^## Non-compliant\n.*?```yaml\n(.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"<!-- parameter (\w+): (.*?) -->")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"<!-- version (\S+) -->")]
    private static partial Regex Version();
}
