using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies;

public class IdleWaiverTests
{
    private const string Harmless = "containers: [{name: a, image: 'registry.example/a:1.0'}]";

    [TestCase("# csec:ignore CSEC2001 the node agent needs it\napiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {@}")]
    [TestCase("---\n# csec:ignore CSEC2001 the node agent needs it\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {@}")]
    [TestCase("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {@} # csec:ignore CSEC2001 the node agent needs it")]
    [TestCase("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {@}\n# csec:ignore CSEC2001 the node agent needs it")]
    [TestCase("apiVersion: v1\nkind: Pod\nmetadata: {name: x, annotations: {containersecurity.io/ignore: CSEC2001 the node agent needs it}}\nspec: {@}")]
    [TestCase("apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: x}\nspec: {jobTemplate: {metadata: {annotations: {containersecurity.io/ignore: CSEC2001 the agent needs it}}, spec: {template: {spec: {@}}}}}")]
    [TestCase("apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: x}\nspec: {jobTemplate: {spec: {template: {metadata: {annotations: {containersecurity.io/ignore: CSEC2001 the agent needs it}}, spec: {@}}}}}")]
    [TestCase("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: {template: {metadata: {annotations: {containersecurity.io/ignore: CSEC2001 the agent needs it}}, spec: {@}}}")]
    public void Waiver_that_waives_nothing_is_reported_in_a_scan_and_in_an_evaluation(string yaml)
    {
        string text = yaml.Replace("@", Harmless, StringComparison.Ordinal);
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.Baseline).Build());

        Assert.Multiple(() =>
        {
            Assert.That(Idle(engine.Evaluate(text, "a.yaml")), Is.EqualTo(1));
            Assert.That(engine.Scan([Source.FromText("a.yaml", text)]).Sum(Idle), Is.EqualTo(1));
        });
    }

    [TestCase("CSEC7001", 1, TestName = "Comment for a rule that compares is idle where that rule finds nothing")]
    [TestCase("CSEC7001", 0, TestName = "Comment for a rule that compares is not idle where that rule finds something")]
    public void Comment_for_a_rule_that_compares(string rule, int idle)
    {
        string policy = idle == 0
            ? ""
            : "\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n, namespace: s}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}";
        string text = $"apiVersion: v1\nkind: Pod\n# csec:ignore {rule} the mesh decides\nmetadata: {{name: x, namespace: s}}\nspec: {{{Harmless}}}{policy}";
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build(), new PolicyEngineOptions { OnlyRules = [rule] });

        Assert.That(engine.Scan([Source.FromText("a.yaml", text)]).Sum(Idle), Is.EqualTo(idle));
    }

    [Test]
    public void Annotation_of_a_job_template_waives()
    {
        const string CronJob = "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: x}\nspec: {jobTemplate: {metadata: {annotations: {containersecurity.io/ignore: CSEC2001 the agent needs it}}, "
            + "spec: {template: {spec: {containers: [{name: a, image: 'registry.example/a:1.0', securityContext: {privileged: true}}]}}}}}";

        Assert.That(new PolicyEngine(Policy.Create().UseProfile(Profile.Baseline).Build()).Evaluate(CronJob, "a.yaml").Findings.Select(f => f.Waived),
            Is.EqualTo(new[] { "the agent needs it" }));
    }

    [TestCase("CSEC2008, CSEC6001 the cache writes")]
    [TestCase("CSEC2008,CSEC6001 the cache writes")]
    [TestCase("CSEC2008 ,  CSEC6001   the cache writes")]
    [TestCase("CSEC2008, CSEC6001, the cache writes")]
    [TestCase("writable-root-filesystem, memory-limit-missing the cache writes")]
    [TestCase("csec2008, memory-limit-missing, the cache writes")]
    [TestCase("CSEC2008,CSEC6001, until 2099-01-31 the cache writes")]
    [TestCase("CSEC2008, CSEC6001 until 2099-01-31 the cache writes")]
    public void Several_rules_between_commas_are_waived(string waiver)
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build(), new PolicyEngineOptions { OnlyRules = ["CSEC2008", "CSEC6001"] });
        string annotated = $"apiVersion: v1\nkind: Pod\nmetadata: {{name: x, annotations: {{containersecurity.io/ignore: '{waiver}'}}}}\nspec: {{{Harmless}}}";
        string commented = $"apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nspec:\n  # csec:ignore {waiver}\n  {Harmless}";

        foreach (string text in new[] { annotated, commented })
        {
            Decision decision = engine.Evaluate(text, "a.yaml");
            Assert.Multiple(() =>
            {
                Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EquivalentTo(new[] { "CSEC2008", "CSEC6001" }), text);
                Assert.That(decision.Findings.Select(f => f.Waived), Is.All.EqualTo("the cache writes"), text);
                Assert.That(decision.Errors, Is.Empty, text);
            });
        }
    }

    [TestCase("CSEC2008, CSEC9999 the cache writes", "CSEC9999")]
    [TestCase("CSEC9998,CSEC2008 the cache writes", "CSEC9998")]
    public void Unknown_rule_among_several_is_said(string waiver, string unknown)
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build(), new PolicyEngineOptions { OnlyRules = ["CSEC2008"] });
        string text = $"apiVersion: v1\nkind: Pod\nmetadata: {{name: x, annotations: {{containersecurity.io/ignore: '{waiver}'}}}}\nspec: {{{Harmless}}}";
        Decision decision = engine.Evaluate(text, "a.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(decision.Errors.Select(e => e.Message), Has.One.Contains($"There is no rule '{unknown}'"));
            Assert.That(decision.Findings.Single().Waived, Is.EqualTo("the cache writes"));
        });
    }

    private static int Idle(Decision decision) => decision.Findings.Count(f => f.Finding.Rule.Id == "CSEC0002");
}
