// csec:allow-secrets-of-file: made-up ones
using System.Reflection;
using System.Text.Json;

namespace ContainerSecurity.Tool.Tests;

[NonParallelizable]
public class CommandLineTests
{
    private static readonly string Root =
        typeof(CommandLineTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private static (int Code, string Output, string Error) Run(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        return (CommandLine.Run(args, reader, output, error), output.ToString(), error.ToString());
    }

    private static string Sample(params string[] parts) => Path.Combine([Root, "samples", .. parts]);

    private const string Privileged =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    image: a:1\n    securityContext: {privileged: true}\n";
    private const string Harmless = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n";

    [TestCase(Harmless, 0)]
    [TestCase(Privileged, 1)]
    [TestCase("a: [", 2)]
    public void Exit_code_tells_clean_from_findings_from_bad_input(string yaml, int expected)
    {
        Assert.That(Run(yaml, "scan", "-").Code, Is.EqualTo(expected));
    }

    [TestCase("auto", "CSEC1001,CSEC2001")]
    [TestCase("dockerfile", "CSEC1001")]
    [TestCase("kubernetes", "CSEC2001")]
    public void Folder_is_searched_for_manifests_and_Dockerfiles(string type, string rules)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "pod.yaml"), Privileged);
        File.WriteAllText(Path.Combine(folder, "Dockerfile"), "FROM web:latest\n");
        string report = Run("", "scan", folder, "--type", type, "--rule", "CSEC1001", "--rule", "CSEC2001", "--format", "github").Output;
        Directory.Delete(folder, recursive: true);

        Assert.That(new[] { "CSEC1001", "CSEC2001" }.Where(r => report.Contains(r, StringComparison.Ordinal)), Is.EqualTo(rules.Split(',')));
    }

    [Test]
    public void Standard_input_is_read_as_a_Dockerfile() =>
        Assert.That(Run("FROM web:latest\n", "scan", "-", "--type", "dockerfile", "--rule", "CSEC1001").Output, Does.Contain("web:latest"));

    [Test]
    public void Compose_files_of_a_folder_are_judged_as_one_project()
    {
        (int code, string output, _) = Run("", "scan", Sample("compose"), "--format", "json");
        using JsonDocument report = JsonDocument.Parse(output);
        string[] severe = [.. report.RootElement.GetProperty("findings").EnumerateArray()
            .Where(f => f.GetProperty("severity").GetString() is "high" or "critical")
            .Select(f => $"{f.GetProperty("ruleId")} {f.GetProperty("resource").GetProperty("name")}")];

        Assert.That(code, Is.EqualTo(1));
        Assert.That(severe, Is.SupersetOf(new[] { "CSEC3006 proxy", "CSEC3001 proxy", "CSEC2001 backup", "CSEC3020 backup" }));
        Assert.That(severe, Has.None.EndsWith(" web"));
        Assert.That(output, Does.Contain("compose.override.yaml"));
    }

    [TestCase("auto")]
    [TestCase("docker-inspect")]
    public void Inspected_containers_are_read_from_standard_input(string type) =>
        Assert.That(
            Run(
                """[{"Name":"/web","Config":{"Image":"web:1"},"HostConfig":{"Privileged":true}}]""",
                "scan",
                "-",
                "--type",
                type,
                "--rule",
                "CSEC2001").Output,
            Does.Contain("Container web"));

    [TestCase("scan", "no-such-folder")]
    [TestCase("scan", "-", "--format", "yaml")]
    [TestCase("scan", "-", "--fail-on", "awful")]
    [TestCase("scan", "-", "--rule", "CSEC9999")]
    [TestCase("scan", "-", "--kubernetes-version", "latest-ish")]
    [TestCase("scan", "-", "--polices", "strict.yaml")]
    [TestCase("policy", "export")]
    [TestCase("policy", "export", "--to", "rego")]
    [TestCase("policy", "export", "--to", "vap", "--policy", "no-such-file.yaml")]
    [TestCase("frobnicate")]
    public void Wrong_command_line_exits_with_two(params string[] args)
    {
        Assert.That(Run("", args).Code, Is.EqualTo(2));
    }

    [Test]
    public void Any_text_is_searched_for_secrets()
    {
        string token = "ghp_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa";

        (int code, string output, _) = Run($"# notes\nexport GITHUB_TOKEN={token}\n", "scan", "-", "--type", "text", "--format", "json");

        using var json = JsonDocument.Parse(output);
        JsonElement finding = json.RootElement.GetProperty("findings").EnumerateArray().Single();
        Assert.That(code, Is.EqualTo(1));
        Assert.That(finding.GetProperty("ruleId").GetString(), Is.EqualTo("CSEC4001"));
        Assert.That(finding.GetProperty("location").GetProperty("line").GetInt32(), Is.EqualTo(2));
        Assert.That(output, Does.Not.Contain(token));
    }

    [TestCase("kind: Pod\napiVersion: v1\nspec: {hostNetwork: true}\n")]
    [TestCase("password_file = /run/secrets/db\n")]
    public void Text_without_secrets_is_clean(string text)
    {
        Assert.That(Run(text, "scan", "-", "--type", "text").Code, Is.Zero);
    }

    [Test]
    public void Finding_below_fail_on_does_not_fail()
    {
        Assert.That(Run(Privileged, "scan", "-", "--rule", "writable-root-filesystem").Code, Is.Zero);
        Assert.That(Run(Privileged, "scan", "-", "--fail-on", "never").Code, Is.Zero);
    }

    [Test]
    public void Json_has_every_key_of_the_contract()
    {
        using var json = JsonDocument.Parse(Run(Privileged, "scan", "-", "--format", "json", "--profile", "baseline").Output);
        JsonElement root = json.RootElement, finding = root.GetProperty("findings")[0], location = finding.GetProperty("location");

        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("schemaVersion").GetInt32(), Is.EqualTo(1));
            Assert.That(root.GetProperty("summary").GetProperty("critical").GetInt32(), Is.EqualTo(1));
            Assert.That(root.GetProperty("errors").GetArrayLength(), Is.Zero);
            Assert.That(finding.GetProperty("ruleId").GetString(), Is.EqualTo("CSEC2001"));
            Assert.That(finding.GetProperty("container").GetString(), Is.EqualTo("app"));
            Assert.That(finding.GetProperty("waived").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(finding.GetProperty("resource").GetProperty("namespace").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(location.GetProperty("line").GetInt32(), Is.EqualTo(8));
            Assert.That(location.GetProperty("column").GetInt32(), Is.EqualTo(23));
            Assert.That(location.GetProperty("path").GetString(), Is.EqualTo("spec.containers[0].securityContext.privileged"));
        });
    }

    [TestCase("text")]
    [TestCase("json")]
    [TestCase("sarif")]
    [TestCase("junit")]
    [TestCase("github")]
    [TestCase("markdown")]
    public void Every_format_reports_finding_and_error(string format)
    {
        string output = Run(Privileged + "---\na: [\n", "scan", "-", "--format", format).Output;

        Assert.That(output, Does.Contain("CSEC2001"));
        Assert.That(output, Does.Contain("not valid YAML"));
    }

    [Test]
    public void Samples_are_judged_as_the_readme_says()
    {
        (int code, string output, string _) = Run("", "scan", Sample("manifests"));

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("CSEC2001 privileged-container: Container 'runner'"));
        Assert.That(output, Does.Not.Contain("web.yaml:"));
        Assert.That(output, Does.Contain("waived"));
    }

    [Test]
    public void Policy_check_and_policy_test_accept_the_sample_policies()
    {
        Assert.That(Run("", "policy", "check", Sample("policies", "production.yaml")).Code, Is.Zero);

        (int code, string output, string _) = Run("", "policy", "test", Sample("policies", "tests"));
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("3 passed, 0 failed"));
    }

    [Test]
    public void Policy_check_points_at_the_mistake()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "kind: Policy\nprofil: all\n");

        (int code, string output, string _) = Run("", "policy", "check", file);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain(":2:1: There is no key 'profil' here (did you mean 'profile'?)"));
    }

    [Test]
    public void Known_findings_do_not_fail_the_run()
    {
        string file = Path.GetTempFileName();

        Assert.That(Run(Privileged, "scan", "-", "--write-baseline", file).Code, Is.Zero);
        Assert.That(Run(Privileged, "scan", "-", "--baseline", file).Code, Is.Zero);
    }

    [Test]
    public void Files_are_picked_by_include_and_exclude()
    {
        Assert.That(Run("", "scan", Sample("manifests"), "--exclude", "ci-*.yaml").Output, Does.Not.Contain("CSEC2001"));
        Assert.That(Run("", "scan", Sample("manifests"), "--include", "web.yaml").Output, Does.Contain("in 1 file:"));
    }

    [Test]
    public void Rules_are_listed_and_explained()
    {
        Assert.That(Run("", "rules").Output, Does.Contain("CSEC2001"));
        Assert.That(Run("", "rules", "privileged-container").Output, Does.Contain("CIS Kubernetes 5.2.2"));
        using var json = JsonDocument.Parse(Run("", "rules", "--format", "json").Output);
        Assert.That(json.RootElement.EnumerateArray().First().GetProperty("ruleId").GetString(), Does.StartWith("CSEC"));
        Assert.That(Run("", "rules", "no-such-rule").Code, Is.EqualTo(2));
    }

    private const string Replicas = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: { name: replicas }
        spec:
          matchConstraints: { resourceRules: [ { apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] } ] }
          validations: [ { expression: object.spec.replicas <= 5, message: at most five } ]
        """;

    private const string Seven = "{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { replicas: 7 } }";

    [Test]
    public void Expression_is_evaluated_over_a_file()
    {
        Assert.That(Run(Seven, "eval", "{'double': object.spec.replicas * 2}", "--var", "object=-"), Is.EqualTo((0, "{\"double\":14}\n", "")));
        Assert.That(Run(Seven, "eval", "object.spec.replicas <=", "--var", "object=-").Code, Is.EqualTo(2));
        Assert.That(Run(Seven, "eval", "object.spec.missing", "--var", "object=-").Error, Does.Contain("no such key: missing"));
        Assert.That(Run("", "eval", "1", "--var", "object").Code, Is.EqualTo(2));
        Assert.That(Run("a: 1\na: 2\n", "eval", "1", "--var", "object=-").Error.Split("csec: "), Has.Length.EqualTo(2), "An error of a file is told once.");
    }

    [Test]
    public void Cluster_policy_is_evaluated_against_a_resource()
    {
        string policy = Path.GetTempFileName();
        File.WriteAllText(policy, Replicas);

        (int code, string output, string _) = Run(Seven, "policy", "eval", "--policy", policy, "--resource", "-", "--format", "json");

        Assert.That(code, Is.EqualTo(1));
        using var json = JsonDocument.Parse(output);
        JsonElement result = json.RootElement.GetProperty("results")[0];
        Assert.That(result.GetProperty("policy").GetString(), Is.EqualTo("replicas"));
        Assert.That(result.GetProperty("resource").GetProperty("kind").GetString(), Is.EqualTo("Deployment"));
        Assert.That(result.GetProperty("allowed").GetBoolean(), Is.False);
        Assert.That(result.GetProperty("violations")[0].GetProperty("message").GetString(), Is.EqualTo("at most five"));
        Assert.That(result.GetProperty("error").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Run(Seven.Replace("7", "3", StringComparison.Ordinal), "policy", "eval", "--policy", policy, "--resource", "-").Code, Is.Zero);
    }

    [Test]
    public void Cluster_policy_is_a_rule_of_a_scan()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "replicas.yaml"), Replicas);

        (int code, string output, string _) = Run(Seven, "scan", "-", "--profile", "none", "--policy", folder, "--format", "json");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("\"ruleId\":\"replicas\"").And.Contain("\"path\":\"spec.replicas\""));
    }

    [Test]
    public void Embedding_sample_judges_a_manifest()
    {
        string output = RunSample(typeof(EmbeddedEngine.TeamLabel), Sample("manifests", "ci-runner.yaml"));

        Assert.That(output, Does.StartWith("denied").And.Contain("ACME0001").And.Contain("CSEC2001"));
    }

    [Test]
    public void Sample_adds_a_format_a_kind_of_subject_and_a_rule_over_it()
    {
        string output = RunSample(typeof(OwnFormat.QuadletFormat), Sample("OwnFormat", "units"), Sample("manifests", "ci-runner.yaml"));

        Assert.That(output, Does.Contain("web.container:3: High ACME0003: Quadlet web takes whatever its registry has next (registry)").And.Contain("CSEC2001")
            .And.Not.Contain("db.container"));
    }

    private static string RunSample(Type type, params string[] args)
    {
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            type.Assembly.EntryPoint!.Invoke(null, [args]);
        }
        finally
        {
            Console.SetOut(console);
        }
        return output.ToString();
    }

    [Test]
    public void Export_in_the_first_stage_writes_to_the_audit_log_alone()
    {
        (int code, string output, _) = Run("", "policy", "export", "--to", "vap", "--rule", "CSEC2001", "--stage", "audit");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("validationActions: [Audit]"));
    }

    [TestCase("validations: [{expression: 'object.spec.replicas < 3'}]", "pods", 0, "1 ValidatingAdmissionPolicy is right.")]
    [TestCase("validations: [{expression: 'object.spec.replicas < 3'}]", "Pod", 1, "such as 'pods'")]
    [TestCase("validation: [{expression: 'object.spec.replicas < 3'}]", "pods", 2, "did you mean 'validations'?")]
    public void Check_of_a_cluster_policy_says_what_a_server_would(string spec, string resource, int code, string said)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, $"apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {{name: p}}\nspec:\n  matchConstraints: {{resourceRules: [{{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [{resource}]}}]}}\n  {spec}\n");

        (int found, string output, _) = Run("", "policy", "check", file);

        Assert.That(found, Is.EqualTo(code), output);
        Assert.That(output, Does.Contain(said));
    }

    [Test]
    public void Policy_is_exported_as_admission_policies_and_what_is_left_out_is_said()
    {
        (int code, string output, string error) = Run("", "policy", "export", "--to", "vap", "--rule", "CSEC2001", "--rule", "CSEC4001");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("kind: ValidatingAdmissionPolicy\nmetadata:\n  name: csec2001-privileged-container\n"));
        Assert.That(error, Does.Contain("1 rule exported, 1 not.").And.Contain("CSEC4001 hard-coded-secret is not exported."));
    }

    [Test]
    public void Export_is_written_to_a_file()
    {
        string file = Path.GetTempFileName();
        string shown = Run("", "policy", "export", "--to", "vap", "--profile", "restricted", "--kubernetes-version", "v1.30", "--output", file).Output;
        string written = File.ReadAllText(file);
        File.Delete(file);

        Assert.That(shown, Is.Empty);
        Assert.That(written, Does.Contain("csec2010-seccomp-profile-missing").And.Not.Contain("csec3014-host-probe"));
    }
}
