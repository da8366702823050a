using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Export;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>
/// The admission policies of an export, read back from their YAML and evaluated as an API server of the first version
/// with v1 policies does: typed variables, strict literals, costs bounded.
/// </summary>
internal sealed class AdmissionPolicies
{
    private static readonly CelEnvironment FirstVersion = KubernetesEnvironment.CreateForAdmission(30);

    private readonly Dictionary<string, ContainerSecurity.Policies.Admission.AdmissionPolicy> ours;

    private AdmissionPolicies(IReadOnlyDictionary<string, AdmissionPolicy> byRule, AdmissionPolicySet ours)
    {
        ByRule = byRule;
        this.ours = ours.Policies.ToDictionary(p => p.Name);
    }

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
            .ToDictionary(p => p.Rule), AdmissionPolicySet.Read(documents.Documents));
    }

    /// <summary>
    /// Whether a rule's policy denies an object; null where there is no such policy, or it does not judge the object.
    /// The library's own evaluator must say the same.
    /// </summary>
    public bool? Denies(string rule, Resource resource)
    {
        if (!ByRule.TryGetValue(rule, out AdmissionPolicy? policy) || policy.Denies(resource) is not { } denied)
            return null;
        AdmissionResult result = ours[policy.Name].Evaluate(new AdmissionRequest(CelValue.From(StoredObject.Of(resource.Node))).AsWritten());
        Assert.That(
            (result.Verdict == AdmissionVerdict.Denied, result.Error),
            Is.EqualTo((denied, (string?)null)),
            () => $"{policy.Name}: {resource.Identity}");
        return denied;
    }
}
