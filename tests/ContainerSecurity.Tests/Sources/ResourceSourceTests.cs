using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Sources;

/// <summary>Sources of resources: what is known beside them, and whether others are compared with them.</summary>
public class ResourceSourceTests
{
    private const string Labelled = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: gold-alone}
        spec:
          matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
          validations: [{expression: "namespaceObject.metadata.labels.tier == 'gold'", message: gold alone}]
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: gold-alone}
        spec: {policyName: gold-alone, validationActions: [Deny]}
        """;

    [TestCase("gold", 0)]
    [TestCase("tin", 1)]
    public void Namespace_that_is_given_with_a_source_answers_for_it(string tier, int findings)
    {
        Policy policy = Policy.Create().UseProfile(Profile.None).Build() with { Admission = AdmissionPolicySet.Read(Labelled, "policy.yaml", []) };
        Resource space = Read($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: shop, labels: {{tier: {tier}}}}}");
        Resource pod = Read("apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: app, image: a}]}");

        Decision[] decisions = [.. new PolicyEngine(policy).Scan([Source.FromResources("pod", () => [pod], space)])];

        Assert.Multiple(() =>
        {
            Assert.That(decisions[0].Findings, Has.Exactly(findings).Items);
            Assert.That(decisions.SelectMany(d => d.NotEvaluated), Is.Empty);
        });
    }

    [TestCase(false, 1)]
    [TestCase(true, 0)]
    public void Resources_that_are_judged_alone_are_not_compared(bool isAlone, int findings)
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build(),
            new PolicyEngineOptions { OnlyRules = ["network-policy-missing"] });
        Resource pod = Read("apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: app, image: a}]}");

        Assert.That(engine.Scan([Source.FromResources("pod", () => [pod], isAlone: isAlone)]).SelectMany(d => d.Findings), Has.Exactly(findings).Items);
    }

    private static Resource Read(string yaml) => KubernetesReader.Read(new DocumentReader().Read(yaml, "a.yaml").Documents.Single(), []).Single();
}
