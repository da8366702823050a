using System.Text.RegularExpressions;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>Every built-in pattern against its own samples, and alone as well as beside all the others.</summary>
public class SecretPatternTests
{
    public static IEnumerable<TestCaseData> Patterns => SecretPatterns.BuiltIn.Select(p => new TestCaseData(p).SetArgDisplayNames(p.Id));

    [TestCaseSource(nameof(Patterns))]
    public void Pattern_finds_its_samples_and_nothing_in_its_counterexamples(SecretPattern pattern)
    {
        var alone = new SecretDetector(new SecretDetectorOptions { Patterns = [pattern] });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pattern.Samples, Is.Not.Empty);
            foreach (string sample in pattern.Samples)
            {
                Assert.That(alone.Scan(sample), Is.Not.Empty, sample);
                Assert.That(SecretDetector.Default.Scan(sample), Is.Not.Empty, sample);
            }
            foreach (string counterexample in pattern.Counterexamples)
                Assert.That(alone.Scan(counterexample), Is.Empty, counterexample);
        }
    }

    [TestCaseSource(nameof(Patterns))]
    public void Finding_never_shows_the_secret(SecretPattern pattern)
    {
        foreach (string sample in pattern.Samples)
        {
            SecretFinding finding = new SecretDetector(new SecretDetectorOptions { Patterns = [pattern] }).Scan(sample)[0];
            string secret = sample.Substring(finding.Start, finding.Length);
            string shown = finding.Redacted.Substring(0, finding.Redacted.IndexOf('…'));
            Assert.That(finding.ToString(), Does.Not.Contain(secret));
            Assert.That(shown, Has.Length.LessThanOrEqualTo(4));
        }
    }

    [TestCaseSource(nameof(Patterns))]
    public void Shape_matches_what_the_regular_expression_matches(SecretPattern pattern)
    {
        var expression = new Regex(@"\G(?:" + pattern.Shape + ")", RegexOptions.ECMAScript);
        var alone = new SecretDetector(new SecretDetectorOptions { Patterns = [pattern] });
        foreach (string sample in pattern.Samples.Where(_ => pattern.Locate is null && pattern.Context == SecretContext.Anywhere))
        {
            SecretFinding finding = alone.Scan(sample)[0];
            Assert.That(expression.Match(sample, finding.Start).Length, Is.EqualTo(finding.Length), sample);
        }
    }

    [Test]
    public void Names_of_patterns_are_kebab_case_and_unique() =>
        Assert.That(SecretPatterns.BuiltIn.Select(p => p.Id), Is.Unique.And.All.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));

    [TestCase("ab(c")]
    [TestCase("ab)c")]
    [TestCase("[ab")]
    [TestCase("a{3")]
    [TestCase("a{3,2}")]
    [TestCase("*a")]
    [TestCase(@"a\")]
    [TestCase(@"\z")]
    [TestCase("[z-a]")]
    public void Malformed_shape_is_refused(string shape) =>
        Assert.That(() => new SecretPattern("id", "Service", shape), Throws.ArgumentException.With.Message.Contains(shape));

    [Test]
    public void Shape_that_could_begin_anywhere_needs_names()
    {
        SecretDetectorOptions Options(params string[] names) => new() { Patterns = [new SecretPattern("id", "Service", "[a-z0-9]{32}") { Names = names }] };

        Assert.That(() => new SecretDetector(Options()), Throws.ArgumentException.With.Message.Contains("give the pattern names"));
        Assert.That(() => new SecretDetector(Options("service")), Throws.Nothing);
    }
}
