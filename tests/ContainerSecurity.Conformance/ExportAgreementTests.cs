using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;
using ContainerSecurity.Tests.Policies.Export;

namespace ContainerSecurity.Conformance;

/// <summary>The catalogue and what is exported of it say the same of every fixture: at least one finding, or none.</summary>
public class ExportAgreementTests
{
    private static readonly Policy Everything = Policy.Create().UseProfile(Profile.All)
        .Parameter("trustedImages", "registry.k8s.io", "library/*", "ghcr.io/*/team-?", "nginx:1.*")
        .Parameter("blockedImages", "docker.io/library/busybox", "*.example.com", "quay.io/**/controller")
        .Parameter("trustedPublishers", "bitnami", "graf*")
        .Parameter("runtimeClasses", "gvisor", "kata*")
        .Parameter("maxMemory", "256Mi").Parameter("maxCpu", "500m").Parameter("maxEphemeralStorage", "1Gi").Parameter("maxLimitRequestRatio", "2")
        .Parameter("requiredLabels", "app", "app.kubernetes.io/name=[a-z-]+").Parameter("requiredAnnotations", "owner")
        .Build();

    [TestCase(Profile.Baseline)]
    [TestCase(Profile.Restricted)]
    public void Standards_and_their_exports_agree_on_upstreams_fixtures(Profile profile)
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (IGrouping<string, JsonElement> version in Lines("pod-security", "fixtures.jsonl").GroupBy(f => f.GetProperty("version").GetString()!))
        {
            _ = KubernetesVersion.TryParse(version.Key, out KubernetesVersion number);
            var sides = new BothSides(Policy.Create().UseProfile(profile).ForKubernetes(number).Build());
            foreach (JsonElement fixture in version)
                count += sides.Compare(fixture.GetProperty("yaml").GetString()!, fixture.GetProperty("id").GetString()!, wrong);
        }
        TestContext.Out.WriteLine($"{count} verdicts of rules compared.");
        Assert.That(wrong, Is.Empty);
    }

    [TestCase(Profile.Baseline)]
    [TestCase(Profile.Restricted)]
    public void Standards_and_their_exports_agree_on_the_edge_cases_of_all_versions(Profile profile)
    {
        var wrong = new List<string>();
        string[] files = Directory.GetFiles(Corpus.Require("pod-security", "edge-cases"), "*.yaml");
        for (int minor = 0; minor <= KubernetesVersion.Latest.Minor; minor++)
        {
            var sides = new BothSides(Policy.Create().UseProfile(profile).ForKubernetes(new KubernetesVersion(minor)).Build());
            foreach (string file in files)
                sides.Compare(File.ReadAllText(file), $"{Path.GetFileName(file)} v1.{minor}", wrong);
        }
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("kube-manifests")]
    [TestCase("pod-security", "fixtures", "restricted")]
    [TestCase("admission-policies", "kyverno")]
    public void Catalogue_and_its_export_agree_on_the_manifests_of_other_tools(params string[] folder)
    {
        var wrong = new List<string>();
        var sides = new BothSides(Everything);
        int count = 0;
        string root = Corpus.Require(folder);
        foreach (string file in Directory.EnumerateFiles(root, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            count += sides.Compare(File.ReadAllText(file), Path.GetRelativePath(root, file), wrong);
        TestContext.Out.WriteLine($"{count} verdicts of {sides.Rules} rules compared.");
        Assert.That(count, Is.GreaterThan(1000));
        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<JsonElement> Lines(params string[] path)
    {
        foreach (string line in File.ReadLines(Corpus.Require(path)).Where(l => l.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>A policy in the engine and the same policy exported.</summary>
    private sealed class BothSides(Policy policy)
    {
        private readonly PolicyEngine engine = new(policy);
        private readonly AdmissionPolicies exported = AdmissionPolicies.Of(policy);
        private readonly Dictionary<string, PolicyEngine> alone = [];

        public int Rules => exported.ByRule.Count;

        /// <summary>Compares all rules on all objects of a text that an API server would take; how many verdicts there were.</summary>
        public int Compare(string yaml, string id, List<string> wrong)
        {
            int count = 0;
            if (yaml.Contains("{{", StringComparison.Ordinal))
                return count;
            foreach (DocumentNode document in new DocumentReader().Read(yaml, id).Documents)
            {
                var errors = new List<DocumentError>();
                foreach (Resource resource in KubernetesReader.Read(document, errors))
                    if (ApiResource.Of(resource) is not null && !resource.Metadata.IsMissing && errors.Count == 0)
                        count += Compare(resource, id, wrong);
            }
            return count;
        }

        private int Compare(Resource resource, string id, List<string> wrong)
        {
            int count = 0;
            HashSet<string> found = [.. engine.Evaluate(resource).Findings.Select(f => f.Finding.Rule.Id)];
            foreach (string rule in exported.ByRule.Keys)
            {
                if (exported.Denies(rule, resource) is not { } denied)
                    continue;
                count++;
                if (denied != found.Contains(rule) && denied != IsFoundAlone(rule, resource))
                    wrong.Add($"{rule} {id} {resource.Identity}: {(denied ? "denied without a finding" : "found and not denied")}");
            }
            return count;
        }

        /// <summary>
        /// Whether a rule finds something where no other runs: an exported policy stands alone, and cannot leave what
        /// it denies to another's finding that says more.
        /// </summary>
        private bool IsFoundAlone(string rule, Resource resource)
        {
            if (!alone.TryGetValue(rule, out PolicyEngine? judge))
                alone.Add(rule, judge = new PolicyEngine(policy, new PolicyEngineOptions { OnlyRules = [rule] }));
            return judge.Evaluate(resource).Findings.Any();
        }
    }
}
