using System.Text.Json;
using ContainerSecurity.Kubernetes.Tests.Fakes;

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
            Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("errors")[0].GetProperty("message").GetString(), Does.Contain("Grant 'list' on 'services'"));
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

    private (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        string[] config = args.Contains("--kubeconfig") ? [] : ["--kubeconfig", Kubeconfig];
        return (CommandLine.Run(["cluster", .. config, .. args], input, output, error), output.ToString(), error.ToString());
    }
}
