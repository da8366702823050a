using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Export;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>The admission policies of an export, read back from their YAML and evaluated as an API server of the first version with v1 policies does: typed variables, strict literals, costs bounded.</summary>
internal sealed class AdmissionPolicies
{
    private static readonly CelEnvironment FirstVersion = KubernetesEnvironment.CreateForAdmission(30);

    private AdmissionPolicies(IReadOnlyDictionary<string, AdmissionPolicy> byRule) => ByRule = byRule;

    public IReadOnlyDictionary<string, AdmissionPolicy> ByRule { get; }

    public static AdmissionPolicies Of(Policy policy, DateTimeOffset? today = null, params string[] rules)
    {
        using var text = new StringWriter();
        PolicyExport.Create(policy, new PolicyEngineOptions { OnlyRules = rules, Clock = () => today ?? DateTimeOffset.UtcNow }).Write(text);
        return Read(text.ToString());
    }

    public static AdmissionPolicies Read(string yaml)
    {
        DocumentSet documents = new DocumentReader().Read(yaml, "export.yaml");
        Assert.That(documents.Errors, Is.Empty);
        NodeView[] objects = [.. documents.Documents.Select(d => new NodeView(d))];
        return new AdmissionPolicies(objects
            .Where(o => o.Text("kind").Is("ValidatingAdmissionPolicy"))
            .Select(o => new AdmissionPolicy(o, objects.Single(b => b["spec"].Text("policyName").Is(o["metadata"].Text("name").Value)), FirstVersion))
            .ToDictionary(p => p.Rule));
    }

    /// <summary>Whether a rule's policy denies an object; null where there is no such policy, or it does not judge the object.</summary>
    public bool? Denies(string rule, Resource resource) => ByRule.GetValueOrDefault(rule)?.Denies(resource);
}
