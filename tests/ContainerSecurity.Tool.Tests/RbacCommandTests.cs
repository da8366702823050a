using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec rbac</c>.</summary>
[NonParallelizable]
public class RbacCommandTests
{
    private const string Objects = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: shop}
        rules:
        - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}
        - {apiGroups: [apps], resources: [deployments/scale], verbs: [patch]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects:
        - {kind: Group, apiGroup: rbac.authorization.k8s.io, name: devs}
        - {kind: ServiceAccount, name: web}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: nodes}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: 'system:monitoring'}
        subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: ann}]
        """;

    private const string Unknown = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: monitoring}
        aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}
        rules: null
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: m}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: monitoring}
        subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: ann}]
        """;

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    private static (int Code, string Output, string Error) Run(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        int code = CommandLine.Run(["rbac", .. args], reader, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [TestCase("sa:shop/web list pods -n shop", 0, "yes: RBAC: allowed by RoleBinding \"readers/shop\"")]
    [TestCase("system:serviceaccount:shop:web list pods -n shop", 0, "yes")]
    [TestCase("group:devs get pods/log -n shop", 0, "yes")]
    [TestCase("bob get pods -n shop --group devs", 0, "yes")]
    [TestCase("group:devs get pods --subresource log -n shop", 0, "yes")]
    [TestCase("group:devs patch deployments.apps/scale -n shop", 0, "yes")]
    [TestCase("group:devs patch deployments/scale -n shop", 0, "yes")]
    [TestCase("group:devs patch deploy/scale -n shop", 0, "yes")]
    [TestCase("group:devs list po -n shop --name web", 0, "yes")]
    [TestCase("ann get /metrics", 0, "yes")]
    [TestCase("group:devs list pods", 1, "no: No binding allows it.")]
    [TestCase("group:devs list pods -A", 1, "no")]
    [TestCase("group:devs get pods/exec -n shop", 1, "no")]
    [TestCase("group:devs list pods.metrics.k8s.io -n shop", 1, "no")]
    [TestCase("group:devs list pods --api-group apps -n shop", 1, "no")]
    [TestCase("user:devs list pods -n shop", 1, "no")]
    [TestCase("ann get /healthzz", 1, "no")]
    public void Can_answers_yes_or_no_with_its_exit_code(string words, int code, string start)
    {
        (int found, string output, string error) = Run(Objects, ["can", .. words.Split(' '), "-f", "-"]);

        Assert.That((found, error), Is.EqualTo((code, "")));
        Assert.That(output, Does.StartWith(start));
    }

    [Test]
    public void Can_says_where_binding_role_and_rule_are_written()
    {
        string file = Write("rbac.yaml", Objects);

        string[] lines = Run("", "can", "sa:shop/web", "list", "pods", "-n", "shop", "-f", file).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines[1..], Is.EqualTo(new[] { $"  binding  {file}:10", $"  role     {file}:3", $"  rule     {file}:5  get, list pods, pods/log" }));
    }

    [Test]
    public void Can_ends_with_2_where_the_answer_is_not_known()
    {
        (int code, string output, _) = Run(Unknown, "can", "ann", "get", "pods", "-f", "-");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.StartWith("unknown: ").And.Contain("monitoring"));
        Assert.That(Run(Unknown, "can", "bob", "get", "pods", "-f", "-").Code, Is.EqualTo(1));
    }

    [Test]
    public void Input_that_cannot_be_read_is_said_and_ends_with_2()
    {
        string good = Write("good.yaml", Objects), broken = Write("broken.yaml", "a: [");

        (int code, string output, string error) = Run("", "can", "group:devs", "list", "pods", "-n", "shop", "-f", good, "-f", broken);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.StartWith("yes"), "What could be read is answered.");
        Assert.That(error, Does.Contain("broken.yaml"));
        Assert.That(Run("", "can", "ann", "get", "pods", "-f", Path.Combine(folder, "none.yaml")).Code, Is.EqualTo(2));
        Assert.That(Run("", "can", "ann", "get", "pods", "-f", "-").Code, Is.EqualTo(2), "nothing");
        Assert.That(Run(Objects, "can", "sa:web", "get", "pods", "-f", "-").Code, Is.EqualTo(2), "an account without a namespace");
    }

    [Test]
    public void Can_speaks_JSON()
    {
        using var json = JsonDocument.Parse(Run(Objects, "can", "group:devs", "list", "pods", "-n", "shop", "-f", "-", "--format", "json").Output);

        Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("allowed"));
        Assert.That(json.RootElement.GetProperty("grant").GetProperty("rule").GetProperty("location").GetProperty("line").GetInt32(), Is.EqualTo(5));
    }

    [Test]
    public void Namespace_is_asked_about_in_itself()
    {
        const string objects = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: r, namespace: shop}
            rules: [{apiGroups: [""], resources: [namespaces], verbs: [patch]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: b, namespace: shop}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
            subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: ann}]
            """;

        Assert.That(Run(objects, "can", "ann", "patch", "namespaces", "--name", "shop", "-f", "-").Code, Is.Zero);
        Assert.That(Run(objects, "can", "ann", "patch", "namespaces", "--name", "other", "-f", "-").Code, Is.EqualTo(1));
        Assert.That(Run(objects, "can", "ann", "patch", "namespaces", "-n", "shop", "-f", "-").Code, Is.EqualTo(1));
    }

    [Test]
    public void Who_can_lists_subjects_with_their_bindings()
    {
        (int code, string output, _) = Run(Objects, "who-can", "list", "pods", "-n", "shop", "-f", "-");

        Assert.That(code, Is.Zero);
        Assert.That(output.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.EqualTo(new[]
        {
            "Kind Subject Binding Role Where",
            "Group system:masters (above RBAC)",
            "Group devs RoleBinding shop/readers Role shop/reader (standard input):10",
            "ServiceAccount shop/web RoleBinding shop/readers Role shop/reader (standard input):10",
            "",
        }));
    }

    [Test]
    public void Who_can_ends_with_2_where_there_may_be_more_unless_that_is_allowed()
    {
        (int code, _, string error) = Run(Unknown, "who-can", "get", "pods", "-f", "-");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("not known: "));
        Assert.That(Run(Unknown, "who-can", "get", "pods", "-f", "-", "--allow-not-evaluated").Code, Is.Zero);
    }

    [Test]
    public void What_can_prints_the_table_of_kubectl()
    {
        Assert.That(Run(Objects, "what-can", "group:devs", "-n", "shop", "-f", "-").Output, Is.EqualTo("""
            Resources                Non-Resource URLs   Resource Names   Verbs
            pods/log                 []                  []               [get list]
            pods                     []                  []               [get list]
            deployments.apps/scale   []                  []               [patch]

            """.ReplaceLineEndings("\n")));
        Assert.That(Run(Objects, "what-can", "group:devs", "-f", "-").Output.Trim(), Does.Not.Contain("\n"), "nothing in the namespace default");
    }

    [Test]
    public void Diff_tells_what_a_change_allows_and_ends_with_1()
    {
        string before = Write("before.yaml", Objects),
            after = Write("after.yaml", Objects.Replace("verbs: [get, list]", "verbs: [get, delete]", StringComparison.Ordinal));

        (int code, string output, _) = Run("", "diff", before, after);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("+ Group devs in namespace shop: delete pods")
            .And.Contain("- ServiceAccount shop/web in namespace shop: list pods/log").And.EndWith("4 gained, 4 lost.\n"));
        Assert.That(Run("", "diff", before, before).Code, Is.Zero);
        using var json = JsonDocument.Parse(Run("", "diff", before, after, "--format", "json").Output);
        Assert.That(json.RootElement.GetProperty("gained").GetArrayLength(), Is.EqualTo(2));
    }

    private static readonly string Sample =
        Path.Combine(typeof(RbacCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
            "samples", "rbac");

    [Test]
    public void Sample_has_a_path_of_four_steps()
    {
        (int code, string output, string error) = Run("", "paths", "-f", Sample, "--subject", "group:developers");

        Assert.That((code, error), Is.EqualTo((1, "")));
        Assert.That(output, Does.StartWith("HIGH: Group developers becomes administrator of the cluster in 4 steps\n"));
        Assert.That(output, Does.Contain("shop.yaml:42"));
    }

    [TestCase("mermaid", "flowchart LR\n")]
    [TestCase("dot", "digraph paths {\n")]
    [TestCase("svg", "<svg ")]
    [TestCase("json", "{")]
    public void Paths_are_drawn_and_written_in_every_format(string format, string start)
    {
        (int code, string output, _) = Run("", "paths", "-f", Sample, "--format", format);
        string file = Path.Combine(folder, "paths");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.StartWith(start));
        Assert.That(Run("", "paths", "-f", Sample, "--format", format, "--output", file).Output, Is.Empty);
        Assert.That(File.ReadAllText(file), Is.EqualTo(output));
        if (format == "svg")
            Assert.That(() => XElement.Parse(output), Throws.Nothing);
    }

    [Test]
    public void No_paths_end_with_0()
    {
        (int code, string output, _) = Run(Objects, "paths", "-f", "-");

        Assert.That(code, Is.Zero);
        Assert.That(output, Is.EqualTo("No escalation paths.\n"));
    }

    [Test]
    public void Policy_of_a_cluster_is_answered_by_roles_and_bindings()
    {
        string policy = Write("policy.yaml", """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: p}
            spec:
              matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]}
              validations:
              - {expression: "authorizer.group('').resource('pods').namespace('shop').check('list').allowed()", message: needs pods}
            """);
        string rbac = Write("rbac.yaml", Objects);
        static string Review(string user) => $$$$$"""
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1", "operation": "CREATE", "kind": {"group": "", "version": "v1", "kind": "ConfigMap"},
            "resource": {"group": "", "version": "v1", "resource": "configmaps"}, "namespace": "shop", "name": "c", "userInfo": {"username": "{{{{{user}}}}}", "groups": ["system:authenticated"]},
            "object": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "namespace": "shop"}}}}
            """;
        int Eval(string input, params string[] more)
        {
            using var output = new StringWriter();
            using var reader = new StringReader(input);
            return CommandLine.Run(["policy", "eval", "--policy", policy, "--resource", "-", .. more], reader, output, output);
        }

        Assert.That(Eval(Review("system:serviceaccount:shop:web"), "--rbac", rbac), Is.Zero);
        Assert.That(Eval(Review("bob"), "--rbac", rbac), Is.EqualTo(1));
        Assert.That(Eval(Review("bob")), Is.EqualTo(2), "Without roles nobody knows.");
        Assert.That(Eval("{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: shop}}", "--rbac", rbac), Is.EqualTo(2), "Nobody knows who asks.");
    }
}
