using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>The compiler knows every rule of the catalogue, with its page and its severity.</summary>
public class CatalogueTests
{
    private static readonly DiagnosticDescriptor[] Descriptors = [.. new ContainerSecurityAnalyzer().SupportedDiagnostics];

    [Test]
    public void Every_rule_has_a_descriptor() =>
        Assert.That(Descriptors.Select(d => d.Id), Is.SupersetOf(RuleCatalog.All.Select(r => r.Descriptor.Id)));

    [Test]
    public void Descriptors_say_what_the_catalogue_says()
    {
        foreach (RuleDescriptor rule in RuleCatalog.All.Select(r => r.Descriptor))
        {
            DiagnosticDescriptor descriptor = Descriptors.Single(d => d.Id == rule.Id);
            Assert.Multiple(() =>
            {
                Assert.That(descriptor.Category, Is.EqualTo(rule.Category));
                Assert.That(descriptor.HelpLinkUri, Is.Empty.Or.EndsWith("/blob/main/" + rule.HelpPath));
                Assert.That(descriptor.DefaultSeverity, Is.EqualTo(rule.Severity >= Severity.Medium ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info));
            });
        }
    }

    [TestCase(null, null)]
    [TestCase("", null)]
    [TestCase("https://code.example/acme/fork", "https://code.example/acme/fork/blob/main/docs/rules/CSEC2001.md")]
    [TestCase("https://code.example/acme/fork/", "https://code.example/acme/fork/blob/main/docs/rules/CSEC2001.md")]
    public void Page_is_linked_where_the_package_was_built_for_a_repository(string? repository, string? page) =>
        Assert.That(RuleDiagnostics.PageOf(RuleCatalog.Find("CSEC2001")!.Descriptor, repository), Is.EqualTo(page));

    [Test]
    public void Release_notes_list_every_rule_once()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Code.Metadata("RepositoryRoot"), "src/ContainerSecurity.Analyzers/AnalyzerReleases.Unshipped.md"));
        string[] expected = [.. Descriptors.Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {SlugOf(d.Id)}")];

        Assert.That(lines.Where(l => l.StartsWith("CSEC", StringComparison.Ordinal)), Is.EqualTo(expected));
    }

    private static string SlugOf(string id) =>
        RuleCatalog.Find(id)?.Descriptor.Slug
        ?? new[]
        {
            WaiverFindings.ExpiredWaiver,
            WaiverFindings.UnusedWaiver,
            EngineRules.Unreadable,
            NotEvaluated.Descriptor
        }.Single(r => r.Id == id).Slug;
}
