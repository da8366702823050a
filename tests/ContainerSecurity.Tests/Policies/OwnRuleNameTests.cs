using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>What a policy made in code may name: rules of its own, and rules that waivers are about.</summary>
public sealed class OwnRuleNameTests
{
    [TestCase("CSEC2001", "mine", "reserved")]
    [TestCase("CSEC9999", "mine", "reserved")]
    [TestCase("csec1", "mine", "reserved")]
    [TestCase("CS0001", "mine", "reserved")]
    [TestCase("AD0001", "mine", "reserved")]
    [TestCase("", "mine", "no ID")]
    [TestCase("ACME", "mine", "no ID")]
    [TestCase("42", "mine", "no ID")]
    [TestCase("ACME 1", "mine", "no ID")]
    [TestCase("ACME-1", "mine", "no ID")]
    [TestCase("1ACME1", "mine", "no ID")]
    [TestCase("ACME١", "mine", "no ID")]
    [TestCase("ACME0001", "", "no name")]
    [TestCase("ACME0001", "My rule", "no name")]
    [TestCase("ACME0001", "mine-", "no name")]
    [TestCase("ACME0001", "privileged-container", "there already")]
    [TestCase("ACME0001", "waiver-expired", "there already")]
    [TestCase("acme0002", "mine", "there already")]
    [TestCase("ACME0001", "taken", "there already")]
    public void A_rule_whose_name_is_reserved_malformed_or_taken_is_refused(string id, string slug, string why)
    {
        PolicyBuilder builder = Policy.Create().AddRule(new Silent("ACME0002", "taken"));
        Assert.That(() => builder.AddRule(new Silent(id, slug)), Throws.ArgumentException.With.Message.Contains(why));
        Assert.That(
            () => new PolicyEngine(Policy.Default with { CustomRules = [new Silent("ACME0002", "taken"), new Silent(id, slug)] }),
            Throws.ArgumentException.With.Message.Contains(why));
    }

    [TestCase("ACME0001", "mine")]
    [TestCase("A1", "a")]
    [TestCase("My_Team_007", "no-2-words-alike")]
    [TestCase("CSX1", "x")]
    public void A_name_of_ones_own_is_taken(string id, string slug) =>
        Assert.That(Policy.Create().AddRule(new Silent(id, slug)).Rule(slug).Build().Rules.Keys, Is.EqualTo(new[] { id }));

    [TestCase("CSEC2O01", "did you mean 'CSEC2001'?")]
    [TestCase("priviledged-container", "did you mean 'privileged-container'?")]
    [TestCase("", "there is none")]
    public void A_waiver_in_code_of_a_rule_that_there_is_not_is_refused(string rule, string why)
    {
        var waiver = new Waiver { Rules = [rule], Reason = "agreed with the platform team" };
        Assert.That(() => Policy.Create().Waive(waiver).Build(), Throws.ArgumentException.With.Message.Contains(why));
        Assert.That(() => new PolicyEngine(Policy.Default with { Waivers = [waiver] }), Throws.ArgumentException.With.Message.Contains(why));
    }

    [TestCase("", null)]
    [TestCase("TODO", null)]
    [TestCase("agreed with the platform team", "tbd")]
    public void A_waiver_in_code_says_why_and_who(string reason, string? owner) =>
        Assert.That(
            () => Policy.Create().Waive(new Waiver { Rules = ["CSEC2001"], Reason = reason, Owner = owner }).Build(),
            Throws.ArgumentException.With.Message.Contains("CSEC2001"));

    [Test]
    public void A_waiver_that_names_flaws_alone_is_about_every_rule_in_code_as_in_a_file()
    {
        Policy code = Policy.Create().Waive(new Waiver { Vulnerabilities = ["CVE-2024-1234"], Reason = "not reachable from outside" }).Build();
        Policy file = new PolicyReader()
            .Read("kind: Policy\nwaivers:\n- {vulnerability: CVE-2024-1234, reason: not reachable from outside}\n", "p.yaml").Policy;
        Assert.That(code.Waivers[0].Rules, Is.EqualTo(file.Waivers[0].Rules).And.EqualTo(new[] { "*" }));
        Assert.That(() => Policy.Create().Waive(new Waiver { Reason = "not reachable from outside" }).Build(), Throws.ArgumentException);
    }

    private sealed class Silent(string id, string slug) : Rule(new(id, slug, Severity.Low, "Title", "Remedy")), IJudges<Workload>
    {
        public void Judge(Workload subject, RuleContext context)
        {
        }
    }
}
