using System.Text.Json.Nodes;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;
using static ContainerSecurity.Kubernetes.Tests.Watching.WatchedCluster;

namespace ContainerSecurity.Kubernetes.Tests.Watching;

public class ClusterWatcherTests
{
    private WatchedCluster cluster = null!;

    [SetUp]
    public async Task Start() => cluster = await WatchedCluster.StartAsync();

    [TearDown]
    public async Task Stop() => await cluster.DisposeAsync();

    [Test]
    public async Task Findings_appear_change_and_vanish_with_their_object()
    {
        cluster.Pod("old", Privileged);
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/old");

        cluster.Pod("web", Privileged);
        await cluster.ReportsAsync("Pod/old", "Pod/web");
        cluster.Pod("web", Privileged.Replace("name: app", "name: main", StringComparison.Ordinal));
        await cluster.EventuallyAsync(() => LinesOf(cluster.Server.Stored("policyreports")).Any(l => l.Contains("'main'", StringComparison.Ordinal)));
        cluster.Pod("web", Harmless);
        await cluster.ReportsAsync("Pod/old");
        cluster.Server.Delete("pods", "old", "shop");
        await cluster.ReportsAsync();
    }

    [Test]
    public async Task Each_object_is_told_once_when_the_watch_begins_and_then_as_it_changes()
    {
        cluster.Pod("clean", Harmless);
        cluster.Pod("web", Privileged);
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/web");
        cluster.Server.Delete("pods", "web", "shop");
        await cluster.ReportsAsync();

        Assert.Multiple(() =>
        {
            Assert.That(cluster.Told.Count(d => d.Source == "Pod/shop/clean" && d.IsAllowed), Is.EqualTo(1));
            Assert.That(cluster.Told.Where(d => d.Source == "Pod/shop/web").Select(d => (d.Findings.Count, d.Skipped is null)),
                Is.EqualTo(new[] { (1, true), (0, false) }));
        });
    }

