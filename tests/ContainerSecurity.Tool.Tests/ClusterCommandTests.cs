using System.Net;
using System.Text.Json;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;
using ContainerSecurity.Tool.Cluster;
using Microsoft.AspNetCore.Builder;

namespace ContainerSecurity.Tool.Tests;

[NonParallelizable]
public class ClusterCommandTests
{
    private const string Privileged = "{containers: [{name: app, image: registry.example/web:1.0, securityContext: {privileged: true}}]}";
    private FakeCluster cluster = null!;
    private string folder = null!;

    [SetUp]
    public async Task Start()
    {
        cluster = await FakeCluster.StartAsync();
        folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: main
            clusters: [{name: c, cluster: {server: '{{cluster.Address}}'} }]
            users: [{name: u, user: {token: t} }]
            contexts: [{name: main, context: {cluster: c, user: u} }]
            """);
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");
        cluster.Apply($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web, namespace: shop}}\nspec: {{template: {{spec: {Privileged}}}}}");
    }

    [TearDown]
    public async Task Stop()
    {
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Kubeconfig => Path.Combine(folder, "config");

    [Test]
    public void Finding_in_the_cluster_is_told_with_its_object_and_path()
    {
        (int code, string output, _) = Run("--profile", "baseline");

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Does.Contain("\n  Deployment.apps/shop/web  Deployment shop/web  spec.template.spec.containers[0].securityContext.privileged\n"));
        });
    }

    [Test]
    public void Access_is_asked_of_the_cluster()
    {
        cluster.Apply("apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: debug, namespace: shop}\nrules: [{apiGroups: [''], resources: [pods/exec], verbs: [create]}]");
        cluster.Apply("apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: debug, namespace: shop}\nroleRef: {kind: Role, name: debug}\nsubjects: [{kind: User, name: ann}]");

        (int can, string reason, _) = Rbac("can", "ann", "create", "pods/exec", "-n", "shop");
        (int cannot, _, _) = Rbac("can", "ann", "create", "pods/exec", "-n", "bank");
        (int who, string holders, _) = Rbac("who-can", "create", "pods/exec", "-n", "shop");
        (int what, string table, _) = Rbac("what-can", "ann", "-n", "shop");
        (int paths, string steps, _) = Rbac("paths");

        Assert.Multiple(() =>
        {
            Assert.That((can, cannot, who, what, paths), Is.EqualTo((0, 1, 0, 0, 1)));
            Assert.That(reason, Does.Contain("RoleBinding.rbac.authorization.k8s.io/shop/debug\n"));
            Assert.That(holders, Does.Contain("ann"));
            Assert.That(table, Does.Contain("pods/exec"));
            Assert.That(steps, Does.Contain("User ann becomes root on a node").And.Contain("(Deployment.apps/shop/web)"));
        });
    }

    [Test]
    public void Access_that_may_not_be_seen_is_unknown_and_no_denial()
    {
        cluster.Intercept = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/clusterrolebindings", StringComparison.Ordinal))
                return false;
            await FakeCluster.FailAsync(context, 403, "Forbidden", "you may not list it");
            return true;
        };

        (int can, string output, _) = Rbac("can", "ann", "get", "pods");
        (int paths, _, string error) = Rbac("paths");

        Assert.Multiple(() =>
        {
            Assert.That((can, paths), Is.EqualTo((2, 2)));
            Assert.That(output, Does.Contain("Grant 'list' on 'clusterrolebindings.rbac.authorization.k8s.io'"));
            Assert.That(error, Does.Contain("not known: Not all ClusterRoleBindings could be seen."));
        });
    }

    [TestCase("rbac can ann get pods", "Name files or folders (-f), or the cluster (--cluster).")]
    [TestCase("rbac can ann get pods -f . --cluster", "not both")]
    [TestCase("rbac paths -f . --context other", "belong to --cluster")]
    public void Access_is_asked_of_files_or_of_the_cluster(string line, string problem)
    {
        var error = new StringWriter();

        int code = CommandLine.Run(line.Split(' '), TextReader.Null, TextWriter.Null, error);

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error.ToString(), Does.Contain(problem));
        });
    }

    private (int Code, string Output, string Error) Rbac(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = CommandLine.Run(["rbac", .. args, "--cluster", "--kubeconfig", Kubeconfig], TextReader.Null, output, error);
        return (code, output.ToString(), error.ToString());
    }

    [TestCase("json")]
    [TestCase("sarif")]
    [TestCase("junit")]
    [TestCase("github")]
    [TestCase("markdown")]
    public void Every_report_can_tell_it(string format)
    {
        (int code, string output, _) = Run("--profile", "baseline", "--format", format);

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Does.Contain("CSEC2001").And.Contain("web"));
        });
    }

    [Test]
    public void What_could_not_be_seen_is_an_error_of_the_run()
    {
        cluster.Intercept = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/services", StringComparison.Ordinal))
                return false;
            await FakeCluster.FailAsync(context, 403, "Forbidden", "services is forbidden");
            return true;
        };

        (int code, string output, _) = Run("--profile", "baseline", "--format", "json");

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("errors")[0].GetProperty("message").GetString(),
                Does.Contain("Grant 'list' on 'services'"));
        });
    }

    [Test]
    public void Policy_of_the_cluster_is_one_of_the_rules_that_reports_list()
    {
        cluster.Apply("""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: own-policy}
            spec:
              matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]}
              validations: [{expression: 'false', message: never}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: own-binding}
            spec: {policyName: own-policy, validationActions: [Deny]}
            """);

        Assert.That(Run("--profile", "none", "--format", "sarif").Output, Does.Contain("own-policy").And.Contain("never"));
        Assert.That(Run("--profile", "none", "--format", "sarif", "--no-cluster-policies").Output, Does.Not.Contain("own-policy"));
    }

    [Test]
    public void Reports_are_stored_in_the_cluster()
    {
        cluster.Serve(new FakeKind("wgpolicyk8s.io", "v1alpha2", "PolicyReport", "policyreports", true));

        Run("--profile", "baseline", "--reports");

        Assert.That(cluster.Stored("policyreports"), Has.Exactly(1).Items);
    }

    [TestCase("--shard", "3/2", "'3/2' is no part of a cluster")]
    [TestCase("--context", "other", "csec: ")]
    [TestCase("--kubeconfig", "/no/such/config", "csec: ")]
    public void Command_line_that_is_wrong_is_told(string option, string value, string message)
    {
        (int code, _, string error) = Run(option, value);

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error, Does.Contain(message));
        });
    }

    [TestCase("--watch", "--format", "json")]
    [TestCase("--watch", "--listen", "nowhere")]
    [TestCase("--watch", "--lease", "nameless")]
    [TestCase("--listen", "127.0.0.1:0")]
    public void Command_line_of_a_watch_that_is_wrong_is_told(params string[] args) => Assert.That(Run(args).Code, Is.EqualTo(2));

    [Test]
    public async Task Watch_keeps_reports_and_answers_how_it_is_once_the_lease_is_its()
    {
        cluster.Serve(new FakeKind("wgpolicyk8s.io", "v1alpha2", "PolicyReport", "policyreports", true));
        cluster.Serve(new FakeKind("coordination.k8s.io", "v1", "Lease", "leases", true));
        using var client = cluster.NewClient();
        using var watcher = new ClusterWatcher(client);
        using var stop = new CancellationTokenSource();
        var leadership = new Leadership(client, "shop", "csec");
        await using WebApplication server = WatchServer.Build(new IPEndPoint(IPAddress.Loopback, 0), watcher, leadership);
        var live = new ClusterWatch(watcher, new PolicyReporter(client), leadership, server);
        Task running = Task.Run(async () =>
        {
            await foreach (Decision _ in live.RunAsync(stop.Token))
            {
            }
        });
        await EventuallyAsync(() => running.IsCompleted || cluster.Stored("policyreports").Count > 0);
        if (running.IsCompleted)
            await running;
        using var http = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };

        string metrics = await http.GetStringAsync("/metrics");
        string ready = await http.GetStringAsync("/readyz"), healthy = await http.GetStringAsync("/healthz");
        await using var standby = new Standby(client);
        await stop.CancelAsync();
        await running;
        Assert.Multiple(() =>
        {
            Assert.That(metrics, Does.Contain("watch_objects").And.Contain("watch_lists").And.Contain("severity=\"critical\""));
            Assert.That(ready, Does.StartWith("ok"));
            Assert.That(healthy, Does.StartWith("ok"));
            Assert.That(cluster.Stored("leases").Single()["spec"]!["holderIdentity"]!.GetValue<string>(), Is.Not.Empty);
            Assert.That(standby.HasWorked, Is.False);
        });
    }

    private async Task EventuallyAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds() && !patience.IsCancellationRequested)
            await Task.Delay(5, CancellationToken.None);
        Assert.That(holds(), Is.True, string.Join('\n', cluster.Requests.TakeLast(20)));
    }

    /// <summary>Another process that wants the lease.</summary>
    private sealed class Standby : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task waiting;

        public Standby(k8s.Kubernetes client) => waiting = new Leadership(client, "shop", "csec").RunAsync(WorkAsync, stop.Token);

        public bool HasWorked { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
        }

        private Task WorkAsync(CancellationToken cancellation)
        {
            HasWorked = true;
            return Task.Delay(Timeout.Infinite, cancellation);
        }
    }

    private (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        string[] config = args.Contains("--kubeconfig") ? [] : ["--kubeconfig", Kubeconfig];
        return (CommandLine.Run(["cluster", .. config, .. args], input, output, error), output.ToString(), error.ToString());
    }
}
