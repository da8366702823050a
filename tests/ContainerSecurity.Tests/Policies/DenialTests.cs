using System.Text;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies;

/// <summary>
/// A finding denies if it is active and its enforcement is deny; unset, enforcement is deny from high up, else warn.
/// What was not read or not judged is not allowed.
/// </summary>
public class DenialTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    image: a:1\n    securityContext: {privileged: true}\n";

    private static Decision Evaluate(RuleSetting setting, Enforcement? enforcement = null, PolicyEngineOptions? options = null)
    {
        PolicyBuilder policy = Policy.Create().UseProfile(Profile.None).Rule("CSEC2001", setting);
        if (enforcement is { } said)
            policy.Enforce(said);
        return new PolicyEngine(policy.Build(), options).Evaluate(Pod, "pod.yaml");
    }

    [TestCase(Severity.Info, true)]
    [TestCase(Severity.Low, true)]
    [TestCase(Severity.Medium, true)]
    [TestCase(Severity.High, false)]
    [TestCase(Severity.Critical, false)]
    public void Severity_decides_where_nobody_sets_an_enforcement(Severity severity, bool isAllowed)
    {
        Decision decision = Evaluate(new RuleSetting { Severity = severity });

        Assert.That(decision.IsAllowed, Is.EqualTo(isAllowed));
        Assert.That(decision.Findings.Single().Enforcement, Is.EqualTo(isAllowed ? Enforcement.Warn : Enforcement.Deny));
    }

    [TestCase(Severity.Low, Severity.Low, false)]
    [TestCase(Severity.High, Severity.Critical, true)]
    [TestCase(Severity.Critical, null, true)]
    public void Option_moves_the_line(Severity severity, Severity? line, bool isAllowed) =>
        Assert.That(Evaluate(new RuleSetting { Severity = severity }, options: new PolicyEngineOptions { DenyFrom = line }).IsAllowed, Is.EqualTo(isAllowed));

    [TestCase(Enforcement.Deny, Severity.Info, null, false)]
    [TestCase(Enforcement.Warn, Severity.Critical, Severity.Info, true)]
    [TestCase(Enforcement.Audit, Severity.Critical, Severity.Info, true)]
    public void Enforcement_that_is_set_stands_whatever_the_severity(Enforcement enforcement, Severity severity, Severity? line, bool isAllowed)
    {
        var options = new PolicyEngineOptions { DenyFrom = line };

        Assert.That(Evaluate(new RuleSetting { Severity = severity, Enforcement = enforcement }, options: options).IsAllowed, Is.EqualTo(isAllowed));
        Assert.That(Evaluate(new RuleSetting { Severity = severity }, enforcement, options).IsAllowed, Is.EqualTo(isAllowed));
    }

    [Test]
    public void Policy_that_denies_does_not_deny_for_a_waiver_of_something_elsewhere()
    {
        var waiver = new Waiver { Rules = ["CSEC2001"], Reason = "elsewhere", Match = new ResourceSelector { Names = ["gone"] } };
        Policy policy = Policy.Create().UseProfile(Profile.Baseline).Enforce(Enforcement.Deny).Waive(waiver).Build();

        Decision own = new PolicyEngine(policy).Scan([Source.FromText("a.yaml", "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n")]).Last();

        Assert.That(own.Findings.Single().Finding.Rule.Id, Is.EqualTo("CSEC0002"));
        Assert.That(own.IsAllowed);
    }

    [TestCase("a: [")]
    [TestCase("kind: Pod\0")]
    [TestCase("a: {{ .Values.a }}\n{{ if }}")]
    [TestCase("")]
    [TestCase("# nothing\n")]
    [TestCase("a: b\n")]
    public void What_could_not_be_read_or_holds_nothing_is_not_allowed(string text)
    {
        Decision decision = new PolicyEngine().Evaluate(text, "pod.yaml");

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.Reason, Does.StartWith("Not allowed"));
    }

    [Test]
    public void What_is_larger_than_the_limit_is_not_allowed()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Pod + "# " + new string('x', 70_000_000)));

        Assert.That(new PolicyEngine().Evaluate(stream, "pod.yaml").IsAllowed, Is.False);
    }

    [Test]
    public void Source_of_a_scan_may_hold_nothing() =>
        Assert.That(new PolicyEngine().Scan([Source.FromText("values.yaml", "a: b\n")]).Single().IsAllowed);

    [Test]
    public void Decision_says_why()
    {
        Assert.That(Evaluate(new RuleSetting()).Reason, Does.StartWith("Not allowed").And.Contain("CSEC2001"));
        Assert.That(Evaluate(new RuleSetting { Severity = Severity.Low }).Reason, Does.StartWith("Allowed"));
    }

    [TestCase("nope", null)]
    [TestCase("CSEC2O01", "CSEC2001")]
    [TestCase("privileged-containers", "privileged-container")]
    public void Name_that_is_no_rules_is_refused(string name, string? meant) =>
        Assert.That(
            () => new PolicyEngine(null, new PolicyEngineOptions { OnlyRules = ["CSEC2001", name] }),
            Throws.ArgumentException.With.Message.Contains(meant ?? name));

    [TestCase("missing.yaml", null)]
    [TestCase("policy.yaml", "kind: Policy\nprofil: baseline\n")]
    [TestCase("policy.yaml", "kind: Policy\n{{\n")]
    public void Policy_that_cannot_be_read_is_no_policy(string path, string? text)
    {
        PolicyReadResult read = new PolicyReader(readFile: _ => text ?? throw new FileNotFoundException("gone")).Load(path);

        Assert.That(read.IsValid, Is.False);
        Assert.That(read.Errors, Is.Not.Empty);
        Assert.That(() => new PolicyEngine(read.Policy), Throws.InvalidOperationException.With.Message.Contains(path));
    }
}
