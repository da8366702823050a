using System.Text.Json.Nodes;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Tests.Reports;

public class PolicyReporterTests
{
    private const string Privileged = "{containers: [{name: app, image: registry.example/web:1.0, securityContext: {privileged: true}}]}";
    private const string Harmless = "{containers: [{name: app, image: registry.example/web:1.0}]}";
    private static readonly FakeKind PolicyReport = new("wgpolicyk8s.io", "v1alpha2", "PolicyReport", "policyreports", true);
    private FakeCluster cluster = null!;
    private k8s.Kubernetes client = null!;

    [SetUp]
    public async Task Start()
    {
        cluster = await FakeCluster.StartAsync();
        client = cluster.NewClient();
        cluster.Serve(PolicyReport);
        cluster.Serve(PolicyReport with { Name = "ClusterPolicyReport", Plural = "clusterpolicyreports", IsNamespaced = false });
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");
        Pod("web", Privileged);
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task Findings_of_an_object_are_one_report_that_belongs_to_it()
    {
        await RunAsync();

        JsonObject report = cluster.Stored("policyreports").Single();
        string uid = cluster.Stored("pods").Single()["metadata"]!["uid"]!.GetValue<string>();
        Assert.Multiple(() =>
        {
            Assert.That(report["metadata"]!["name"]!.GetValue<string>(), Is.EqualTo("csec-" + uid));
            Assert.That(report["metadata"]!["ownerReferences"]![0]!.ToJsonString(), Is.EqualTo($$"""{"apiVersion":"v1","kind":"Pod","name":"web","uid":"{{uid}}"}"""));
            Assert.That(report["scope"]!["namespace"]!.GetValue<string>(), Is.EqualTo("shop"));
            Assert.That(report["summary"]!.ToJsonString(), Is.EqualTo("""{"pass":0,"fail":1,"warn":0,"error":0,"skip":0}"""));
            Assert.That(report["results"]![0]!["rule"]!.GetValue<string>(), Is.EqualTo("CSEC2001"));
            Assert.That(report["results"]![0]!["result"]!.GetValue<string>(), Is.EqualTo("fail"));
            Assert.That(report["results"]![0]!["timestamp"]!["nanos"]!.GetValue<int>(), Is.Zero);
            Assert.That(report["results"]![0]!["properties"]!["container"]!.GetValue<string>(), Is.EqualTo("app"));
        });
    }

    [Test]
    public async Task Second_scan_that_finds_the_same_writes_nothing()
    {
        await RunAsync();
        int before = Writes();
        await RunAsync(time: new Later());

        Assert.That(Writes(), Is.EqualTo(before));
    }

    [Test]
    public async Task Report_of_an_object_that_is_mended_or_gone_is_deleted()
    {
        Pod("gone", Privileged);
        await RunAsync();
        Assert.That(cluster.Stored("policyreports"), Has.Exactly(2).Items);

        Pod("web", Harmless);
        cluster.Delete("pods", "gone", "shop");
        await RunAsync();

        Assert.That(cluster.Stored("policyreports"), Is.Empty);
    }

    [Test]
    public async Task Reports_of_a_kind_that_could_not_be_listed_stay()
    {
        await RunAsync();
        cluster.Intercept = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/pods", StringComparison.Ordinal))
                return false;
            await FakeCluster.FailAsync(context, 403, "Forbidden", "no");
            return true;
        };

        IReadOnlyList<Decision> decisions = await RunAsync();

        Assert.Multiple(() =>
        {
            Assert.That(cluster.Stored("policyreports"), Has.Exactly(1).Items);
            Assert.That(decisions.SelectMany(d => d.Errors), Is.Not.Empty);
        });
    }

