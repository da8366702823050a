using System.Text.Json;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec policy eval</c> and <c>csec policy test</c> on the cluster's own policies.</summary>
[NonParallelizable]
public class PolicyEvalTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: app, image: 'a:1', resources: {limits: {cpu: 2}}}\n";

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("[Deny]", 1, "DENY ", "deny", false)]
    [TestCase("[Warn]", 0, "warn ", "warn", true)]
    [TestCase("[Audit]", 0, "audit", "audit", true)]
    public void Action_of_the_binding_decides(string actions, int code, string word, string action, bool isAllowed)
    {
        string policy = Write("policy.yaml",
            Policy("false") + $"---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {{name: everywhere}}\nspec: {{policyName: p, validationActions: {actions}}}\n");

        (int found, string text) = Eval(Pod, "--policy", policy);
        Assert.That(found, Is.EqualTo(code));
        Assert.That(text, Does.StartWith($"{word} Pod default/web: p").And.Contain($"({action} by everywhere)"));

        (found, text) = Eval(Pod, "--policy", policy, "--format", "json");
        using var json = JsonDocument.Parse(text);
        JsonElement result = json.RootElement.GetProperty("results")[0], violation = result.GetProperty("violations")[0];
        Assert.That((found, result.GetProperty("allowed").GetBoolean(), result.GetProperty("action").GetString()), Is.EqualTo((code, isAllowed, action)));
        Assert.That((violation.GetProperty("action").GetString(), violation.GetProperty("binding").GetString()), Is.EqualTo((action, "everywhere")));
    }

    [Test]
    public void Object_is_completed_unless_it_is_taken_raw()
    {
        string policy = Write("policy.yaml",
            Policy("object.spec.restartPolicy == 'Always' && quantity(object.spec.containers[0].resources.requests.cpu).isLessThan(quantity('3'))"));

        Assert.That(Eval(Pod, "--policy", policy).Code, Is.Zero);
        Assert.That(Eval(Pod, "--policy", policy, "--raw").Code, Is.EqualTo(1));
    }

    [Test]
    public void Violation_is_placed_where_the_file_says_it()
    {
        string policy = Write("policy.yaml", Policy("object.spec.containers.all(c, quantity(c.resources.limits.cpu).isLessThan(quantity('1')))"));

        Assert.That(Eval(Pod, "--policy", policy).Output, Does.Contain("(standard input):6:"));
    }

    [Test]
    public void Namespace_of_the_objects_is_the_one_that_is_given()
    {
        string policy = Write("policy.yaml", Policy("namespaceObject.metadata.labels.team == 'a' && object.metadata.namespace == 'shop'"));
        string space = Write("namespace.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: a}}}");

        Assert.That(Eval(Pod, "--policy", policy, "--namespace-object", space).Code, Is.Zero);
    }

    [Test]
    public void Questions_of_kyvernos_policies_are_answered_from_a_file()
    {
        string policy = Write("policy.yaml", """
            apiVersion: policies.kyverno.io/v1
            kind: ValidatingPolicy
            metadata: {name: p}
            spec:
              matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
              validations:
              - expression: "resource.Get('v1', 'configmaps', 'default', 'settings').data.mode == 'strict'"
              - expression: "resource.List('v1', 'configmaps', 'default').items.size() == 1"
              - expression: "!has(image.GetMetadata(object.spec.containers[0].image).config.Volumes)"
              - expression: "globalContext.Get('limits', '') == 3"
              - expression: "http.Get('http://settings.example/mode').ok == true"
            """);
        string context = Write("context.yaml", """
            apiVersion: cli.kyverno.io/v1alpha1
            kind: Context
            metadata: {name: c}
            spec:
              resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: default}, data: {mode: strict}}]
              images: [{image: 'a:1', config: {User: '1'}}]
              globalContext: [{name: limits, data: 3}]
              http: [{url: 'http://settings.example/mode', response: {ok: true}}]
            """);

        Assert.That(Eval(Pod, "--policy", policy, "--context", context), Is.EqualTo((0, "allow Pod default/web: p\n")));
        Assert.That(Eval(Pod, "--policy", policy).Output, Does.StartWith("not evaluated"));
        Assert.That(
            Eval(Pod.Replace("a:1", "b:1", StringComparison.Ordinal), "--policy", policy, "--context", context).Code,
            Is.EqualTo(2),
            "an image that the file does not hold is not known");
        Assert.That(
            Eval(
                Pod,
                "--policy",
                policy,
                "--context",
                Write("other.yaml", "{apiVersion: cli.kyverno.io/v1alpha1, kind: Context, spec: {image: []}}")).Code,
            Is.EqualTo(2));
    }

    [TestCase("", "2 passed, 0 failed")]
    [TestCase("profile: all\n", "1 passed, 1 failed")]
    public void Test_of_cluster_policies_judges_those_alone_unless_it_names_a_profile(string profile, string expected)
    {
        Write("policy.yaml", Policy("object.metadata.name == 'web'"));
        Write("a.test.yaml", "apiVersion: containersecurity.io/v1\nkind: PolicyTest\npolicy: policy.yaml\n" + profile + """
            tests:
            - name: good
              manifest: '{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: app, image: "a:1"}]}}'
              expect: {allowed: true, findings: []}
            - name: bad
              manifest: '{apiVersion: v1, kind: Pod, metadata: {name: other}, spec: {containers: []}}'
              expect: {allowed: false, includes: [p]}
            """);

        Assert.That(Run("", "policy", "test", folder).Output, Does.Contain(expected));
    }

    private static string Policy(string expression) =>
        $"apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {{name: p}}\nspec:\n  matchConstraints: {{resourceRules: [{{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}}]}}\n  validations: [{{expression: \"{expression}\", message: denied}}]\n";

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Output) Eval(string resource, params string[] arguments)
    {
        (int code, string output) = Run(resource, ["policy", "eval", "--resource", "-", .. arguments]);
        return (code, output.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    private static (int Code, string Output) Run(string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        return (CommandLine.Run(arguments, reader, output, error), output.ToString());
    }
}