    [Test]
    public async Task Change_of_the_status_alone_is_neither_judged_nor_written()
    {
        cluster.Pod("web", Privileged);
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/web");
        await cluster.CatchUpAsync();
        int before = cluster.Told.Count, writes = cluster.Writes;

        cluster.Server.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: web, namespace: shop}}\nspec: {Privileged}\nstatus: {{phase: Running}}");
        await cluster.CatchUpAsync();

        Assert.Multiple(() =>
        {
            Assert.That(cluster.Told.Skip(before).Select(d => d.Source), Has.None.EqualTo("Pod/shop/web"));
            Assert.That(cluster.Writes, Is.EqualTo(writes + 2), "only the report on the mark came and went");
        });
    }

    [Test]
    public async Task What_a_controller_made_is_told_at_the_controller_in_whatever_order_they_come()
    {
        await cluster.WatchAsync();
        cluster.Deployment("web", Privileged);
        cluster.Owned("apps/v1", "ReplicaSet", "web-1", "Deployment", "web", $"{{template: {{spec: {Privileged}}}}}");
        for (int i = 0; i < 3; i++)
            cluster.Owned("v1", "Pod", $"web-1-{i}", "ReplicaSet", "web-1", Privileged);
        await cluster.CatchUpAsync();

        await cluster.ReportsAsync("Deployment/web");
    }

    [Test]
    public async Task Pods_that_still_run_what_their_controller_no_longer_says_are_told()
    {
        cluster.Deployment("web", Privileged);
        cluster.Owned("apps/v1", "ReplicaSet", "web-1", "Deployment", "web", $"{{template: {{spec: {Privileged}}}}}");
        cluster.Owned("v1", "Pod", "web-1-a", "ReplicaSet", "web-1", Privileged);
        cluster.Owned("v1", "Pod", "web-1-b", "ReplicaSet", "web-1", Privileged);
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Deployment/web");

        cluster.Deployment("web", Harmless);
        await cluster.ReportsAsync("Pod/web-1-a");
        cluster.Server.Delete("pods", "web-1-a", "shop");
        await cluster.ReportsAsync("Pod/web-1-b");
    }

    [Test]
    public async Task What_a_controller_leaves_behind_is_told_itself()
    {
        cluster.Deployment("web", Privileged);
        cluster.Owned("apps/v1", "ReplicaSet", "web-1", "Deployment", "web", $"{{template: {{spec: {Privileged}}}}}");
        cluster.Owned("v1", "Pod", "web-1-a", "ReplicaSet", "web-1", Privileged);
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Deployment/web");

        cluster.Server.Delete("deployments", "web", "shop");
        await cluster.ReportsAsync("ReplicaSet/web-1");
        cluster.Server.Delete("replicasets", "web-1", "shop");
        await cluster.ReportsAsync("Pod/web-1-a");
    }

    [Test]
    public async Task What_compares_objects_follows_both()
    {
        Policy policy = Policy.Create().UseProfile(Profile.None).Rule("network-policy-missing").Build();
        cluster.Deployment("web", Harmless);
        await cluster.WatchAsync(policy);
        await cluster.ReportsAsync("Deployment/web");

        cluster.Server.Apply("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: all, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}");
        await cluster.ReportsAsync();
        cluster.Server.Delete("networkpolicies", "all", "shop");
        await cluster.ReportsAsync("Deployment/web");
    }

    [Test]
    public async Task Object_that_was_replaced_has_the_report_of_the_new_one_alone()
    {
        cluster.Pod("web", Privileged);
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/web");
        string before = cluster.Server.Stored("policyreports").Single()["metadata"]!["name"]!.GetValue<string>();

        cluster.Server.Delete("pods", "web", "shop");
        cluster.Pod("web", Privileged);

        await cluster.EventuallyAsync(() => cluster.Server.Stored("policyreports").Select(r => r["metadata"]!["name"]!.GetValue<string>())
            .ToArray() is [var now] && now != before);
    }

    [Test]
    public async Task Change_of_the_clusters_own_policies_judges_all_anew()
    {
        cluster.Deployment("web", Harmless);
        await cluster.WatchAsync();
        await cluster.CatchUpAsync();

        cluster.Server.Apply("""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: never}
            spec:
              matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}]}
              validations: [{expression: 'false', message: never}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: never}
            spec: {policyName: never, validationActions: [Deny]}
            """);
        await cluster.ReportsAsync("Deployment/web");
        cluster.Server.Delete("validatingadmissionpolicybindings", "never");
        cluster.Server.Delete("validatingadmissionpolicies", "never");
        await cluster.ReportsAsync();
    }

    [Test]
    public async Task Labels_of_a_namespace_count_for_policies_that_choose_by_them()
    {
        cluster.Server.Apply("""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: gold}
            spec:
              matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}]}
              validations: [{expression: 'false', message: never}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: gold}
            spec: {policyName: gold, validationActions: [Deny], matchResources: {namespaceSelector: {matchLabels: {tier: gold}}}}
            """);
        cluster.Deployment("web", Harmless);
        await cluster.WatchAsync();
        await cluster.CatchUpAsync();
        await cluster.ReportsAsync();

        cluster.Server.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: gold}}");
        await cluster.ReportsAsync("Deployment/web");
    }

    [Test]
    public async Task Kind_that_comes_with_its_definition_is_watched_once_it_is_discovered()
    {
        await cluster.WatchAsync(Policy.Create().UseProfile(Profile.Baseline).Pods("WebApp.example.com", "spec.pods").Build());

        cluster.Server.Serve(new FakeKind("example.com", "v1", "WebApp", "webapps", true));
        cluster.Server.Apply($"apiVersion: example.com/v1\nkind: WebApp\nmetadata: {{name: own, namespace: shop}}\nspec: {{pods: {{spec: {Privileged}}}}}");

        await cluster.ElapseUntilAsync(() => cluster.Reported.SequenceEqual(["WebApp/own"]), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
    }

    [Test]
    public async Task Resync_lists_all_again_and_mends_reports_that_somebody_deleted()
    {
        cluster.Pod("web", Privileged);
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/web");
        string name = cluster.Server.Stored("policyreports").Single()["metadata"]!["name"]!.GetValue<string>();
        cluster.Server.Delete("policyreports", name, "shop");
        int before = cluster.Told.Count;

        await cluster.ElapseUntilAsync(() => cluster.Reported.Any(), TimeSpan.FromHours(1));

        Assert.That(cluster.Told.Skip(before), Is.Empty, "nothing has changed that could be told");
    }

    [Test]
    public async Task Namespaces_that_are_asked_for_are_watched_alone()
    {
        cluster.Server.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}");
        cluster.Pod("vault", Privileged, "bank");
        await cluster.WatchAsync(scan: new ClusterScanOptions { Namespaces = ["shop"] });
        cluster.Pod("web", Privileged);

        await cluster.ReportsAsync("Pod/web");
        Assert.That(cluster.Server.Requests, Has.None.Contains("/namespaces/bank").And.None.Contains("/api/v1/pods?"));
    }

    [Test]
    public async Task Parts_of_a_cluster_together_report_the_whole()
    {
        string[] spaces = [.. Enumerable.Range(0, 6).Select(i => $"team-{i}")];
        foreach (string space in spaces)
            cluster.Server.Apply($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: {space}}}");
        await cluster.WatchAsync(scan: new ClusterScanOptions { Shard = new ClusterShard(0, 2) });
        foreach (string space in spaces)
            cluster.Pod("p-" + space, Privileged, space);

        await cluster.ReportsAsync([.. spaces.Where(s => new ClusterShard(0, 2).Holds(s)).Select(s => "Pod/p-" + s).Order(StringComparer.Ordinal)]);
    }

    [Test]
    public async Task Watcher_runs_once_at_a_time()
    {
        await cluster.WatchAsync();

        Assert.That(async () => await cluster.Watcher.WatchAsync().GetAsyncEnumerator().MoveNextAsync(), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Report_that_cannot_be_written_is_an_error_once_and_is_written_later()
    {
        bool refuses = true;
        cluster.Server.Intercept = async context =>
        {
            if (!refuses || context.Request.Method != "POST")
                return false;
            await FakeCluster.FailAsync(context, 403, "Forbidden", "policyreports is forbidden");
            return true;
        };
        cluster.Pod("web", Privileged);
        await cluster.WatchAsync();
        await cluster.EventuallyAsync(() => cluster.Errors.Any(e => e.Contains("could not be stored as PolicyReport", StringComparison.Ordinal)));

        refuses = false;
        await cluster.ElapseUntilAsync(() => cluster.Reported.SequenceEqual(["Pod/web"]), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.That(cluster.Errors.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Report_that_somebody_changes_meanwhile_is_written_again()
    {
        cluster.Pod("web", Privileged);
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/web");
        JsonObject foreign = cluster.Server.Stored("policyreports").Single();
        foreign["results"] = new JsonArray();
        cluster.Server.Apply(foreign);

        cluster.Pod("web", Privileged.Replace("name: app", "name: main", StringComparison.Ordinal));

        await cluster.EventuallyAsync(() => LinesOf(cluster.Server.Stored("policyreports")).Any(l => l.Contains("'main'", StringComparison.Ordinal)));
        Assert.That(cluster.Errors, Is.Empty);
    }
}
