using System.Text.Json.Nodes;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;
using ContainerSecurity.Tests;

namespace ContainerSecurity.Kubernetes.Tests;

/// <summary>The manifests of deploy/.</summary>
public class DeployTests
{
    private static IEnumerable<string> Manifests => Directory.EnumerateFiles(Repository.File("deploy"), "*.yaml").Select(p => Path.GetFileName(p));

    [TestCaseSource(nameof(Manifests))]
    public void Our_own_rules_find_nothing(string name)
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build());

        Decision decision = engine.Evaluate(File.ReadAllText(Repository.File("deploy", name)), name);

        Assert.Multiple(() =>
        {
            Assert.That(decision.Errors, Is.Empty);
            Assert.That(decision.Resources, Is.GreaterThan(3));
            Assert.That(FindingList.Of(decision), Is.Empty);
        });
    }

    [Test]
    public async Task Role_grants_what_a_scan_asks_for_and_no_more()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync();
        cluster.Serve(new FakeKind("wgpolicyk8s.io", "v1alpha2", "PolicyReport", "policyreports", true));
        cluster.Serve(new FakeKind("wgpolicyk8s.io", "v1alpha2", "ClusterPolicyReport", "clusterpolicyreports", false));
        cluster.Serve(new FakeKind("openreports.io", "v1alpha1", "Report", "reports", true));
        cluster.Serve(new FakeKind("openreports.io", "v1alpha1", "ClusterReport", "clusterreports", false));
        cluster.Apply(File.ReadAllText(Repository.File("deploy", "cluster-scan.yaml")));
        JsonObject role = cluster.Stored("clusterroles").Single();
        using k8s.Kubernetes client = cluster.NewClient();
        ClusterScan scan = await new ClusterScanner(client, null, new ClusterScanOptions { KeepsReferences = true }).OpenAsync();
        await foreach (Decision _ in new PolicyReporter(client).RunAsync(scan))
        {
        }

        string[] listed = [.. cluster.Requests.Select(r => r.Split(' ', '?')[1].Split('/', StringSplitOptions.RemoveEmptyEntries)).Where(p => p.Length == (p[0] == "api" ? 3 : 4)).Select(p => p[^1]).Distinct().Order(StringComparer.Ordinal)];
        string[] granted = [.. role["rules"]!.AsArray().Where(r => r!["verbs"]!.AsArray().Any(v => v!.GetValue<string>() == "list")).SelectMany(r => r!["resources"]!.AsArray()).Select(r => r!.GetValue<string>()).Order(StringComparer.Ordinal)];
        Assert.That(granted, Is.EqualTo(listed));
    }
}
