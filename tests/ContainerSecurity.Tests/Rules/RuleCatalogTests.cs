using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>
/// The catalogue is a contract: rules-of-record.txt lists each rule with what must not change unnoticed, and every rule
/// has tests of its own.
/// </summary>
public class RuleCatalogTests
{
    private static IEnumerable<Rule> Rules => RuleCatalog.All;

    [Test]
    public void Catalogue_is_the_one_on_record()
    {
        string[] record = File.ReadAllLines(Repository.File("tests", "ContainerSecurity.Tests", "Rules", "rules-of-record.txt"));

        Assert.That(Rules.Select(Line), Is.EqualTo(record));
    }

    [Test]
    public void Every_rule_has_tests_of_its_own()
    {
        HashSet<string> tests = [.. typeof(RuleCatalogTests).Assembly.GetTypes().Select(t => t.Name)];

        Assert.That(Rules.Select(r => r.GetType().Name + "Tests").Where(t => !tests.Contains(t)), Is.Empty);
    }

    [Test]
    public void IDs_and_slugs_are_unique_and_name_their_class()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Rules.Select(r => r.Descriptor.Id), Is.Unique);
            Assert.That(Rules.Select(r => r.Descriptor.Slug), Is.Unique);
            Assert.That(
                Rules.Where(r =>
                    !string.Equals(
                        r.GetType().Name,
                        r.Descriptor.Slug.Replace("-", "", StringComparison.Ordinal),
                        StringComparison.OrdinalIgnoreCase))
                    .Select(r => r.Descriptor.Slug),
                Is.Empty);
        });
    }

    private static string Line(Rule rule)
    {
        RuleDescriptor d = rule.Descriptor;
        string standard = d.PodSecurity == PodSecurityLevel.Privileged ? "" : $" {d.PodSecurity.ToString().ToLowerInvariant()}";
        return $"{d.Id} {d.Slug} {d.Severity.ToString().ToLowerInvariant()}{(d.IsOptional ? " opt" : "")}{(d.NeedsCompleteSet ? " complete-set" : "")}{standard}";
    }
}
