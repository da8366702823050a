using System.Text.RegularExpressions;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies.Frameworks;

public class FrameworkTests
{
    private static IEnumerable<Framework> Frameworks => Framework.All;

    [TestCase("cis-kubernetes", 131)]
    [TestCase("cis-docker", 117)]
    [TestCase("nsa", 27)]
    [TestCase("nist-800-190", 22)]
    [TestCase("pss", 18)]
    public void Framework_lists_all_controls_of_its_standard(string name, int count) =>
        Assert.That(Framework.Find(name)!.Controls.Select(c => c.Id).Distinct().ToArray(), Has.Length.EqualTo(count));

    [TestCaseSource(nameof(Frameworks))]
    public void Control_is_judged_by_rules_that_there_are_or_says_why_not(object framework) =>
        Assert.That(
            ((Framework)framework).Controls
                .Where(c => (c.Rules.Count == 0) != (c.Unjudgeable is not null) || c.Rules.Any(r => RuleCatalog.Find(r.RuleId) is null)).Select(c => c.Id),
            Is.Empty);

    [TestCaseSource(nameof(Frameworks))]
    public void Control_that_people_or_nodes_must_be_asked_about_has_no_rules_and_the_others_have(object framework) =>
        Assert.That(((Framework)framework).Controls.Where(c => c.Unjudgeable == "No rule judges it.").Select(c => c.Id), Is.Empty);

    [Test]
    public void Every_reference_of_a_rule_to_a_standard_names_one_of_its_controls()
    {
        string[] known = [.. Framework.All.SelectMany(f => f.Controls.SelectMany(c => FrameworkReader.ReferencesOf(f.Prefix, c.Id)))];
        IEnumerable<string> named = RuleCatalog.All.SelectMany(r => r.Descriptor.References)
            .Where(r => Regex.IsMatch(r, "^(CIS Kubernetes|CIS Docker|NIST SP 800-190) "));

        Assert.That(named.Except(known), Is.Empty);
    }

    [Test]
    public void Every_rule_of_a_level_of_Pod_Security_is_of_a_control_of_that_level()
    {
        Framework framework = Framework.Find("pss")!;
        ILookup<string, string> sections = framework.Controls.SelectMany(c => c.Rules.Select(r => (r.RuleId, c.Section)))
            .ToLookup(r => r.RuleId, r => r.Section);

        Assert.That(
            RuleCatalog.All.Select(r => r.Descriptor).Where(d => d.PodSecurity != PodSecurityLevel.Privileged
                && !sections[d.Id].SequenceEqual([d.PodSecurity.ToString().ToLowerInvariant()])).Select(d => d.Id),
            Is.Empty);
    }

    [Test]
    public void Name_is_found_in_any_case() =>
        Assert.Multiple(() =>
        {
            Assert.That(Framework.Find("NSA")?.Name, Is.EqualTo("nsa"));
            Assert.That(Framework.Find("cis"), Is.Null);
        });
}
