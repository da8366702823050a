using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>What an analyzer of somebody's own rules tells the compiler.</summary>
public class RuleAnalyzerTests
{
    [Test]
    public void Analyzer_knows_its_rules_and_no_others_but_that_one_may_fail()
    {
        var analyzer = new OwnRules("ACME0007");
        DiagnosticDescriptor descriptor = analyzer.SupportedDiagnostics[0];

        Assert.Multiple(() =>
        {
            Assert.That(analyzer.SupportedDiagnostics.Select(d => d.Id), Is.EqualTo(new[] { "ACME0007", "CSEC0003" }));
            Assert.That(descriptor.Id, Is.EqualTo("ACME0007"));
            Assert.That(descriptor.DefaultSeverity, Is.EqualTo(DiagnosticSeverity.Warning));
            Assert.That(descriptor.HelpLinkUri, Is.EqualTo("https://example.com/ACME0007"));
        });
    }

    [TestCase("CSEC2001")]
    [TestCase("csec9999")]
    public void Id_of_the_catalogue_is_refused(string id) => Assert.That(() => new OwnRules(id), Throws.ArgumentException.With.Message.Contains(id));

    private sealed class OwnRule(string id) : Rule(new(
        id, "own-rule", Severity.High, "Own", "Own.")
    { HelpLink = "https://example.com/" + id }), IJudges<Workload>
    {
        public void Judge(Workload resource, RuleContext context)
        {
        }
    }

#pragma warning disable RS1001 // Made by the tests alone.
    private sealed class OwnRules(string id) : RuleAnalyzer(new OwnRule(id));
#pragma warning restore RS1001
}
