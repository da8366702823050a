using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ContainerSecurity.Tool.Tests;

/// <summary>What commands print of files, names and arguments commands no build server and moves no cursor.</summary>
[NonParallelizable]
public partial class HostileInputTests
{
    private static readonly string[] Texts =
    [
        "a\n::error::x", "::add-mask::x", "  ::error::x", "\u001b[2Jx", "##vso[task.complete]x", "##[error]x",
        "a\u202Eb\u2028::error::c", "\u200Bx\r::error::y"
    ];

    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    private static IEnumerable<TestCaseData> Cases() => Enumerable.Range(0, Texts.Length).Select(i => new TestCaseData(i));

    [TestCaseSource(nameof(Cases))]
    public void Argument_is_shown_and_not_obeyed(int number)
    {
        string text = Texts[number];

        IsHarmless("scan", text);
        IsHarmless("scan", $"./{text}", "--format", "json");
        IsHarmless("scan", "-", "--rule", text);
        IsHarmless("scan", "-", "--policy", text);
        IsHarmless("scan", "-", "--kubernetes-version", text);
        IsHarmless("scan", "-", "--format", text);
        IsHarmless("rules", text);
        IsHarmless("policy", "check", text);
        IsHarmless("policy", "test", text);
        IsHarmless("policy", "eval", "--policy", text, "--resource", "-");
        IsHarmless("eval", text);
        IsHarmless("eval", "1", "--var", text);
        IsHarmless("image", $"./{text}.tar");
        IsHarmless(text);
    }

    [TestCaseSource(nameof(Cases))]
    public void Mistake_in_a_policy_is_shown_and_not_obeyed(int number)
    {
        string policy = Write(
            "policy.yaml",
            $"kind: Policy\nmetadata: {{name: {Quoted(number)}}}\nprofile: {Quoted(number)}\n{Quoted(number)}: 1\nrules: {{{Quoted(number)}: true}}\n");

        IsHarmless("policy", "check", policy);
        IsHarmless("scan", "-", "--policy", policy);
        IsHarmless("policy", "check", Write("good.yaml", $"kind: Policy\nmetadata: {{name: {Quoted(number)}}}\n"));
    }

    [TestCaseSource(nameof(Cases))]
    public void Policy_test_is_shown_and_not_obeyed(int number)
    {
        string text = Quoted(number);
        Write(
            "t.yaml",
            $"kind: PolicyTest\ntests:\n- name: {text}\n  manifest: \"kind: Pod\"\n  expect: {{allowed: false, findings: [{text}]}}\n- name: {text}\n  resources: [{text}]\n");

        IsHarmless("policy", "test", folder);
    }

    [TestCaseSource(nameof(Cases))]
    public void Policy_of_the_cluster_is_shown_and_not_obeyed(int number)
    {
        string text = Quoted(number);
        string policy = Write("policy.yaml", $$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: { name: {{text}} }
            spec:
              matchConstraints: { resourceRules: [ { apiGroups: ["*"], apiVersions: ["*"], operations: [CREATE], resources: ["*"] } ] }
              validations: [ { expression: "false", message: {{text}} }, { expression: "object.spec.missing == 1", message: b } ]
            """);
        string resource = Write("resource.yaml", $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: {text}, namespace: {text}}}, spec: {{}}}}");

        IsHarmless("policy", "eval", "--policy", policy, "--resource", resource);
        IsHarmless("scan", resource, "--policy", policy, "--profile", "none");
        string json = IsHarmless("policy", "eval", "--policy", policy, "--resource", resource, "--format", "json");
        using var parsed = JsonDocument.Parse(json);
        Assert.That(
            parsed.RootElement.GetProperty("results")[0].GetProperty("violations")[0].GetProperty("message").GetString(),
            Is.EqualTo(Texts[number].Trim()));
    }

    [Test]
    public void Name_of_a_file_is_shown_and_not_obeyed([Range(0, 7)] int number, [Values("text", "json", "sarif", "junit", "markdown")] string format)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Names of files cannot hold such characters here.");
        Write($"{Texts[number]}.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostNetwork: true}\n---\na: [\n");

        IsHarmless("scan", folder, "--format", format);
    }

    [Test]
    public void Mark_stands_beneath_the_mistake_also_behind_escapes()
    {
        string[] lines = Run("", "eval", "\u200B\u200B 1 +").Error.Split('\n');

        Assert.That(lines[1], Does.StartWith(" | \\u200b\\u200b"));
        Assert.That(lines[2].IndexOf('^', StringComparison.Ordinal), Is.EqualTo(3));
    }

    private static string IsHarmless(params string[] args)
    {
        (_, string output, string error) = Run("kind: Pod\napiVersion: v1\nmetadata: {name: a}\n", args);

        string[] faults = [.. $"{output}\n{error}".Split('\n').Where(l => Fault().IsMatch(l))];
        Assert.That(faults, Is.Empty, string.Join(' ', args));
        return output;
    }

    private static (int Code, string Output, string Error) Run(string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var reader = new StringReader(input);
        return (CommandLine.Run(args, reader, output, error), output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static string Quoted(int number)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in Texts[number])
            quoted.Append(c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}");
        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##\w*\[|^\s*::")]
    private static partial Regex Fault();
}
