using ContainerSecurity.Access.Paths;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Tests;

namespace ContainerSecurity.Kubernetes.Tests.Access;

public class ClusterPathsTests
{
    private FakeCluster cluster = null!;
    private k8s.Kubernetes client = null!;

    [SetUp]
    public async Task Start()
    {
        cluster = await FakeCluster.StartAsync();
        client = cluster.NewClient();
        foreach (string file in Directory.EnumerateFiles(Repository.File("samples", "rbac"), "*.yaml").Order(StringComparer.Ordinal))
            cluster.Apply(File.ReadAllText(file));
        cluster.Apply("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: cluster-admin}\nrules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}, {nonResourceURLs: ['*'], verbs: ['*']}]");
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task Paths_of_a_cluster_are_those_of_its_manifests()
    {
        IEnumerable<DocumentNode> documents = Directory.EnumerateFiles(Repository.File("samples", "rbac"), "*.yaml").Order(StringComparer.Ordinal)
            .SelectMany(f => new DocumentReader().Read(File.ReadAllText(f), f).Documents);
        var expected = EscalationGraph.Create([.. documents.SelectMany(d => KubernetesReader.Read(d, []))]);

        EscalationGraph found = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(found.Gaps, Is.Empty);
            Assert.That(expected.Paths, Is.Not.Empty);
            Assert.That(found.Paths.Select(p => p.ToString()).Order(StringComparer.Ordinal),
                Is.EqualTo(expected.Paths.Select(p => p.ToString()).Order(StringComparer.Ordinal)));
            Assert.That(found.Paths.SelectMany(p => p.Steps).SelectMany(s => s.Locations).Select(l => l.Place), Has.Some.EqualTo("Deployment.apps/shop/web"));
        });
    }

    [Test]
    public async Task Workload_is_taken_at_its_maker_and_at_one_pod_where_the_maker_is_not_seen()
    {
        Owned("a", "unseen");
        Owned("b", "unseen");

        string[] nodes = [.. (await ReadAsync()).Paths.SelectMany(p => p.Steps).Select(s => s.To.ToString())
            .Where(n => n.Contains("Pod shop/", StringComparison.Ordinal)).Distinct()];

        Assert.That(nodes, Has.Length.LessThanOrEqualTo(1));
    }

    [Test]
    public async Task Pod_whose_maker_cannot_be_seen_carries_on_a_path()
    {
        cluster.Delete("deployments", "web", "shop");
        Owned("web-1", "unseen");

        Assert.That((await ReadAsync()).Paths.SelectMany(p => p.Steps).Select(s => s.To.ToString()), Has.Some.EqualTo("Pod shop/web-1"));
    }

    [Test]
    public async Task Contents_of_secrets_are_never_asked_for()
    {
        var accepted = new System.Collections.Concurrent.ConcurrentQueue<string>();
        cluster.Intercept = context =>
        {
            if (context.Request.Path.Value!.Contains("/secrets", StringComparison.Ordinal)
                || context.Request.Path.Value!.Contains("/configmaps", StringComparison.Ordinal))
                accepted.Enqueue(context.Request.Headers.Accept.ToString());
            return Task.FromResult(false);
        };

        await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Has.Count.EqualTo(2).And.All.Contain("PartialObjectMetadata"));
            Assert.That(cluster.Requests, Has.Some.Contains("secrets").And.Some.Contains("fieldSelector=type%3Dkubernetes.io%2Fservice-account-token"));
        });
    }

    [Test]
    public async Task A_secret_with_a_token_leads_to_its_account()
    {
        cluster.Apply("""
            apiVersion: v1
            kind: Secret
            metadata: {name: old-token, namespace: delivery, annotations: {kubernetes.io/service-account.name: deployer}}
            type: kubernetes.io/service-account-token
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: reads, namespace: delivery}
            rules: [{apiGroups: [''], resources: [secrets], verbs: [get]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: reads, namespace: delivery}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reads}
            subjects: [{kind: User, name: eve}]
            """);

        Assert.That((await ReadAsync()).Paths.Select(p => p.Start.ToString()), Has.Some.EqualTo("User eve"));
    }

    [TestCase("/secrets", "Secret")]
    [TestCase("/deployments", "Deployment")]
    [TestCase("/serviceaccounts", "ServiceAccount")]
    [TestCase("/aws-auth", "aws-auth")]
    [TestCase("/api/v1/namespaces", "namespaces")]
    public async Task What_may_not_be_seen_is_a_gap_of_the_paths(string path, string named)
    {
        cluster.Intercept = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith(path, StringComparison.Ordinal))
                return false;
            await FakeCluster.FailAsync(context, 403, "Forbidden", "you may not");
            return true;
        };

        EscalationGraph found = await ReadAsync();

        Assert.That(found.Gaps.Select(g => g.Reason), Has.Exactly(1).Contains(named).And.All.Contain("Grant '"));
    }

    [Test]
    public async Task More_objects_than_are_read_are_a_gap()
    {
        EscalationGraph found = await ReadAsync(new ClusterAccessOptions { MaxObjects = 10 });
        EscalationGraph cut = await ReadAsync(new ClusterAccessOptions { MaxObjects = 1 });

        Assert.Multiple(() =>
        {
            Assert.That(found.Gaps, Is.Empty);
            Assert.That(cut.Gaps.Select(g => g.Reason), Has.Some.Contains("more than 1 objects"));
        });
    }

    private Task<EscalationGraph> ReadAsync(ClusterAccessOptions? options = null) =>
        new ClusterAccessReader(client, options, new ApiOptions { Time = new InstantTime(), Attempts = 2 }).ReadPathsAsync();

    private void Owned(string name, string owner) => cluster.Apply($$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}, namespace: shop, ownerReferences: [{apiVersion: example.com/v1, kind: Maker, name: {{owner}}, uid: {{owner}}, controller: true}]}
        spec: {serviceAccountName: web, containers: [{name: app, image: registry.example/web:1.0}]}
        """);
}
