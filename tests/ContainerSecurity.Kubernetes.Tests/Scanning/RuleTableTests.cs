using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Tests.Scanning;

/// <summary>One finding list for one object, from a file and from the cluster, over every rule that judges Kubernetes objects.</summary>
public partial class RuleTableTests
{
    /// <summary>Examples that no cluster holds, with the reason.</summary>
    private static readonly Dictionary<string, string> NotStored = new()
    {
        ["CSEC5065"] = "is of a file of the control plane",
        ["CSEC5068"] = "is of a file of the kubelet",
        ["CSEC5069"] = "is of a file of the kubelet",
        ["CSEC5070"] = "is of a file of the kubelet",
        ["CSEC5071"] = "is of a file of the control plane",
        ["CSEC6023"] = "is of manifests: what runs always has replicas, which its autoscaler gave it",
    };

    private static IEnumerable<RuleExample> Examples => RuleExample.All.Where(e => !NotStored.ContainsKey(e.Id));

    [TestCaseSource(nameof(Examples))]
    public async Task Objects_of_a_cluster_have_the_findings_of_their_text(RuleExample rule)
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync();
        var stored = new JsonArray();
        foreach (DocumentNode document in new DocumentReader().Read(rule.Yaml, "example.yaml").Documents)
            Serve(cluster, new NodeView(document));
        cluster.Apply(rule.Yaml, o => stored.Add(o.DeepClone()));
        using k8s.Kubernetes client = cluster.NewClient();
        var found = new List<Decision>();
        var options = new ClusterScanOptions { Kinds = ["*"], ReportsImages = false };
        await foreach (Decision decision in new ClusterScanner(client, rule.Engine, options).ScanAsync())
            found.Add(decision);

        string text = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = stored }.ToJsonString();
        Decision expected = new PolicyEngine(rule.Policy.Extend().WithCompleteSet().Build()).Evaluate(text, "objects.json");

        Assert.Multiple(() =>
        {
            Assert.That(found.SelectMany(d => d.Errors), Is.Empty);
            Assert.That(FindingList.Of(found).Select(Plain), Is.EqualTo(FindingList.Of(expected).Select(Plain)));
            Assert.That(found.SelectMany(d => d.Findings.Concat(d.Folded)).Select(f => f.Finding.Rule.Id), Does.Contain(rule.Id));
        });
    }

    /// <summary>The text is a list, and escapes in it count as characters.</summary>
    private static string Plain(string line) => Characters().Replace(Items().Replace(line, "] "), "");

    [GeneratedRegex(@"\] items\[\d+\]\.")]
    private static partial Regex Items();

    [GeneratedRegex(@"\(\d+ characters\)")]
    private static partial Regex Characters();

    private static void Serve(FakeCluster cluster, NodeView root)
    {
        string version = root.Text("apiVersion").Value, kind = root.Text("kind").Value;
        if (!FakeKind.Usual.Any(k => k.ApiVersion == version && k.Name == kind))
            cluster.Serve(new FakeKind(version.Contains('/', StringComparison.Ordinal)
                ? version.Split('/')[0]
                : "", version.Split('/')[^1], kind, "old" + kind.ToLowerInvariant() + "s", true));
    }
}
