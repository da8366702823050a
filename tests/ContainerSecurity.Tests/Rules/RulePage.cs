using System.Text.RegularExpressions;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>The page of a rule with its two examples.</summary>
/// <param name="Id">The rule's ID.</param>
/// <param name="Text">The page.</param>
internal sealed partial record RulePage(string Id, string Text)
{
    public Manifest NonCompliant => Example("Non-compliant");

    public Manifest Compliant => Example("Compliant");

    public static RulePage Of(string id) => new(id, File.ReadAllText(Repository.File("docs", "rules", id + ".md")));

    public string Section(string title)
    {
        Match match = Regex.Match(Text, $@"^## {title}\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        return match.Groups[1].Value.Trim();
    }

    /// <summary>Directives may stand in either section and hold for both examples.</summary>
    private Manifest Example(string title)
    {
        Match block = CodeBlock().Match(Section(title));
        var manifest = new Manifest(SyntheticSecrets.In(block.Groups[2].Value))
        {
            IsBuild = block.Groups[1].Value == "dockerfile",
            IsHost = block.Groups[1].Value == "docker",
            IsProject = block.Groups[1].Value == "xml",
            IsImage = block.Groups[1].Value == "image",
            IsComplete = Text.Contains("<!-- complete set -->", StringComparison.Ordinal),
            Ignore = IgnoreDirective().Match(Text) is { Success: true } ignore ? ignore.Groups[1].Value : null,
            Level = Text.Contains("<!-- level restricted -->", StringComparison.Ordinal) ? PodSecurityLevel.Restricted : PodSecurityLevel.Privileged,
            Version = VersionDirective().Match(Text) is { Success: true } version
                    && KubernetesVersion.TryParse(version.Groups[1].Value, out KubernetesVersion parsed)
                ? parsed
                : KubernetesVersion.Latest,
        };
        foreach (Match parameter in ParameterDirective().Matches(Text))
            manifest.Parameters[parameter.Groups[1].Value] = [.. parameter.Groups[2].Value.Split(',').Select(v => v.Trim())];
        return manifest;
    }

    [GeneratedRegex(@"```(yaml|dockerfile|image|docker|xml)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"<!-- dockerignore (\S+) -->")]
    private static partial Regex IgnoreDirective();

    [GeneratedRegex(@"<!-- version (\S+) -->")]
    private static partial Regex VersionDirective();

    [GeneratedRegex(@"<!-- parameter (\w+): (.*?) -->")]
    private static partial Regex ParameterDirective();
}
