using System.Text;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>The index of the rules' pages is written from the catalogue: with the variable CSEC_WRITE_DOCS set, the test writes it.</summary>
public class RuleIndexTests
{
    private static string Path => Repository.File("docs", "rules", "README.md");

    [Test]
    public void Index_is_what_the_catalogue_says()
    {
        if (Environment.GetEnvironmentVariable("CSEC_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(Path, Index());

        Assert.That(
            File.Exists(Path) ? File.ReadAllText(Path) : "",
            Is.EqualTo(Index()),
            "Write it anew: CSEC_WRITE_DOCS=1 dotnet test tests/ContainerSecurity.Tests --filter RuleIndexTests");
    }

    private static string Index()
    {
        var index = new StringBuilder(
            $"# Rules\n\n{RuleCatalog.All.Count} rules, by band. This page is written from the catalogue; `csec rules` prints the same.\n");
        foreach (IGrouping<string, RuleDescriptor> band in RuleCatalog.All.Select(r => r.Descriptor)
            .OrderBy(r => r.Id, StringComparer.Ordinal)
            .GroupBy(r => r.Category))
        {
            index.Append($"\n## {band.Key}\n\n| rule | name | severity | profile | what is wrong | standards |\n|---|---|---|---|---|---|\n");
            foreach (RuleDescriptor rule in band)
                index.Append($"| [{rule.Id}]({rule.Id}.md) | `{rule.Slug}` | {rule.Severity.ToString().ToLowerInvariant()} | {ProfileOf(rule)} | {Cell(rule.Title)} | {Cell(string.Join("; ", rule.References))} |\n");
        }
        return index.ToString();
    }

    /// <summary>The smallest profile that has the rule.</summary>
    private static string ProfileOf(RuleDescriptor rule) => rule switch
    {
        { PodSecurity: not PodSecurityLevel.Privileged } => rule.PodSecurity.ToString().ToLowerInvariant(),
        { IsOptional: false, Severity: >= Severity.Medium } => "recommended",
        _ => "all",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
