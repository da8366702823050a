using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;
using ContainerSecurity.Tests.Policies;

namespace ContainerSecurity.Conformance;

/// <summary>What a profile finds, a stricter one finds too, on upstream's fixtures and the manifests of other tools.</summary>
public class StricterProfileTests
{
    [Test]
    public void Fixtures_of_pod_security_hold_to_the_law_of_profiles()
    {
        var wrong = new List<string>();
        foreach (IGrouping<string, JsonElement> version in Fixtures().GroupBy(f => f.GetProperty("version").GetString()!))
        {
            _ = KubernetesVersion.TryParse(version.Key, out KubernetesVersion number);
            var law = new ProfileLaw(number);
            foreach (JsonElement fixture in version)
                wrong.AddRange(Read(fixture.GetProperty("yaml").GetString()!, "pod.yaml").SelectMany(law.BrokenBy));
        }
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Edge_cases_of_pod_security_hold_to_it_in_every_version()
    {
        Resource[] cases = [.. Files("pod-security", "edge-cases").SelectMany(f => Read(File.ReadAllText(f), f))];
        for (int minor = 0; minor <= KubernetesVersion.Latest.Minor; minor++)
            Assert.That(cases.SelectMany(new ProfileLaw(new KubernetesVersion(minor)).BrokenBy), Is.Empty);
    }

    [Test]
    public void Manifests_of_other_tools_hold_to_it()
    {
        var law = new ProfileLaw(KubernetesVersion.Latest);
        Assert.That(Files("kube-manifests").SelectMany(f => Read(File.ReadAllText(f), f)).SelectMany(law.BrokenBy), Is.Empty);
    }

    private static IEnumerable<string> Files(params string[] folder) =>
        Directory.EnumerateFiles(Corpus.Require(folder), "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static IEnumerable<Resource> Read(string yaml, string file) =>
        new DocumentReader().Read(yaml, file).Documents.SelectMany(d => KubernetesReader.Read(d, [])).OfType<Workload>();

    private static IEnumerable<JsonElement> Fixtures()
    {
        foreach (string line in File.ReadLines(Corpus.Require("pod-security", "fixtures.jsonl")).Where(l => l.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}
