using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>Every rule has a page, every page a rule, and the examples of the pages do what they say.</summary>
public class RulePageTests
{
    private static IEnumerable<string> Ids => RuleCatalog.All.Select(r => r.Descriptor.Id);

    [Test]
    public void Every_rule_has_a_page_and_every_page_a_rule()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Repository.File("docs", "rules"), "CSEC*.md").Select(p => Path.GetFileNameWithoutExtension(p)!);

        Assert.That(pages, Is.EquivalentTo(Ids.Concat(EngineRules.All.Select(r => r.Id))));
    }

    [Test]
    public void What_the_engine_reports_has_a_page_too()
    {
        foreach (RuleDescriptor rule in EngineRules.All)
            Assert.That(RulePage.Of(rule.Id).Text, Does.StartWith($"# {rule.Id}: {rule.Slug}\n\n{rule.Title}. **Severity:** {rule.Severity.ToString().ToLowerInvariant()}."));
    }

    [TestCaseSource(nameof(Ids))]
    public void Page_has_the_table_of_the_parameters_that_the_rule_declares(string id)
    {
        RuleDescriptor rule = RuleCatalog.Find(id)!.Descriptor;

        Assert.That(RulePage.Of(id).Section("Parameters"), Is.EqualTo(rule.Parameters.Count == 0 ? "" : ParameterTable.Of(rule)));
    }

    [Test]
    public void Page_of_policies_has_the_table_of_all_parameters() =>
        Assert.That(File.ReadAllText(Repository.File("docs", "policy.md")), Does.Contain($"\n{ParameterTable.OfAll()}\n"));

    [TestCaseSource(nameof(Ids))]
    public void Page_shows_what_the_rule_finds_and_what_it_accepts(string id)
    {
        Rule rule = RuleCatalog.Find(id)!;
        var page = RulePage.Of(id);

        Assert.Multiple(() =>
        {
            Assert.That(page.Text, Does.StartWith($"# {id}: {rule.Descriptor.Slug}\n"));
            Assert.That(page.Section("Why"), Is.Not.Empty);
            Assert.That(page.Section("How to waive"), Does.Contain(id));
            Assert.That(page.NonCompliant.Judge(rule), Is.Not.Empty, "non-compliant example");
            Assert.That(page.Compliant.Judge(rule), Is.Empty, "compliant example");
        });
    }
}
