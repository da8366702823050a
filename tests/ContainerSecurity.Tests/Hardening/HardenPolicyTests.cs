using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Hardening;

/// <summary>What policies say of hardening.</summary>
public class HardenPolicyTests
{
    private static PolicyReadResult Read(string rules) =>
        new PolicyReader(readFile: _ => $"kind: Policy\nprofile: none\nrules:\n{rules}\n").Load("policy.yaml");

    [TestCase("true", HardeningScope.All)]
    [TestCase("false", HardeningScope.None)]
    [TestCase("missing", HardeningScope.Missing)]
    public void Policy_file_says_how_far_a_rule_is_hardened(string word, HardeningScope scope)
    {
        Policy policy = Read($"  privilege-escalation-allowed: {{ harden: {word} }}").Policy;

        Assert.That(policy.Rules["CSEC2002"].Harden, Is.EqualTo(scope));
        Assert.That(new Hardener(policy).Rules.Select(r => r.Id), Is.EqualTo(scope == HardeningScope.None ? [] : new[] { "CSEC2002" }));
    }

    [Test]
    public void Nothing_is_hardened_unless_it_is_said()
    {
        Assert.That(new Hardener(Read("  CSEC2002: true").Policy).Rules, Is.Empty);
        Assert.That(new Hardener(Policy.Default).Rules, Is.Empty);
    }

    [Test]
    public void Rule_that_is_off_is_not_hardened()
    {
        Assert.That(new Hardener(Read("  CSEC2002: { enabled: false, harden: true }").Policy).Rules, Is.Empty);
    }

    [TestCase("  CSEC6001: { harden: true }", "cannot be mended mechanically")]
    [TestCase("  CSEC2002: { harden: always }", "'always' is none of true, false, missing")]
    public void Harden_that_does_nothing_is_an_error(string rules, string message)
    {
        Assert.That(Read(rules).Errors.Single().Message, Does.Contain(message));
    }

    [Test]
    public void Later_word_about_a_rule_holds_and_the_rest_stays()
    {
        RuleSetting setting = Policy.Create().Rule("CSEC2002", new RuleSetting { Harden = HardeningScope.All })
            .Rule("CSEC2002", new RuleSetting { Enforcement = Enforcement.Warn })
            .Build().Rules["CSEC2002"];

        Assert.That((setting.Harden, setting.Enforcement), Is.EqualTo((HardeningScope.All, Enforcement.Warn)));
    }

    [Test]
    public void Only_the_resources_that_a_rule_selects_are_hardened()
    {
        Policy policy = Read("  CSEC4011: { harden: true, exclude: { names: [api] } }").Policy;
        const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: api}\nspec: {containers: [{name: a, image: 'a:1'}]}\n";

        Assert.That(Harden.Source(policy, Pod).IsChanged, Is.False);
        Assert.That(Harden.Source(policy, Pod.Replace("api}", "web}", StringComparison.Ordinal)).IsChanged);
    }

    [Test]
    public void Work_grows_with_the_containers_and_not_with_their_square()
    {
        double growth = Growth.WhenDoubled(400, size => Harden.Source(Harden.Everything, string.Concat(
            Enumerable.Range(0, size).Select(i => $"  - name: c{i}\n    image: a:1\n    securityContext: {{capabilities: {{add: [CAP_SYS_ADMIN, CHOWN]}}}}\n").Prepend("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n"))));

        Assert.That(growth, Is.LessThan(2.6));
    }

    [Test]
    public void Work_grows_with_the_items_of_a_list_and_not_with_their_square()
    {
        double growth = Growth.WhenDoubled(400, size => Harden.Source(Harden.Everything,
            $"apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: c\n    image: a:1\n    securityContext: {{capabilities: {{add: [NET_BIND_SERVICE{string.Concat(Enumerable.Repeat(", SYS_ADMIN", size))}]}}}}\n"));

        Assert.That(growth, Is.LessThan(2.6));
    }
}
