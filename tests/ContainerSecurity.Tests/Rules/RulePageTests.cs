using System.Text.RegularExpressions;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>Every rule has a page, every page a rule, and the examples of the pages do what they say.</summary>
public partial class RulePageTests
{
    private static IEnumerable<string> Ids => RuleCatalog.All.Select(r => r.Descriptor.Id);

    [Test]
    public void Every_rule_has_a_page_and_every_page_a_rule()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Repository.File("docs", "rules"), "CSEC*.md").Select(p => Path.GetFileNameWithoutExtension(p)!);

        Assert.That(pages, Is.EquivalentTo(Ids));
    }

    [TestCaseSource(nameof(Ids))]
    public void Page_shows_what_the_rule_finds_and_what_it_accepts(string id)
    {
        Rule rule = RuleCatalog.Find(id)!;
        string page = File.ReadAllText(Repository.File("docs", "rules", id + ".md"));

        Assert.Multiple(() =>
        {
            Assert.That(page, Does.StartWith($"# {id}: {rule.Descriptor.Slug}\n"));
            Assert.That(Section(page, "Why"), Is.Not.Empty);
            Assert.That(Section(page, "How to waive"), Does.Contain(id));
            Assert.That(Example(page, "Non-compliant").Judge(rule), Is.Not.Empty, "non-compliant example");
            Assert.That(Example(page, "Compliant").Judge(rule), Is.Empty, "compliant example");
        });
    }

    private static string Section(string page, string title)
    {
        Match match = Regex.Match(page, $@"^## {title}\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        return match.Groups[1].Value.Trim();
    }

    /// <summary>Directives may stand in either section and hold for both examples.</summary>
    private static Manifest Example(string page, string title)
    {
        Match block = CodeBlock().Match(Section(page, title));
        var manifest = new Manifest(SyntheticSecrets.In(block.Groups[2].Value))
        {
            IsBuild = block.Groups[1].Value == "dockerfile",
            IsImage = block.Groups[1].Value == "image",
            IsComplete = page.Contains("<!-- complete set -->", StringComparison.Ordinal),
            Level = page.Contains("<!-- level restricted -->", StringComparison.Ordinal) ? PodSecurityLevel.Restricted : PodSecurityLevel.Privileged,
            Version = VersionDirective().Match(page) is { Success: true } version && KubernetesVersion.TryParse(version.Groups[1].Value, out KubernetesVersion parsed) ? parsed : KubernetesVersion.Latest,
        };
        foreach (Match parameter in ParameterDirective().Matches(page))
            manifest.Parameters[parameter.Groups[1].Value] = [.. parameter.Groups[2].Value.Split(',').Select(v => v.Trim())];
        return manifest;
    }

    [GeneratedRegex(@"```(yaml|dockerfile|image)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"<!-- version (\S+) -->")]
    private static partial Regex VersionDirective();

    [GeneratedRegex(@"<!-- parameter (\w+): (.*?) -->")]
    private static partial Regex ParameterDirective();
}
