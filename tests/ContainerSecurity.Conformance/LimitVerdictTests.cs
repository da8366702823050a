using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Conformance;

/// <summary>Limits, probes, replicas, secrets and governance: objects on which other tools' rules have a verdict get the same one from ours.</summary>
public class LimitVerdictTests
{
    /// <summary>Private keys in values are found by what they are, not by a name.</summary>
    private static readonly string[] FoundByContent =
        ["polaris/sensitiveConfigmapContent/failure.value_private_key.yaml", "polaris/sensitiveContainerEnvVar/failure.value_private_key.yaml"];

    [TestCase("polaris", "sensitiveConfigmapContent", "CSEC4005")]
    [TestCase("polaris", "sensitiveContainerEnvVar", "CSEC4002")]
    [TestCase("kube-linter", "env-var-secret", "CSEC4002")]
    [TestCase("kube-linter", "read-secret-from-env-var", "CSEC4010")]
    [TestCase("polaris", "automountServiceAccountToken", "CSEC4011")]
    [TestCase("polaris", "memoryLimitsMissing", "CSEC6001")]
    [TestCase("polaris", "memoryRequestsMissing", "CSEC6002")]
    [TestCase("kube-linter", "unset-memory-requirements", "CSEC6001")]
    [TestCase("polaris", "cpuLimitsMissing", "CSEC6003")]
    [TestCase("polaris", "cpuRequestsMissing", "CSEC6004")]
    [TestCase("kube-linter", "unset-cpu-requirements", "CSEC6004")]
    [TestCase("kyverno", "require-requests-limits/validate-resources", "CSEC6001,CSEC6002,CSEC6004")]
    [TestCase("polaris", "livenessProbeMissing", "CSEC6006")]
    [TestCase("kube-linter", "no-liveness-probe", "CSEC6006")]
    [TestCase("polaris", "readinessProbeMissing", "CSEC6007")]
    [TestCase("kube-linter", "no-readiness-probe", "CSEC6007")]
    [TestCase("polaris", "deploymentMissingReplicas", "CSEC6009")]
    [TestCase("kube-linter", "minimum-three-replicas", "CSEC6009", "minReplicas", "3")]
    [TestCase("kyverno", "disallow-helm-tiller/validate-helm-tiller", "CSEC7013")]
    [TestCase("kube-linter", "no-extensions-v1beta", "CSEC7015")]
    [TestCase("kyverno", "check-deprecated-apis/validate-v1-25-removals", "CSEC7015")]
    [TestCase("kyverno", "check-deprecated-apis/validate-v1-29-removals", "CSEC7015")]
    [TestCase("kyverno", "check-deprecated-apis/validate-v1-32-removals", "CSEC7015")]
    [TestCase("kube-linter", "required-label-owner", "CSEC7017", "requiredLabels", "owner")]
    [TestCase("kube-linter", "required-annotation-email", "CSEC7017", "requiredAnnotations", @"email=[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+")]
    [TestCase("kyverno", "require-labels/check-for-labels", "CSEC7017", "requiredLabels", "app.kubernetes.io/name")]
    public void Objects_get_the_verdict_of_the_peers_rule(string peer, string peerRule, string ids, string parameter = "", string value = "")
    {
        var parameters = new RuleParameters(new Dictionary<string, IReadOnlyList<string>> { [parameter] = [value] });
        Rule[] rules = [.. ids.Split(',').Select(id => RuleCatalog.Find(id)!)];
        var wrong = new List<string>();
        int count = 0;
        using var index = JsonDocument.Parse(File.ReadAllText(Corpus.Require("kube-manifests", "index.json")));
        foreach (JsonElement verdict in index.RootElement.EnumerateArray().Where(v => Text(v, "peer") == peer && Text(v, "peerRule") == peerRule && Text(v, "scope") == "object"))
        {
            string file = Text(verdict, "file");
            if (FoundByContent.Contains(file))
                continue;
            count++;
            if (IsReported(file, verdict.GetProperty("document").GetInt32(), rules, parameters) != (Text(verdict, "expected") == "fail"))
                wrong.Add(Text(verdict, "id"));
        }
        Assert.That(count, Is.GreaterThan(0));
        Assert.That(wrong, Is.Empty);
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static bool IsReported(string file, int document, Rule[] rules, RuleParameters parameters)
    {
        IReadOnlyList<DocumentNode> documents = new DocumentReader().Read(File.ReadAllText(Corpus.Require("kube-manifests", file)), file).Documents;
        var set = new ResourceSet(documents.SelectMany(d => KubernetesReader.Read(d, [])), isComplete: true);
        var findings = new List<Finding>();
        var context = new RuleContext(KubernetesVersion.Latest, PodSecurityLevel.Privileged, set, findings) { Parameters = parameters };
        foreach (Resource resource in KubernetesReader.Read(documents[document], []))
            foreach (Rule rule in rules.Where(r => r.Judges(resource)))
                rule.Run(resource, context);
        return findings.Count > 0;
    }
}
