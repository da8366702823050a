using System.Text.Json.Nodes;
using ContainerSecurity.Access;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Tests.Fakes;

namespace ContainerSecurity.Kubernetes.Tests.Access;

public class ClusterAccessReaderTests
{
    private const string Group = "rbac.authorization.k8s.io";
    private FakeCluster cluster = null!;
    private k8s.Kubernetes client = null!;

    [SetUp]
    public async Task Start()
    {
        cluster = await FakeCluster.StartAsync();
        client = cluster.NewClient();
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank}");
        cluster.Apply($$"""
            apiVersion: {{Group}}/v1
            kind: Role
            metadata: {name: reader, namespace: shop}
            rules: [{apiGroups: [''], resources: [pods], verbs: [get, list]}]
            ---
            apiVersion: {{Group}}/v1
            kind: RoleBinding
            metadata: {name: readers, namespace: shop}
            roleRef: {apiGroup: {{Group}}, kind: Role, name: reader}
            subjects: [{kind: ServiceAccount, name: web}]
            ---
            apiVersion: {{Group}}/v1
            kind: ClusterRole
            metadata: {name: nodes}
            rules: [{apiGroups: [''], resources: [nodes], verbs: [get]}]
            ---
            apiVersion: {{Group}}/v1
            kind: ClusterRoleBinding
            metadata: {name: nodes}
            roleRef: {apiGroup: {{Group}}, kind: ClusterRole, name: nodes}
            subjects: [{kind: User, name: ann}]
            """);
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task Answers_are_those_of_the_roles_in_the_cluster_and_name_the_objects()
    {
        RbacAuthorizer read = await ReadAsync();
        RbacDecision allowed = Ask(read, "sa:web", "get", "pods", "shop");

        Assert.Multiple(() =>
        {
            Assert.That(read.Gaps, Is.Empty);
            Assert.That(allowed.Verdict, Is.EqualTo(RbacVerdict.Allowed));
            Assert.That(allowed.Grant!.Value.Binding!.Location!.Place, Is.EqualTo("RoleBinding.rbac.authorization.k8s.io/shop/readers"));
            Assert.That(allowed.Grant!.Value.Rule!.Location!.Path, Is.EqualTo("rules[0]"));
            Assert.That(Ask(read, "sa:web", "get", "pods", "bank").Verdict, Is.EqualTo(RbacVerdict.Denied));
            Assert.That(Ask(read, "ann", "get", "nodes").Verdict, Is.EqualTo(RbacVerdict.Allowed));
            Assert.That(Ask(read, "bob", "get", "nodes").Verdict, Is.EqualTo(RbacVerdict.Denied));
        });
    }

