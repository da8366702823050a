using System.Globalization;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;
using static ContainerSecurity.Kubernetes.Tests.Watching.WatchedCluster;

namespace ContainerSecurity.Kubernetes.Tests.Watching;

/// <summary>Whatever happens in a cluster and to the connection, in the end the reports are what a scan would store.</summary>
public class WatchPropertyTests
{
    private const int Steps = 120;
    private static readonly string[] Spaces = ["shop", "bank"];
    private static readonly Policy All = Policy.Create().UseProfile(Profile.All).Build();

    [Test]
    public async Task Watch_through_faults_ends_in_the_reports_of_a_scan([Range(1, 8)] int seed, [Values] bool streamsLists)
    {
        await using WatchedCluster cluster = await WatchedCluster.StartAsync();
        var random = new Random(seed);
        cluster.Server.StreamsLists = streamsLists;
        cluster.Server.ExpiresByStatus = seed % 2 == 0;
        cluster.Server.MaxPage = 3;
        for (int i = 0; i < 20; i++)
            Change(cluster.Server, random);
        await cluster.WatchAsync(All, new ClusterScanOptions { ReportsImages = false });
        for (int i = 0; i < Steps; i++)
        {
            Change(cluster.Server, random);
            Disturb(cluster, random);
            if (random.Next(4) == 0)
                await Task.Delay(random.Next(15));
        }
        cluster.Server.IsSilent = false;
        cluster.Server.CutWatches();

        string[] expected = [], stored = [];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
        {
            expected = [.. await ScanAsync(cluster)];
            stored = [.. LinesOf(cluster.Server.Stored("policyreports").Concat(cluster.Server.Stored("clusterpolicyreports")))];
            await Task.Delay(20);
        }
        while ((!stored.SequenceEqual(expected) || cluster.Watcher.Health.Gaps.Count > 0) && !patience.IsCancellationRequested);
        Assert.Multiple(() =>
        {
            Assert.That(stored.Except(expected), Is.Empty, "what is not there");
            Assert.That(expected.Except(stored), Is.Empty, "what is not told");
            Assert.That(stored, Is.EqualTo(expected));
            Assert.That(cluster.Watcher.Health.Gaps, Is.Empty);
            Assert.That(expected, Has.Length.GreaterThan(5));
        });
    }

    private static void Change(FakeCluster server, Random random)
    {
        string space = Spaces[random.Next(Spaces.Length)], name = "n" + random.Next(4).ToString(CultureInfo.InvariantCulture);
        string spec = random.Next(3) switch { 0 => Privileged, 1 => Harmless, _ => "{hostNetwork: true, containers: [{name: app, image: web}]}" };
        switch (random.Next(12))
        {
            case 0 or 1:
                server.Apply($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}, namespace: {space}}}\nspec: {{template: {{metadata: {{labels: {{app: {name}}}}}, spec: {spec}}}}}");
                break;
            case 2 or 3:
                server.Apply($"apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {{name: {name}, namespace: {space}{Owner(server, random, "deployments", space)}}}\nspec: {{template: {{spec: {spec}}}}}");
                break;
            case 4 or 5 or 6:
                server.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}-{random.Next(3)}, namespace: {space}{Owner(server, random, "replicasets", space)}}}\nspec: {spec}");
                break;
            case 7:
                server.Apply($"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: {name}, namespace: {space}}}\nspec: {{podSelector: {{}}, policyTypes: [Ingress]}}");
                break;
            case 8:
                server.Apply($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: {space}, labels: {{round: r{random.Next(3)}}}}}");
                break;
            case 9:
                server.Apply($"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: {name}}}\nroleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}}\nsubjects: [{{kind: ServiceAccount, name: {name}, namespace: {space}}}]");
                break;
            default:
                Delete(server, random);
                break;
        }
    }

    private static string Owner(FakeCluster server, Random random, string plural, string space)
    {
        var makers = server.Stored(plural).Where(o => o["metadata"]!["namespace"]!.GetValue<string>() == space).ToArray();
        if (makers.Length == 0 || random.Next(4) == 0)
            return random.Next(2) == 0 ? "" : ", ownerReferences: [{apiVersion: example.com/v1, kind: Operator, name: db, uid: unseen, controller: true}]";
        var maker = makers[random.Next(makers.Length)];
        return $", ownerReferences: [{{apiVersion: apps/v1, kind: {maker["kind"]}, name: {maker["metadata"]!["name"]}, uid: {maker["metadata"]!["uid"]}, controller: true}}]";
    }

    private static void Delete(FakeCluster server, Random random)
    {
        string[] plurals = ["deployments", "replicasets", "pods", "networkpolicies", "clusterrolebindings"];
        string plural = plurals[random.Next(plurals.Length)];
        var there = server.Stored(plural);
        if (there.Count > 0 && there[random.Next(there.Count)]["metadata"] is { } gone)
            server.Delete(plural, gone["name"]!.GetValue<string>(), gone["namespace"]?.GetValue<string>());
    }

    private static void Disturb(WatchedCluster cluster, Random random)
    {
        switch (random.Next(14))
        {
            case 0:
                cluster.Server.CutWatches();
                break;
            case 1:
                cluster.Server.Compact();
                break;
            case 2:
                cluster.Server.Compact();
                cluster.Server.CutWatches();
                break;
            case 3:
                cluster.Server.IsSilent = !cluster.Server.IsSilent;
                break;
            case 4:
                cluster.Time.Elapse(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
                break;
            case 5 when random.Next(4) == 0:
                cluster.Time.Elapse(TimeSpan.FromHours(1));
                break;
        }
    }

    /// <summary>What a scan would store, in the form of reports.</summary>
    private static async Task<IEnumerable<string>> ScanAsync(WatchedCluster cluster)
    {
        var options = new ClusterScanOptions { KeepsReferences = true, ReportsImages = false };
        ClusterScan scan = await new ClusterScanner(cluster.Client, new PolicyEngine(All), options, new ApiOptions { Time = new InstantTime() }).OpenAsync();
        var lines = new List<string>();
        await foreach (Decision decision in scan.JudgeAsync())
            if (scan.ObjectOf(decision) is { } about)
                lines.AddRange(Kubernetes.Reports.ReportedResult.Of(decision, "").Select(r =>
                    $"{about.Kind}/{about.Namespace}/{about.Name} {about.Uid} {r.Rule} {r.Result} {r.Properties.GetValueOrDefault("path")} {r.Message}"));
        return lines.Order(StringComparer.Ordinal);
    }
}