    [Test]
    public async Task Reports_of_kinds_that_were_not_asked_for_stay()
    {
        await RunAsync();
        await RunAsync(new ClusterScanOptions { Kinds = ["Deployment"], KeepsReferences = true });

        Assert.That(cluster.Stored("policyreports"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Reports_of_other_parts_of_the_cluster_stay([Values(1, 2)] int part)
    {
        await RunAsync();
        await RunAsync(new ClusterScanOptions { Shard = new ClusterShard(part, 2), KeepsReferences = true });

        Assert.That(cluster.Stored("policyreports"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Report_of_another_engine_is_left_as_it_is_whatever_its_name()
    {
        string uid = cluster.Stored("pods").Single()["metadata"]!["uid"]!.GetValue<string>();
        cluster.Apply($"apiVersion: wgpolicyk8s.io/v1alpha2\nkind: PolicyReport\nmetadata: {{name: {uid}, namespace: shop, labels: {{app.kubernetes.io/managed-by: kyverno}}}}");
        cluster.Apply($"apiVersion: wgpolicyk8s.io/v1alpha2\nkind: PolicyReport\nmetadata: {{name: csec-{uid}, namespace: shop}}");
        string[] before = [.. cluster.Stored("policyreports").Select(r => r.ToJsonString())];

        IReadOnlyList<Decision> decisions = await RunAsync();

        Assert.Multiple(() =>
        {
            Assert.That(cluster.Stored("policyreports").Select(r => r.ToJsonString()), Is.EqualTo(before));
            Assert.That(decisions.SelectMany(d => d.Errors).Single().Message, Does.Contain("another program's"));
        });
    }

    [Test]
    public async Task Report_that_somebody_changes_meanwhile_is_written_again()
    {
        await RunAsync();
        Pod("web", Privileged.Replace("name: app", "name: main", StringComparison.Ordinal));
        int puts = 0;
        cluster.Intercept = context =>
        {
            if (context.Request.Method == "PUT" && puts++ == 0)
                cluster.Apply(cluster.Stored("policyreports").Single());
            return Task.FromResult(false);
        };

        await RunAsync();

        Assert.Multiple(() =>
        {
            Assert.That(puts, Is.EqualTo(2));
            Assert.That(cluster.Stored("policyreports").Single()["results"]![0]!["properties"]!["container"]!.GetValue<string>(), Is.EqualTo("main"));
        });
    }

    [Test]
    public async Task Two_containers_with_one_finding_are_two_results_to_readers()
    {
        Pod("web", "{hostNetwork: false, containers: [{name: a, image: 'r.example/a:1', securityContext: {privileged: true}}, {name: b, image: 'r.example/a:1', securityContext: {privileged: true}}]}");

        await RunAsync();

        Assert.That(cluster.Stored("policyreports").Single()["results"]!.AsArray().Select(r => r!["properties"]!["resultID"]!.GetValue<string>()).Distinct(),
            Has.Exactly(2).Items);
    }

    [Test]
    public async Task Report_with_thousands_of_findings_stays_below_what_is_stored()
    {
        string ports = string.Join(", ", Enumerable.Range(1, 5000).Select(i => $"{{containerPort: {i}, hostPort: {i}}}"));
        Pod("web", $"{{containers: [{{name: app, image: 'r.example/a:1', ports: [{ports}]}}]}}");

        await RunAsync();

        JsonObject report = cluster.Stored("policyreports").Single();
        int written = report["results"]!.AsArray().Count;
        Assert.Multiple(() =>
        {
            Assert.That(report.ToJsonString(), Has.Length.LessThan(1_500_000));
            Assert.That(written, Is.InRange(100, 4999));
            Assert.That(report["metadata"]!["annotations"]!["containersecurity.io/results-left-out"]!.GetValue<string>(), Is.EqualTo($"{5000 - written}"));
            Assert.That(report["summary"]!.AsObject().Sum(s => s.Value!.GetValue<int>()), Is.EqualTo(5000));
        });
    }

    [Test]
    public async Task Waived_finding_is_skipped_and_finding_that_warns_is_not_scored()
    {
        cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: web, namespace: shop, annotations: {{containersecurity.io/ignore: 'CSEC2001 drives disks'}}}}\nspec: {{hostNetwork: true, {Privileged[1..]}");

        await RunAsync(policy: Policy.Create().UseProfile(Profile.Baseline).Rule("host-network", new RuleSetting { Enforcement = Enforcement.Warn }).Build());

        string[] results = [.. cluster.Stored("policyreports").Single()["results"]!.AsArray()
            .Select(r => $"{r!["rule"]} {r["result"]} {r["scored"]!.GetValue<bool>()}")];
        Assert.That(results, Has.Length.EqualTo(2).And.Exactly(1).EqualTo("CSEC2001 skip True").And.Exactly(1).EndsWith("warn False"));
    }

    [Test]
    public async Task Object_in_no_namespace_has_a_report_in_none()
    {
        await RunAsync(policy: Policy.Create().UseProfile(Profile.None).Rule("namespace-without-pod-security").Build());

        Assert.That(cluster.Stored("clusterpolicyreports").Single()["scope"]!["name"]!.GetValue<string>(), Is.EqualTo("shop"));
    }

    [Test]
    public async Task Cluster_without_a_kind_of_reports_is_told_so()
    {
        await using FakeCluster bare = await FakeCluster.StartAsync();
        using k8s.Kubernetes other = bare.NewClient();

        Assert.That((await RunAsync(client: other)).SelectMany(d => d.Errors).Single().Message, Does.StartWith("The cluster has no kind of reports"));
    }

    [Test]
    public async Task Reports_of_OpenReports_name_their_source()
    {
        await using FakeCluster open = await FakeCluster.StartAsync();
        open.Serve(new FakeKind("openreports.io", "v1alpha1", "Report", "reports", true));
        open.Serve(new FakeKind("openreports.io", "v1alpha1", "ClusterReport", "clusterreports", false));
        open.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {Privileged}");
        using k8s.Kubernetes other = open.NewClient();

        await RunAsync(client: other);

        Assert.That(open.Stored("reports").Single()["source"]!.GetValue<string>(), Is.EqualTo("csec"));
    }

    private int Writes() => cluster.Requests.Count(r => !r.StartsWith("GET ", StringComparison.Ordinal));

    private void Pod(string name, string spec) => cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: shop}}\nspec: {spec}");

    private async Task<IReadOnlyList<Decision>> RunAsync(ClusterScanOptions? options = null, Policy? policy = null, TimeProvider? time = null,
        k8s.Kubernetes? client = null)
    {
        var engine = new PolicyEngine(policy ?? Policy.Create().UseProfile(Profile.Baseline).Build());
        var api = new ApiOptions { Time = new InstantTime() };
        ClusterScan scan = await new ClusterScanner(client ?? this.client, engine, options ?? new ClusterScanOptions { KeepsReferences = true }, api)
            .OpenAsync();
        var decisions = new List<Decision>();
        await foreach (Decision decision in new PolicyReporter(client ?? this.client, time, api).RunAsync(scan))
            decisions.Add(decision);
        return decisions;
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
    }
}
