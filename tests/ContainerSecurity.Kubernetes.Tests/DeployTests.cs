using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;
using ContainerSecurity.Tests;

namespace ContainerSecurity.Kubernetes.Tests;

/// <summary>The manifests of deploy/, and those of the sample that is deployed.</summary>
public class DeployTests
{
    /// <summary>Which classes there are, and how much somebody's scans matter, is for the cluster to say.</summary>
    private const string PriorityClass = "CSEC6032";

    private static IEnumerable<string> Deployed => Directory.EnumerateFiles(Repository.File("deploy"), "*.yaml");

    /// <summary>What is applied together is judged together.</summary>
    private static IEnumerable<TestCaseData> Manifests =>
        Deployed.Select(f => new[] { f })
            .Append(Directory.GetFiles(Repository.File("deploy", "webhook"), "*.yaml"))
            .Append(Directory.GetFiles(Repository.File("samples", "AdmissionWebhook"), "*.yaml"))
            .Select(files => new TestCaseData((object)files));

    [TestCaseSource(nameof(Manifests))]
    public void Our_own_rules_find_nothing(string[] files)
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).WithCompleteSet().Without(PriorityClass).Build());

        Decision decision = engine.Evaluate(string.Join("\n---\n", files.Select(File.ReadAllText)
            .Where(t => t.Contains("apiVersion:", StringComparison.Ordinal))), "deploy.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(decision.Errors, Is.Empty);
            Assert.That(decision.Resources, Is.GreaterThan(3));
            Assert.That(FindingList.Of(decision with { Findings = [.. decision.Findings.Where(f => f.IsActive)] }), Is.Empty);
        });
    }

    [TestCase("deploy/webhook/configuration.yaml")]
    [TestCase("deploy/webhook/hardening.yaml")]
    [TestCase("samples/AdmissionWebhook/configuration.yaml")]
    public void Webhook_leaves_its_own_namespace_the_clusters_and_what_is_in_none_alone(string file)
    {
        NodeView webhook = Known(new NodeView(new DocumentReader().Read(File.ReadAllText(Repository.File(file)), file).Documents.Single()).Views("webhooks"))
            .Single();
        NodeView selector = Known(webhook["namespaceSelector"].Views("matchExpressions")).Single();
        NodeView[] rules = [.. Known(webhook.Views("rules"))];

        Assert.Multiple(() =>
        {
            Assert.That((selector.Text("key").Value, selector.Text("operator").Value), Is.EqualTo(("kubernetes.io/metadata.name", "NotIn")));
            Assert.That(Known(selector.TextList("values")),
                Is.SupersetOf(new[] { "kube-system", "kube-node-lease", webhook["clientConfig"]["service"].Text("namespace").Value }));
            Assert.That(rules.Select(r => r.Text("scope").Value), Has.All.EqualTo("Namespaced"));
            Assert.That(rules.SelectMany(r => Known(r.TextList("resources"))), Has.None.Contains("*"));
            Assert.That(webhook.Text("sideEffects").Value, Is.EqualTo("None"));
        });
    }

    private static IEnumerable<T> Known<T>(FieldList<T> list) => list.Items.Select(i => i.Value);

    [Test]
    public async Task Role_of_the_scan_grants_what_a_scan_asks_for_and_no_more()
    {
        await using FakeCluster cluster = await StartAsync("cluster-scan.yaml");
        using k8s.Kubernetes client = cluster.NewClient();
        ClusterScan scan = await new ClusterScanner(client, null, new ClusterScanOptions { KeepsReferences = true }).OpenAsync();
        await foreach (Decision _ in new PolicyReporter(client).RunAsync(scan))
        {
        }

        Assert.That(Granted(cluster, "list"), Is.EqualTo(Asked(cluster, "?limit")));
        Assert.That(Granted(cluster, "watch"), Is.Empty);
    }

    [Test]
    public async Task Role_of_the_watch_grants_what_a_watch_asks_for_and_no_more()
    {
        await using FakeCluster cluster = await StartAsync("cluster-watch.yaml");
        using k8s.Kubernetes client = cluster.NewClient();
        using var watcher = new ClusterWatcher(client);
        using var stop = new CancellationTokenSource();
        string[] watchable = Granted(cluster, "watch");
        await using IAsyncEnumerator<Decision> decisions = new PolicyReporter(client).FollowAsync(watcher, stop.Token).GetAsyncEnumerator(stop.Token);
        await decisions.MoveNextAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!patience.IsCancellationRequested && cluster.OpenWatches < watchable.Length)
            await Task.Delay(5, CancellationToken.None);
        await stop.CancelAsync();

        string[] listed = Asked(cluster, "?limit"), watched = Asked(cluster, "resourceVersion=");
        string[] reports = ["clusterpolicyreports", "clusterreports", "policyreports", "reports"];
        Assert.Multiple(() =>
        {
            Assert.That(watchable, Is.EqualTo(watched));
            Assert.That(Granted(cluster, "list").Except(reports), Is.EqualTo(listed.Except(reports)));
        });
    }

    private static async Task<FakeCluster> StartAsync(string manifest)
    {
        FakeCluster cluster = await FakeCluster.StartAsync();
        cluster.Serve(new FakeKind("wgpolicyk8s.io", "v1alpha2", "PolicyReport", "policyreports", true));
        cluster.Serve(new FakeKind("wgpolicyk8s.io", "v1alpha2", "ClusterPolicyReport", "clusterpolicyreports", false));
        cluster.Serve(new FakeKind("openreports.io", "v1alpha1", "Report", "reports", true));
        cluster.Serve(new FakeKind("openreports.io", "v1alpha1", "ClusterReport", "clusterreports", false));
        cluster.Apply(File.ReadAllText(Repository.File("deploy", manifest)));
        return cluster;
    }

    private static string[] Granted(FakeCluster cluster, string verb) =>
        [.. cluster.Stored("clusterroles").Single()["rules"]!.AsArray().Where(r => r!["verbs"]!.AsArray().Any(v => v!.GetValue<string>() == verb))
            .SelectMany(r => r!["resources"]!.AsArray()).Select(r => r!.GetValue<string>()).Order(StringComparer.Ordinal)];

    private static string[] Asked(FakeCluster cluster, string how) =>
        [.. cluster.Requests.Where(r => r.Contains(how, StringComparison.Ordinal))
            .Select(r => r.Split(' ', '?')[1].Split('/', StringSplitOptions.RemoveEmptyEntries)).Where(p => p.Length == (p[0] == "api" ? 3 : 4)).Select(p => p[^1]).Distinct().Order(StringComparer.Ordinal)];
}
