using System.Text.Json;
using ContainerSecurity.Images.Tests;

namespace ContainerSecurity.Tool.Tests;

/// <summary>Exit codes: 0 nothing denies, 1 something does, 2 not all was read or evaluated, 3 a fault; the worst counts.</summary>
[NonParallelizable]
public class VerdictTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    image: a:1\n    securityContext: {privileged: true}\n";
    private const string Kyverno = """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: own}
        spec:
          validationFailureAction: Enforce
          rules:
          - name: cel
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {cel: {expressions: [{expression: "true"}]}}
          - name: pattern
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {message: stop, pattern: {metadata: {labels: {team: '?*'}}}}
        """;

    private string folder = null!;

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Output, string Error) Run(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        return (CommandLine.Run(args, reader, output, error), output.ToString(), error.ToString());
    }

    [TestCase(false, false, false, 0)]
    [TestCase(false, false, true, 1)]
    [TestCase(false, true, true, 2)]
    [TestCase(true, true, true, 3)]
    public void Worst_code_counts(bool faults, bool badInput, bool findings, int expected) =>
        Assert.That(ExitCode.Of(faults, badInput, findings), Is.EqualTo(expected));

    [TestCase("enforcement: warn", "info", 0)]
    [TestCase("enforcement: audit", "info", 0)]
    [TestCase("enforcement: deny", "never", 1)]
    [TestCase("rules: {CSEC2001: {severity: low, enforcement: deny}}", "high", 1)]
    [TestCase("rules: {CSEC2001: {severity: low}}", "high", 0)]
    [TestCase("rules: {CSEC2001: {severity: low}}", "low", 1)]
    [TestCase("rules: {CSEC2001: warn}", "info", 0)]
    public void Enforcement_decides_and_severity_where_it_is_not_set(string policy, string line, int expected)
    {
        string file = Write(
            "policy.yaml",
            $"apiVersion: containersecurity.io/v1\nkind: Policy\nprofile: none\n{(policy.StartsWith("rules", StringComparison.Ordinal) ? policy : $"rules: {{CSEC2001: true}}\n{policy}")}\n");

        Assert.That(Run(Pod, "scan", "-", "--policy", file, "--fail-on", line).Code, Is.EqualTo(expected));
    }

    [Test]
    public void Json_gives_the_enforcement_that_holds()
    {
        using JsonDocument report = JsonDocument.Parse(Run(Pod, "scan", "-", "--rule", "CSEC2001", "--fail-on", "never", "--format", "json").Output);

        Assert.That(report.RootElement.GetProperty("findings")[0].GetProperty("enforcement").GetString(), Is.EqualTo("warn"));
    }

    [TestCase("text")]
    [TestCase("json")]
    [TestCase("sarif")]
    [TestCase("junit")]
    [TestCase("github")]
    [TestCase("markdown")]
    public void Policy_without_a_verdict_is_reported_and_exits_with_two(string format)
    {
        string policy = Write("kyverno.yaml", Kyverno);

        (int code, string output, _) = Run(Pod, "scan", "-", "--policy", policy, "--profile", "none", "--format", format);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("CSEC0004").And.Contain("own/pattern").And.Contain("kyverno.yaml"));
        (code, output, _) = Run(Pod, "scan", "-", "--policy", policy, "--profile", "none", "--format", format, "--allow-not-evaluated");
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("CSEC0004"));
    }

    [Test]
    public void Json_has_what_was_not_evaluated_with_its_places()
    {
        using JsonDocument report = JsonDocument.Parse(Run(Pod, "scan", "-", "--policy", Write("kyverno.yaml", Kyverno), "--format", "json").Output);
        JsonElement gap = report.RootElement.GetProperty("notEvaluated").EnumerateArray().Single();

        Assert.That(gap.GetProperty("ruleId").GetString(), Is.EqualTo("CSEC0004"));
        Assert.That(gap.GetProperty("policy").GetString(), Is.EqualTo("own/pattern"));
        Assert.That(gap.GetProperty("policyLocation").GetProperty("line").GetInt32(), Is.EqualTo(10));
        Assert.That(report.RootElement.GetProperty("summary").GetProperty("notEvaluated").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public void Check_warns_of_what_cannot_be_evaluated()
    {
        string policy = Write("kyverno.yaml", Kyverno);

        (int code, string output, _) = Run("", "policy", "check", policy);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("kyverno.yaml:10:5: warning CSEC0004").And.Not.Contain("is right"));
        Assert.That(Run("", "policy", "check", policy, "--allow-not-evaluated").Code, Is.Zero);
    }

    [Test]
    public void Eval_says_which_part_was_not_evaluated()
    {
        string policy = Write("kyverno.yaml", Kyverno);

        (int code, string output, _) = Run(Pod, "policy", "eval", "--policy", policy, "--resource", "-");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("not evaluated Pod default/web: own/pattern").And.Contain("'pattern'"));
        Assert.That(Run(Pod, "policy", "eval", "--policy", policy, "--resource", "-", "--allow-not-evaluated").Code, Is.Zero);
    }

    [TestCase("")]
    [TestCase("# nothing\n")]
    [TestCase("a: b\n")]
    [TestCase("just text\n")]
    [TestCase("kind: PodList\napiVersion: v1\nitems: []\n")]
    [TestCase("kind: List\napiVersion: v1\nitems: [{metadata: {name: a}}]\n")]
    [TestCase("kind: Pod\n")]
    public void Eval_of_nothing_is_no_verdict(string resource)
    {
        string policy = Write("vap.yaml",
            "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: own}\nspec: {matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}, validations: [{expression: \"true\"}]}\n");

        (int code, string output, string error) = Run(resource, "policy", "eval", "--policy", policy, "--resource", "-");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("no verdict"));
        Assert.That(output, Does.Not.Contain("allow"));
    }

    [TestCase("a: b", "allowed: true")]
    [TestCase("# nothing", "allowed: true")]
    [TestCase("kind: List\n    apiVersion: v1\n    items: []", "allowed: true")]
    [TestCase("a: b", "findings: []")]
    public void Test_of_nothing_fails(string manifest, string expect)
    {
        Write(
            "a.test.yaml",
            $"kind: PolicyTest\napiVersion: containersecurity.io/v1\ntests:\n- name: nothing\n  manifest: |\n    {manifest}\n  expect: {{{expect}}}\n");

        (int code, string output, _) = Run("", "policy", "test", folder);

        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain("FAIL").And.Contain("no verdict"));
    }

    [TestCase("true")]
    [TestCase("false")]
    public void Test_of_a_policy_without_a_verdict_fails_whatever_it_expects(string allowed)
    {
        Write("kyverno.yaml", Kyverno);
        Write("a.test.yaml", $"kind: PolicyTest\napiVersion: containersecurity.io/v1\npolicy: kyverno.yaml\ntests:\n- name: pod\n  manifest: |\n    apiVersion: v1\n    kind: Pod\n    metadata: {{name: web}}\n    spec: {{hostNetwork: true}}\n  expect: {{allowed: {allowed}}}\n");

        (int code, string output, _) = Run("", "policy", "test", folder);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("FAIL").And.Contain("not evaluated"));
    }

    [TestCase("profil: baseline")]
    [TestCase("rules: {CSEC9999: true}")]
    public void Test_with_a_wrong_policy_runs_nothing(string policy)
    {
        Write("policy.yaml", $"kind: Policy\napiVersion: containersecurity.io/v1\n{policy}\n");
        Write("a.test.yaml", "kind: PolicyTest\napiVersion: containersecurity.io/v1\npolicy: policy.yaml\ntests:\n- {name: pod, manifest: 'kind: Pod', expect: {allowed: true}}\n");

        (int code, string output, _) = Run("", "policy", "test", folder);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("did you mean").Or.Contain("There is no rule").And.Not.Contain("pass "));
    }

    [Test]
    public void Rule_that_is_none_is_refused_with_the_one_that_was_meant()
    {
        (int code, _, string error) = Run(Pod, "scan", "-", "--rule", "privileged-containers");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("'privileged-container'"));
    }

    [TestCase("text")]
    [TestCase("json")]
    [TestCase("sarif")]
    [TestCase("junit")]
    [TestCase("github")]
    [TestCase("markdown")]
    public void Image_past_its_end_of_life_is_a_finding_and_takes_no_other_report(string format)
    {
        using var layout = new TestLayout();
        layout.AddImage("old", new TarBuilder().File("etc/os-release", "ID=debian\nVERSION_ID=\"10\"\n").ToArray());
        layout.AddImage("new", new TarBuilder().File("app/main.js", "run()").ToArray());

        (int code, string output, string error) = Run("", "scan", layout.Path, "--type", "image", "--format", format);

        Assert.That(code, Is.EqualTo(1), error);
        Assert.That(output, Does.Contain("CSEC1006").And.Contain("old").And.Contain("new"));
    }
}
