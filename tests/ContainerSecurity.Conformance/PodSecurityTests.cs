using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Conformance;

/// <summary>The Pod Security Standards against upstream's own fixtures and verdicts, for every version and level.</summary>
public class PodSecurityTests
{
    private const int Newest = 37;

    [Test]
    public void Upstream_fixtures_pass_and_fail_as_upstream_expects()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement fixture in Lines("fixtures.jsonl"))
        {
            count++;
            _ = KubernetesVersion.TryParse(fixture.GetProperty("version").GetString()!, out KubernetesVersion version);
            SortedSet<string> violated = PodSecurityChecks.ViolatedBy(
                Pod(fixture.GetProperty("yaml").GetString()!), Level(fixture.GetProperty("level").GetString()!), version);
            if (violated.Count > 0 != (fixture.GetProperty("expected").GetString() == "fail"))
                wrong.Add($"{fixture.GetProperty("id").GetString()}: {string.Join(',', violated)}");
        }
        Assert.That(count, Is.EqualTo(4537));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_fixture_violates_exactly_the_checks_of_every_version()
    {
        Dictionary<string, string> yaml = Lines("fixtures.jsonl").ToDictionary(f => f.GetProperty("id").GetString()!, f => f.GetProperty("yaml").GetString()!);
        var wrong = new List<string>();
        foreach (JsonElement verdict in Lines("verdicts-by-version.jsonl"))
            Compare(verdict.GetProperty("id").GetString()!, Pod(yaml[verdict.GetProperty("id").GetString()!]), verdict, wrong);
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Edge_cases_violate_exactly_the_checks_of_every_version()
    {
        var wrong = new List<string>();
        using var cases = JsonDocument.Parse(File.ReadAllText(Corpus.Require("pod-security", "edge-cases.json")));
        foreach (JsonElement verdict in cases.RootElement.EnumerateArray())
        {
            string file = verdict.GetProperty("file").GetString()!;
            Compare(file, Pod(File.ReadAllText(Corpus.Require("pod-security", file))), verdict, wrong);
        }
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Workloads_of_other_tools_violate_exactly_upstreams_checks()
    {
        var wrong = new List<string>();
        var files = new Dictionary<string, IReadOnlyList<DocumentNode>>();
        int count = 0;
        foreach (JsonElement verdict in JsonLines(Corpus.Require("kube-manifests", "workload-verdicts.jsonl")))
        {
            count++;
            string file = verdict.GetProperty("file").GetString()!;
            if (!files.TryGetValue(file, out IReadOnlyList<DocumentNode>? documents))
                files[file] = documents = new DocumentReader().Read(File.ReadAllText(Corpus.Require("kube-manifests", file)), file).Documents;
            string id = $"{file}#{verdict.GetProperty("document").GetInt32()}";
            Workload[] workloads = documents.Count <= verdict.GetProperty("document").GetInt32() ? []
                : [.. KubernetesReader.Read(documents[verdict.GetProperty("document").GetInt32()], [])
                    .OfType<Workload>()
                    .Where(w => w.Name.Or("") == (verdict.GetProperty("name").GetString() ?? ""))];
            if (workloads.Length == 0)
                wrong.Add($"{id}: no workload");
            else
                foreach (string level in new[] { "baseline", "restricted" })
                    Compare(id, workloads[0], level, Newest, verdict.GetProperty(level), wrong);
        }
        Assert.That(count, Is.EqualTo(1323));
        Assert.That(wrong, Is.Empty);
    }

    private static void Compare(string id, Resource pod, JsonElement verdict, List<string> wrong)
    {
        foreach (string level in new[] { "baseline", "restricted" })
        {
            JsonElement[] changes = [.. verdict.GetProperty(level).EnumerateArray()];
            int next = 0;
            for (int minor = 0; minor <= Newest; minor++)
            {
                while (next < changes.Length && int.Parse(changes[next].GetProperty("from").GetString()![3..], null) <= minor)
                    next++;
                Compare(id, pod, level, minor, changes[next - 1].GetProperty("violates"), wrong);
            }
        }
    }

    private static void Compare(string id, Resource pod, string level, int minor, JsonElement expected, List<string> wrong)
    {
        SortedSet<string> found = PodSecurityChecks.ViolatedBy(pod, Level(level), new KubernetesVersion(minor));
        if (!found.SetEquals(expected.EnumerateArray().Select(c => c.GetString()!)))
            wrong.Add($"{id} {level} v1.{minor}: expected {expected}, found {string.Join(',', found)}");
    }

    private static Resource Pod(string yaml) => KubernetesReader.Read(new DocumentReader().Read(yaml, "pod.yaml").Documents[0], [])[0];

    private static PodSecurityLevel Level(string name) => Enum.Parse<PodSecurityLevel>(name, ignoreCase: true);

    private static IEnumerable<JsonElement> Lines(string file) => JsonLines(Corpus.Require("pod-security", file));

    private static IEnumerable<JsonElement> JsonLines(string path)
    {
        foreach (string line in File.ReadLines(path).Where(l => l.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}