    [Test]
    public async Task Bindings_that_may_be_listed_in_one_namespace_only_leave_the_others_unknown()
    {
        Forbid(p => p.EndsWith("/v1/rolebindings", StringComparison.Ordinal) || p.Contains("/bank/rolebindings", StringComparison.Ordinal));

        RbacAuthorizer read = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Ask(read, "sa:web", "get", "pods", "shop").Verdict, Is.EqualTo(RbacVerdict.Allowed));
            Assert.That(Ask(read, "sa:web", "get", "secrets", "shop").Verdict, Is.EqualTo(RbacVerdict.Denied));
            Assert.That(Ask(read, "sa:web", "get", "pods", "bank").Verdict, Is.EqualTo(RbacVerdict.Unknown));
            Assert.That(Ask(read, "bob", "get", "nodes").Verdict, Is.EqualTo(RbacVerdict.Denied), "RoleBindings give nothing that is in no namespace");
            Assert.That(Ask(read, "bob", "get", "pods", "bank").Reason, Does.Contain("bank")
                .And.Contain("Grant 'list' on 'rolebindings.rbac.authorization.k8s.io'"));
            Assert.That(read.WhoCan(new RbacRequest { Verb = "get", Resource = "pods", Namespace = "bank" }).Gaps, Is.Not.Empty);
            Assert.That(read.WhoCan(new RbacRequest { Verb = "get", Resource = "pods", Namespace = "shop" }).Gaps, Is.Empty);
        });
    }

    [Test]
    public async Task Without_the_bindings_of_the_cluster_nothing_is_denied()
    {
        Forbid(p => p.Contains("clusterrolebindings", StringComparison.Ordinal));

        RbacAuthorizer read = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Ask(read, "sa:web", "get", "pods", "shop").Verdict, Is.EqualTo(RbacVerdict.Allowed));
            Assert.That(Ask(read, "sa:web", "get", "secrets", "shop").Verdict, Is.EqualTo(RbacVerdict.Unknown));
            Assert.That(Ask(read, "ann", "get", "nodes").Verdict, Is.EqualTo(RbacVerdict.Unknown));
            Assert.That(read.Can(new RbacRequest { User = RbacUser.Named("ann"), Verb = "get", Path = "/metrics" }).Verdict, Is.EqualTo(RbacVerdict.Unknown));
        });
    }

    [Test]
    public async Task Roles_that_cannot_be_seen_leave_only_those_unknown_who_are_bound_to_them()
    {
        Forbid(p => p.Split('/')[^1] is "roles");

        RbacAuthorizer read = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Ask(read, "sa:web", "get", "pods", "shop").Verdict, Is.EqualTo(RbacVerdict.Unknown));
            Assert.That(Ask(read, "bob", "get", "pods", "shop").Verdict, Is.EqualTo(RbacVerdict.Denied));
            Assert.That(Ask(read, "sa:web", "get", "pods", "bank").Verdict, Is.EqualTo(RbacVerdict.Denied));
        });
    }

    [Test]
    public async Task A_stock_role_that_cannot_be_seen_allows_what_Kubernetes_gives_it_and_leaves_the_rest_unknown()
    {
        Bind("ann", "view");
        Bind("bob", "own");
        Forbid(p => p.Split('/')[^1] is "clusterroles");

        RbacAuthorizer read = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Ask(read, "ann", "get", "pods", "shop").Verdict, Is.EqualTo(RbacVerdict.Allowed));
            Assert.That(Ask(read, "ann", "get", "secrets", "shop").Verdict, Is.EqualTo(RbacVerdict.Unknown));
            Assert.That(Ask(read, "bob", "get", "pods", "shop").Verdict, Is.EqualTo(RbacVerdict.Unknown));
            Assert.That(Ask(read, "tom", "get", "pods", "shop").Verdict, Is.EqualTo(RbacVerdict.Denied));
        });
    }

    [Test]
    public async Task A_binding_to_a_role_that_the_cluster_has_not_gives_nothing()
    {
        Bind("ann", "view");
        Bind("ann", "system:own");

        RbacAuthorizer read = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(read.Gaps, Is.Empty);
            Assert.That(Ask(read, "ann", "get", "pods", "shop").Verdict, Is.EqualTo(RbacVerdict.Denied));
        });
    }

    [Test]
    public async Task An_aggregated_role_allows_what_the_cluster_has_written_into_it()
    {
        cluster.Apply($$"""
            apiVersion: {{Group}}/v1
            kind: ClusterRole
            metadata: {name: whole}
            aggregationRule: {clusterRoleSelectors: [{matchLabels: {into: whole} }]}
            rules: [{apiGroups: [''], resources: [secrets], verbs: [get]}]
            ---
            apiVersion: {{Group}}/v1
            kind: ClusterRole
            metadata: {name: part, labels: {into: whole} }
            rules: [{apiGroups: [''], resources: [configmaps], verbs: [get]}]
            """);
        Bind("ann", "whole");

        RbacAuthorizer read = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Ask(read, "ann", "get", "secrets", "shop").Verdict, Is.EqualTo(RbacVerdict.Allowed));
            Assert.That(Ask(read, "ann", "get", "configmaps", "shop").Verdict, Is.EqualTo(RbacVerdict.Denied));
        });
    }

    [Test]
    public async Task A_cluster_that_does_not_answer_leaves_everything_unknown()
    {
        cluster.Intercept = async context =>
        {
            await FakeCluster.FailAsync(context, 503, "ServiceUnavailable", "etcd is down");
            return true;
        };

        RbacAuthorizer read = await ReadAsync();

        Assert.That(Ask(read, "ann", "get", "nodes") is { Verdict: RbacVerdict.Unknown, Reason: var reason }
            && reason.Contains("etcd is down", StringComparison.Ordinal), Is.True);
    }

    [Test]
    public async Task Only_the_namespaces_that_are_asked_for_are_read_and_others_are_unknown()
    {
        RbacAuthorizer read = await ReadAsync(new ClusterAccessOptions { Namespaces = ["shop"] });

        Assert.Multiple(() =>
        {
            Assert.That(Ask(read, "sa:web", "get", "secrets", "shop").Verdict, Is.EqualTo(RbacVerdict.Denied));
            Assert.That(Ask(read, "sa:web", "get", "secrets", "bank").Verdict, Is.EqualTo(RbacVerdict.Unknown));
            Assert.That(cluster.Requests, Has.None.Contains("/v1/rolebindings"));
        });
    }

    [Test]
    public async Task All_pages_are_read()
    {
        for (int i = 0; i < 7; i++)
            Bind($"user{i}", "nodes");

        RbacAuthorizer read = await ReadAsync(new ClusterAccessOptions { PageSize = 2 });

        Assert.That(Enumerable.Range(0, 7).Select(i => Ask(read, $"user{i}", "get", "nodes").Verdict), Is.All.EqualTo(RbacVerdict.Allowed));
    }

    [Test]
    public async Task More_objects_than_are_read_are_unknown()
    {
        for (int i = 0; i < 7; i++)
            Bind($"user{i}", "nodes");

        RbacAuthorizer read = await ReadAsync(new ClusterAccessOptions { MaxObjects = 4 });

        Assert.Multiple(() =>
        {
            Assert.That(Enumerable.Range(0, 7).Select(i => Ask(read, $"user{i}", "get", "nodes").Verdict), Has.None.EqualTo(RbacVerdict.Denied));
            Assert.That(Ask(read, "nobody", "get", "nodes").Reason, Does.Contain("more than 4"));
        });
    }

    [Test]
    public async Task An_object_that_cannot_be_read_leaves_its_kind_unknown_where_it_is()
    {
        JsonNode nested = 1;
        for (int i = 0; i < 300; i++)
            nested = new JsonObject { ["a"] = nested };
        cluster.Apply(new JsonObject
        {
            ["apiVersion"] = $"{Group}/v1",
            ["kind"] = "RoleBinding",
            ["metadata"] = new JsonObject { ["name"] = "deep", ["namespace"] = "bank" },
            ["subjects"] = nested,
        });

        RbacAuthorizer read = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Ask(read, "bob", "get", "pods", "bank").Verdict, Is.EqualTo(RbacVerdict.Unknown));
            Assert.That(Ask(read, "bob", "get", "pods", "shop").Verdict, Is.EqualTo(RbacVerdict.Denied));
        });
    }

    [TestCase(0)]
    [TestCase(10_001)]
    public void Page_size_has_bounds(int size) =>
        Assert.That(() => new ClusterAccessReader(client, new ClusterAccessOptions { PageSize = size }), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private Task<RbacAuthorizer> ReadAsync(ClusterAccessOptions? options = null) =>
        new ClusterAccessReader(client, options, new ApiOptions { Time = new InstantTime(), Attempts = 2 }).ReadAsync();

    private void Forbid(Func<string, bool> isForbidden) => cluster.Intercept = async context =>
    {
        if (!isForbidden(context.Request.Path.Value!))
            return false;
        await FakeCluster.FailAsync(context, 403, "Forbidden", "you may not list it");
        return true;
    };

    private void Bind(string user, string role) => cluster.Apply($$"""
        apiVersion: {{Group}}/v1
        kind: ClusterRoleBinding
        metadata: {name: '{{user}}-{{role}}'}
        roleRef: {apiGroup: {{Group}}, kind: ClusterRole, name: '{{role}}'}
        subjects: [{kind: User, name: '{{user}}'}]
        """);

    private static RbacDecision Ask(RbacAuthorizer authorizer, string who, string verb, string resource, string space = "") => authorizer.Can(new RbacRequest
    {
        User = who.StartsWith("sa:", StringComparison.Ordinal) ? RbacUser.ServiceAccount("shop", who[3..]) : RbacUser.Named(who),
        Verb = verb,
        Resource = resource,
        Namespace = space,
    });
}
