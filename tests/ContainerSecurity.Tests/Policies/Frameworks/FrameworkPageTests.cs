using System.Text;
using ContainerSecurity.Policies.Frameworks;

namespace ContainerSecurity.Tests.Policies.Frameworks;

/// <summary>The pages of the frameworks are written from their tables: with the variable CSEC_WRITE_DOCS set, the test writes them.</summary>
public class FrameworkPageTests
{
    private static IEnumerable<string> Names => Framework.All.Select(f => f.Name);

    [TestCaseSource(nameof(Names))]
    public void Page_is_what_the_table_says(string name)
    {
        string path = Repository.File("docs", "frameworks", name + ".md"), page = Page(Framework.Find(name)!);
        if (Environment.GetEnvironmentVariable("CSEC_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(path, page);

        Assert.That(
            File.Exists(path) ? File.ReadAllText(path) : "",
            Is.EqualTo(page),
            "Write it anew: CSEC_WRITE_DOCS=1 dotnet test tests/ContainerSecurity.Tests --filter FrameworkPageTests");
    }

    [Test]
    public void Every_page_is_of_a_framework() =>
        Assert.That(
            Directory.EnumerateFiles(Repository.File("docs", "frameworks"), "*.md").Select(p => Path.GetFileNameWithoutExtension(p)!),
            Is.EquivalentTo(Names.Append("README")));

    private static string Page(Framework framework)
    {
        int judged = framework.Controls.Count(c => c.Unjudgeable is null);
        var page = new StringBuilder($"# {framework}\n\n`csec scan --framework {framework.Name}`: ");
        page.Append($"{framework.Controls.Count} controls, {judged} of them judged by rules. ");
        page.Append("This page is written from the tables beside the rules; the titles are our own words. [How controls are judged](README.md)\n");
        foreach (IGrouping<string, FrameworkControl> section in framework.Controls.GroupBy(c => c.Section))
        {
            page.Append($"\n## {section.Key}\n\n| control | what it asks | rules |\n|---|---|---|\n");
            foreach (FrameworkControl control in section)
                page.Append($"| {control.Id} | {control.Title} | {control.Unjudgeable ?? RulesOf(control, framework)} |\n");
        }
        return page.ToString();
    }

    private static string RulesOf(FrameworkControl control, Framework framework) =>
        string.Join(", ", control.Rules.Select(r => Cell(r, FrameworkReader.ReferencesOf(framework.Prefix, control.Id)[0])));

    private static string Cell(ControlRule rule, string reference)
    {
        string section = rule.Section is null || rule.Section == reference ? "" : $" ({rule.Section})";
        return $"[{rule.RuleId}](../rules/{rule.RuleId}.md){section}{(rule.IsEssential ? " (needed)" : "")}";
    }
}
