using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>What a baseline knows, and what it must not know.</summary>
public class BaselineTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: agent}
        spec: {containers: [{name: app, image: "agent:1", securityContext: {privileged: true}}]}
        """;

    private static readonly Policy Policy = Policy.Create().UseProfile(Profile.None).Rule("CSEC2001", new RuleSetting { Severity = Severity.High }).Build();

    private static readonly Policy Waiving = Policy with { Waivers = [new Waiver { Rules = ["CSEC2001"], Reason = "node agent" }] };

    private static readonly PolicyFinding Finding = Evaluate(Policy).Findings.Single();

    private static IEnumerable<TestCaseData> Others()
    {
        Finding known = Finding.Finding;
        DocumentLocation place = known.Location;
        yield return new TestCaseData(known with { Container = "other" }).SetArgDisplayNames("container");
        yield return new TestCaseData(known with { Container = null }).SetArgDisplayNames("no container");
        yield return new TestCaseData(known with { Resource = known.Resource with { Name = "other" } }).SetArgDisplayNames("resource");
        yield return new TestCaseData(known with { Resource = known.Resource with { Namespace = "other" } }).SetArgDisplayNames("namespace");
        yield return new TestCaseData(known with { Rule = RuleCatalog.Find("CSEC2002")!.Descriptor }).SetArgDisplayNames("rule");
        yield return new TestCaseData(known with { Said = $"other" }).SetArgDisplayNames("message");
        yield return new TestCaseData(known with { Location = new DocumentLocation(place.File, place.Span, "spec.other") }).SetArgDisplayNames("path");
        yield return new TestCaseData(
            known with
            {
                Location = new DocumentLocation(new SourceFile("other.yaml"), place.Span, place.Path)
            }).SetArgDisplayNames("file");
    }

    [TestCaseSource(nameof(Others))]
    public void Finding_that_differs_is_another_one(Finding other) => Assert.That(new Baseline([Finding.Fingerprint]).Knows(other), Is.False);

    [Test]
    public void Finding_on_another_line_is_the_same_one()
    {
        DocumentLocation place = Finding.Finding.Location;
        Finding moved = Finding.Finding with { Location = new DocumentLocation(place.File, new SourceSpan(90, 1, 90, 2), place.Path) };

        Assert.That(new Baseline([Finding.Fingerprint]).Knows(moved));
    }

    [Test]
    public void Waived_finding_is_not_written_so_that_it_comes_back_with_the_end_of_its_waiver()
    {
        Decision waived = Evaluate(Waiving);
        Assert.That(waived.Findings.Single().Waived, Is.EqualTo("node agent"));

        Assert.That(Written(waived).Count, Is.Zero);
        Assert.That(Written(Evaluate(Policy)).Count, Is.EqualTo(1));
    }

    [Test]
    public void Waived_finding_is_not_called_known()
    {
        PolicyFinding finding = Evaluate(Waiving, new Baseline([Finding.Fingerprint])).Findings.Single();

        Assert.That((finding.Waived, finding.IsBaselined), Is.EqualTo(("node agent", false)));
    }

    private static Baseline Written(Decision decision)
    {
        using var file = new StringWriter();
        Baseline.Write(decision.Findings, file);
        return Baseline.Read(file.ToString(), "baseline.yaml", []);
    }

    private static Decision Evaluate(Policy policy, Baseline? baseline = null) =>
        new PolicyEngine(policy, new PolicyEngineOptions { Baseline = baseline }).Evaluate(Pod, "pod.yaml");
}
