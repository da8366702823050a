using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Conformance.Hardening;

/// <summary>Every fixture of Pod Security hardened as text, for the newest version and for the fixture's own.</summary>
public class PodSecurityHardeningTests
{
    [Test]
    public void Every_fixture_is_hardened_and_what_is_left_is_listed()
    {
        var wrong = new List<string>();
        int count = 0, admitted = 0;
        HardenedText restricted = Restricted(KubernetesVersion.Latest);
        foreach ((string id, string yaml) in Fixtures())
        {
            count++;
            wrong.AddRange(restricted.Check(yaml, id + ".yaml", out HardenedSource hardened));
            if (hardened.Left.Count > 0 || !IsHardenableOnly(yaml))
                continue;
            admitted++;
            if (PodSecurityChecks.ViolatedBy(Pod(hardened.Text), PodSecurityLevel.Restricted, KubernetesVersion.Latest) is { Count: > 0 } violated)
                wrong.Add($"{id}: refused all the same: {string.Join(',', violated)}");
        }
        TestContext.Out.WriteLine($"{count} fixtures, {admitted} of them refused for hardenable reasons only.");
        Assert.That(wrong, Is.Empty);
        Assert.That(admitted, Is.GreaterThan(100));
    }

    [TestCase(18)]
    [TestCase(24)]
    [TestCase(29)]
    [TestCase(34)]
    public void Fixtures_of_a_version_are_hardened_by_its_standards(int minor)
    {
        var wrong = new List<string>();
        HardenedText restricted = Restricted(new KubernetesVersion(minor));
        foreach ((string id, string yaml) in Fixtures($"/v1.{minor}/"))
            wrong.AddRange(restricted.Check(yaml, id + ".yaml", out _));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Edge_cases_are_hardened_and_what_is_left_is_listed()
    {
        var wrong = new List<string>();
        HardenedText everything = new(Policy.Create().UseProfile(Profile.All).Build().WithHardening());
        foreach (string file in Directory.EnumerateFiles(Corpus.Require("pod-security", "edge-cases"), "*.yaml"))
            wrong.AddRange(everything.Check(File.ReadAllText(file), Path.GetFileName(file), out _));
        Assert.That(wrong, Is.Empty);
    }

    private static HardenedText Restricted(KubernetesVersion version) =>
        new(Policy.Create().UseProfile(Profile.Restricted).ForKubernetes(version).Build().WithHardening());

    /// <summary>Whether all that is refused has a fix.</summary>
    private static bool IsHardenableOnly(string yaml)
    {
        Finding[] findings = [.. new PolicyEngine(Policy.Create().UseProfile(Profile.Restricted).Build()).Evaluate(Pod(yaml)).Findings.Select(f => f.Finding)];
        return findings.Length > 0 && findings.All(f => f.Rule.IsHardenable);
    }

    private static IEnumerable<(string Id, string Yaml)> Fixtures(string part = "/")
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(Corpus.Require("pod-security", "fixtures.jsonl")).Where(l => l.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            string id = document.RootElement.GetProperty("id").GetString()!, yaml = document.RootElement.GetProperty("yaml").GetString()!;
            if (id.Contains(part, StringComparison.Ordinal) && seen.Add(yaml))
                yield return (id, yaml);
        }
    }

    private static Resource Pod(string yaml) => KubernetesReader.Read(new DocumentReader().Read(yaml, "pod.yaml").Documents[0], [])[0];
}
