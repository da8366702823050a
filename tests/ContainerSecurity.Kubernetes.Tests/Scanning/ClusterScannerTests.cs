using System.Text.Json.Nodes;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Kubernetes.Tests.Scanning;

public class ClusterScannerTests
{
    private const string Privileged = "{containers: [{name: app, image: registry.example/web:1.0, securityContext: {privileged: true}}]}";
    private const string Harmless = "{containers: [{name: app, image: registry.example/web:1.0}]}";
    private static readonly Policy Baseline = Policy.Create().UseProfile(Profile.Baseline).Build();
    private FakeCluster cluster = null!;
    private k8s.Kubernetes client = null!;

    /// <summary>A value that is found as a secret, made here so that this file holds none.</summary>
    private static readonly string Planted = string.Concat("k8Xw2Q", "mZr7Tb");

    [SetUp]
    public async Task Start()
    {
        cluster = await FakeCluster.StartAsync();
        client = cluster.NewClient();
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: gold}}");
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}");
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task Finding_names_the_object_and_the_path_as_in_yaml()
    {
        Deployment("web", Privileged);

        PolicyFinding finding = (await ScanAsync()).SelectMany(d => d.Findings).Single();

        Assert.Multiple(() =>
        {
            Assert.That(finding.Finding.Location.File.Path, Is.EqualTo("Deployment.apps/shop/web"));
            Assert.That(finding.Finding.Location.Path, Is.EqualTo("spec.template.spec.containers[0].securityContext.privileged"));
        });
    }

    [Test]
    public async Task What_a_controller_made_is_told_at_the_controller_once()
    {
        Deployment("web", Privileged);
        Owned("apps/v1", "ReplicaSet", "web-1", "Deployment", "web", $"{{template: {{spec: {Privileged}}}}}");
        for (int i = 0; i < 3; i++)
            Owned("v1", "Pod", $"web-1-{i}", "ReplicaSet", "web-1", Privileged);

        Assert.That((await ScanAsync()).SelectMany(d => d.Findings).Select(f => f.Finding.Resource.ToString()), Is.EqualTo(new[] { "Deployment shop/web" }));
    }

    [Test]
    public async Task No_rule_says_of_a_pod_what_it_says_of_its_controller()
    {
        string careless = $$$"""{hostNetwork: true, hostPID: true, volumes: [{name: host, hostPath: {path: /}}], containers: [{name: app, image: web, args: [--password={{{Planted}}}], ports: [{containerPort: 22, hostPort: 22}], securityContext: {privileged: true, capabilities: {add: [SYS_ADMIN]}, runAsUser: 0}}]}""";
        Deployment("web", careless);
        Owned("apps/v1", "ReplicaSet", "web-1", "Deployment", "web", $"{{template: {{spec: {careless}}}}}");
        Owned("v1", "Pod", "web-1-a", "ReplicaSet", "web-1", careless);

        string[] found = [.. (await ScanAsync(new ClusterScanOptions { Kinds = ["Deployment", "ReplicaSet", "Pod"], ReportsImages = false }, Policy.Create()
            .UseProfile(Profile.All).Build())).SelectMany(d => d.Findings).Select(f => $"{f.Finding.Resource.Kind} {f.Finding.Rule.Id} {f.Finding.Location.Path} {f.Finding.Message}")];

        Assert.That(found, Has.Length.GreaterThan(15).And.All.StartsWith("Deployment"));
    }

    [Test]
    public async Task What_only_the_pods_of_a_controller_have_is_told_once()
    {
        Deployment("web", Harmless);
        Owned("apps/v1", "ReplicaSet", "web-1", "Deployment", "web", $"{{template: {{spec: {Harmless}}}}}");
        Owned("v1", "Pod", "web-1-a", "ReplicaSet", "web-1", Harmless);
        const string Debugged = "{containers: [{name: app, image: registry.example/web:1.0}], ephemeralContainers: [{name: debugger, image: registry.example/debug:1.0, securityContext: {privileged: true}}]}";
        Owned("v1", "Pod", "web-1-b", "ReplicaSet", "web-1", Debugged);
        Owned("v1", "Pod", "web-1-c", "ReplicaSet", "web-1", Debugged);

        Assert.That((await ScanAsync()).SelectMany(d => d.Findings).Select(f => $"{f.Finding.Resource} {f.Finding.Container}"),
            Is.EqualTo(new[] { "Pod shop/web-1-b debugger" }));
    }

    [Test]
    public async Task Pods_of_a_controller_that_is_no_kind_of_the_table_are_told_once()
    {
        cluster.Serve(new FakeKind("example.com", "v1", "Operator", "operators", true));
        cluster.Apply("apiVersion: example.com/v1\nkind: Operator\nmetadata: {name: db, namespace: shop}");
        for (int i = 0; i < 3; i++)
            Owned("v1", "Pod", $"db-{i}", "Operator", "db", Privileged);
        Owned("v1", "Pod", "db-backup", "Operator", "db", Privileged.Replace("name: app", "name: backup", StringComparison.Ordinal));

        Assert.That((await ScanAsync()).SelectMany(d => d.Findings).Select(f => f.Finding.Resource.Name), Is.EquivalentTo(new[] { "db-0", "db-backup" }));
    }

    [Test]
    public async Task Static_pods_of_one_node_are_told_each()
    {
        cluster.Apply("apiVersion: v1\nkind: Node\nmetadata: {name: n1}");
        foreach (string name in new[] { "etcd", "proxy" })
            cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: shop, ownerReferences: [{{apiVersion: v1, kind: Node, name: n1, uid: u1, controller: true}}]}}\nspec: {{hostNetwork: true, containers: [{{name: a, image: 'registry.example/a:1'}}]}}");

        Assert.That((await ScanAsync()).SelectMany(d => d.Findings).Select(f => f.Finding.Resource.Name), Is.EquivalentTo(new[] { "etcd", "proxy" }));
    }

    [Test]
    public async Task Kind_that_may_not_be_listed_is_a_gap_with_its_name_and_its_objects_are_told_at_what_they_made()
    {
        Deployment("web", Privileged);
        Owned("apps/v1", "ReplicaSet", "web-1", "Deployment", "web", $"{{template: {{spec: {Privileged}}}}}");
        Owned("v1", "Pod", "web-1-a", "ReplicaSet", "web-1", Privileged);
        Forbid("/deployments");

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Resource.ToString()), Is.EqualTo(new[] { "ReplicaSet shop/web-1" }));
            Assert.That(decisions.SelectMany(d => d.Errors).Single().Message, Does.Contain("Deployment.apps")
                .And.Contain("Grant 'list' on 'deployments.apps'"));
            Assert.That(decisions.All(d => d.IsAllowed), Is.False);
        });
    }

    [Test]
    public async Task Kind_that_may_be_listed_in_some_namespaces_alone_is_listed_there()
    {
        Deployment("web", Privileged);
        cluster.Apply($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: vault, namespace: bank}}\nspec: {{template: {{spec: {Privileged}}}}}");
        Forbid("/apis/apps/v1/deployments", "/namespaces/bank/deployments");

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Resource.Name), Is.EqualTo(new[] { "web" }));
            Assert.That(decisions.SelectMany(d => d.Errors).Single().Message, Does.Contain("in the namespace 'bank'"));
        });
    }

    [Test]
    public async Task Group_whose_server_is_down_leaves_the_others_judged()
    {
        Deployment("web", Privileged);
        cluster.Serve(new FakeKind("dead.example.com", "v1", "Thing", "things", true));
        cluster.DeadGroups.Add("dead.example.com");

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings), Has.Exactly(1).Items);
            Assert.That(decisions.SelectMany(d => d.Errors).Single().Message, Does.Contain("dead.example.com"));
        });
    }

    [Test]
    public async Task Object_with_a_value_of_the_wrong_type_takes_no_other_with_it()
    {
        cluster.Apply("apiVersion: v1\nkind: Pod\nmetadata: {name: broken, namespace: shop}\nspec: {hostNetwork: maybe, containers: [{name: a, image: 'registry.example/a:1', resources: {limits: {cpu: lots}}}]}");
        cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: web, namespace: shop}}\nspec: {Privileged}");

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Resource.Name), Is.EqualTo(new[] { "web" }));
            Assert.That(decisions.Single(d => d.Source == "Pod/shop/broken").Errors.Single().Message, Does.Contain("spec.hostNetwork"));
        });
    }

    [Test]
    public async Task Object_that_is_nested_too_deep_takes_no_other_with_it()
    {
        JsonNode deep = JsonValue.Create("b");
        for (int i = 0; i < 200; i++)
            deep = new JsonObject { ["a"] = deep };
        cluster.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "deep", ["namespace"] = "shop" },
            ["spec"] = deep
        });
        cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: web, namespace: shop}}\nspec: {Privileged}");

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Resource.Name), Is.EqualTo(new[] { "web" }));
            Assert.That(decisions.SelectMany(d => d.Errors).Single().Message, Does.Contain("nested deeper than 128 levels"));
        });
    }

    [Test]
    public async Task Namespaces_that_are_asked_for_are_scanned_alone()
    {
        Deployment("web", Privileged);
        cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: vault, namespace: bank}}\nspec: {Privileged}");

        IReadOnlyList<Decision> decisions = await ScanAsync(new ClusterScanOptions { Namespaces = ["bank"] });

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Resource.Name), Is.EqualTo(new[] { "vault" }));
            Assert.That(cluster.Requests, Has.None.Contains("/namespaces/shop").And.None.Contains("/api/v1/pods?"));
        });
    }

    [Test]
    public async Task Namespace_that_there_is_not_is_a_gap() =>
        Assert.That((await ScanAsync(new ClusterScanOptions { Namespaces = ["bnak"] })).SelectMany(d => d.Errors).Select(e => e.Message),
            Has.Some.Contains("'bnak' could not be read"));

    [Test]
    public async Task Kinds_that_are_asked_for_are_scanned_alone()
    {
        Deployment("web", Privileged);
        cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: other, namespace: shop}}\nspec: {Privileged}");

        IReadOnlyList<Decision> decisions = await ScanAsync(new ClusterScanOptions { Kinds = ["deployments", "Thing.example.com"] });

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Resource.Name), Is.EqualTo(new[] { "web" }));
            Assert.That(decisions.SelectMany(d => d.Errors).Single().Message, Does.Contain("lists no kind 'Thing.example.com'"));
        });
    }

    [Test]
    public async Task Secrets_are_read_where_somebody_asks_for_them()
    {
        cluster.Apply("apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop}\ndata: {a: Yg==}");

        await ScanAsync();
        Assert.That(cluster.Requests, Has.None.Contains("/secrets"));
        await ScanAsync(new ClusterScanOptions { Kinds = ["*"] });
        Assert.That(cluster.Requests, Has.Some.Contains("/secrets"));
    }

    [Test]
    public async Task Parts_of_a_cluster_together_tell_what_the_whole_tells([Values(2, 3)] int count, [Values(0, 1)] int first)
    {
        for (int i = 0; i < 12; i++)
        {
            cluster.Apply($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: team-{i}}}");
            cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: p, namespace: team-{i}}}\nspec: {Privileged}");
            cluster.Apply($"apiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: sa, namespace: team-{i}}}");
            cluster.Apply($"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: b{i}}}\nroleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}}\nsubjects: [{{kind: ServiceAccount, name: sa, namespace: team-{i}}}, {{kind: ServiceAccount, name: none, namespace: team-{i}}}]");
        }
        Policy all = Policy.Create().UseProfile(Profile.All).Build();
        string[] whole = [.. FindingList.Of(await ScanAsync(null, all))];
        var parts = new List<string>();
        for (int i = first; i < first + count; i++)
            parts.AddRange(FindingList.Of(await ScanAsync(new ClusterScanOptions { Shard = new ClusterShard(i, count) }, all)));

        Assert.Multiple(() =>
        {
            Assert.That(whole, Has.Length.GreaterThan(100));
            Assert.That(parts.Order(StringComparer.Ordinal), Is.EqualTo(whole));
        });
    }

    [Test]
    public async Task What_is_missing_in_a_whole_cluster_is_told()
    {
        Deployment("web", Harmless);

        Assert.That((await ScanAsync(null, NetworkPolicyMissing)).SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Slug),
            Is.EqualTo(new[] { "network-policy-missing" }));
    }

    [Test]
    public async Task What_cannot_be_seen_is_not_missing_but_not_evaluated()
    {
        Deployment("web", Harmless);
        Forbid("/networkpolicies");

        IReadOnlyList<Decision> decisions = await ScanAsync(null, NetworkPolicyMissing);

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings), Is.Empty);
            Assert.That(decisions.SelectMany(d => d.NotEvaluated).Single().Message,
                Does.Contain("NetworkPolicy.networking.k8s.io, which could not all be listed"));
        });
    }

    [Test]
    public async Task Clusters_own_policies_judge_what_runs_by_the_labels_of_its_namespace()
    {
        cluster.Apply("""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: at-most-two}
            spec:
              matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}]}
              validations: [{expression: object.spec.replicas <= 2, message: at most two replicas}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: at-most-two-gold}
            spec: {policyName: at-most-two, validationActions: [Deny], matchResources: {namespaceSelector: {matchLabels: {tier: gold}}}}
            """);
        foreach (string space in new[] { "shop", "bank" })
            cluster.Apply($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web, namespace: {space}}}\nspec: {{replicas: 5, selector: {{}}, template: {{spec: {Harmless}}}}}");

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => $"{f.Finding.Resource} {f.Finding.Message}"), Has.Exactly(1)
                .Contains("at most two replicas"));
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Resource.Namespace), Is.EqualTo(new[] { "shop" }));
            Assert.That(decisions.SelectMany(d => d.NotEvaluated), Is.Empty);
        });
    }

    [Test]
    public async Task Custom_resource_carries_pods_where_the_policy_says()
    {
        cluster.Serve(new FakeKind("example.com", "v1", "WebApp", "webapps", true));
        cluster.Apply($"apiVersion: example.com/v1\nkind: WebApp\nmetadata: {{name: shop, namespace: shop}}\nspec: {{pods: {{spec: {Privileged}}}}}");

        IReadOnlyList<Decision> decisions = await ScanAsync(null, Baseline.Extend().Pods("WebApp.example.com", "spec.pods").Build());

        Assert.That(decisions.SelectMany(d => d.Findings).Single().Finding.Location.Path,
            Is.EqualTo("spec.pods.spec.containers[0].securityContext.privileged"));
    }

    [Test]
    public async Task Images_that_run_are_resources_with_digest_and_nodes()
    {
        string digest = "sha256:" + new string('a', 64);
        foreach (string node in new[] { "n2", "n1" })
            cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: web-{node}, namespace: shop}}\nspec: {{nodeName: {node}, containers: [{{name: a, image: web}}]}}\n"
                + $"status: {{containerStatuses: [{{name: a, image: 'registry.example/web:1', imageID: 'registry.example/web@{digest}'}}]}}");
        var rule = new ImagesSeen();

        await ScanAsync(null, Policy.Create().UseProfile(Profile.None).AddRule(rule).Build());

        Assert.That(rule.Seen.Select(i => $"{i.Reference} {i.Digest} {string.Join(',', i.Nodes)} {i.Containers}"),
            Is.EqualTo(new[] { $"registry.example/web:1 {digest} n1,n2 2" }));
    }

    [Test]
    public async Task Cluster_that_does_not_answer_is_an_error_and_no_pass()
    {
        cluster.Intercept = async context =>
        {
            await FakeCluster.FailAsync(context, 401, "Unauthorized", "Unauthorized");
            return true;
        };

        Decision decision = (await ScanAsync()).Single();

        Assert.Multiple(() =>
        {
            Assert.That(decision.IsAllowed, Is.False);
            Assert.That(decision.Errors.Single().Message, Does.StartWith("The API server could not be asked what it serves"));
        });
    }

    [Test]
    public void Scan_that_is_cancelled_ends()
    {
        using var stop = new CancellationTokenSource();
        cluster.Intercept = context =>
        {
            if (context.Request.Path.Value!.EndsWith("/deployments", StringComparison.Ordinal))
                stop.Cancel();
            return Task.FromResult(false);
        };
        Deployment("web", Privileged);

        Assert.That(
            async () =>
            {
                await foreach (Decision _ in new ClusterScanner(client, new PolicyEngine(Baseline)).ScanAsync(stop.Token))
                {
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static Policy NetworkPolicyMissing => Policy.Create().UseProfile(Profile.None).Rule("network-policy-missing").Build();

    private void Deployment(string name, string spec) =>
        cluster.Apply($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}, namespace: shop}}\nspec: {{template: {{spec: {spec}}}}}");

    private void Owned(string version, string kind, string name, string ownerKind, string owner, string spec)
    {
        string plural = ownerKind switch { "ReplicaSet" => "replicasets", "Deployment" => "deployments", _ => "operators" };
        string uid = cluster.Stored(plural).Single(o => o["metadata"]!["name"]!.GetValue<string>() == owner)["metadata"]!["uid"]!.GetValue<string>();
        cluster.Apply($"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: {name}, namespace: shop, ownerReferences: [{{apiVersion: apps/v1, kind: {ownerKind}, name: {owner}, uid: {uid}, controller: true}}]}}\nspec: {spec}");
    }

    private void Forbid(params string[] ends) => cluster.Intercept = async context =>
    {
        string path = context.Request.Path.Value!;
        if (!Array.Exists(ends, e => path.EndsWith(e, StringComparison.Ordinal)))
            return false;
        await FakeCluster.FailAsync(context, 403, "Forbidden", "deployments.apps is forbidden: User \"scanner\" cannot list resource");
        return true;
    };

    private async Task<IReadOnlyList<Decision>> ScanAsync(ClusterScanOptions? options = null, Policy? policy = null)
    {
        var scanner = new ClusterScanner(client, new PolicyEngine(policy ?? Baseline), options, new ApiOptions { Time = new InstantTime() });
        var decisions = new List<Decision>();
        await foreach (Decision decision in scanner.ScanAsync())
            decisions.Add(decision);
        return decisions;
    }

    private sealed class ImagesSeen() : Rule(new("ACME0001", "images-seen", Severity.Low, "Image seen", "Nothing.")), IJudges<RunningImage>
    {
        public List<RunningImage> Seen { get; } = [];

        public void Judge(RunningImage resource, RuleContext context) => Seen.Add(resource);
    }
}
