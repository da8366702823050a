using System.Text;

namespace ContainerSecurity.Tool.Tests;

/// <summary>What <c>csec scan</c> searches for secrets beside what it judges.</summary>
[NonParallelizable]
public class SecretsScanTests
{
    private static readonly string Value = Synthetic.Value(new Random(20261130));
    private static readonly string Setting = "db_pass" + "word=" + Value;
    private static readonly string[] Formats = ["text", "json", "sarif", "junit", "github", "markdown", "html"];
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCase(".env")]
    [TestCase(".env.production")]
    [TestCase("main.tf")]
    [TestCase("prod.tfvars")]
    [TestCase("settings.ini")]
    [TestCase("app.properties")]
    [TestCase("config.toml")]
    [TestCase("web.config")]
    [TestCase("deploy.ps1")]
    [TestCase("deploy.sh")]
    [TestCase(".npmrc")]
    [TestCase(".pypirc")]
    [TestCase("values.yaml")]
    [TestCase("passwords.txt")]
    [TestCase("settings.py")]
    [TestCase("Makefile")]
    [TestCase("app.properties.bak")]
    public void File_that_deploys_or_configures_is_searched(string name)
    {
        Write("deep/in/" + name, name.EndsWith(".yaml", StringComparison.Ordinal) ? Setting.Replace("=", ": ", StringComparison.Ordinal) : Setting);

        (int code, string output, _) = Run("scan", folder);

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("CSEC4012").And.Contain(name + ":1:").And.Not.Contain(Value));
        Assert.That(Run("scan", folder, "--secrets", "off", "--allow-empty").Output, Does.Not.Contain("CSEC4012"));
    }

    [TestCase("app.py")]
    [TestCase("Program.java")]
    [TestCase("README.md")]
    [TestCase("notes.txt")]
    public void Source_is_searched_where_that_is_asked_for_or_it_is_named(string name)
    {
        string file = Write(name, "db_pass" + $"word = \"{Value}\"\n");
        Write("ok.tf", "a = 1\n");

        Assert.That(Run("scan", folder).Code, Is.Zero);
        Assert.That(Run("scan", folder, "--secrets", "all").Code, Is.EqualTo(1));
        Assert.That(Run("scan", file).Code, Is.EqualTo(1));
    }

    [Test]
    public void Script_without_an_ending_and_a_key_are_told_by_how_they_begin()
    {
        Write("run/deploy", $"#!/bin/sh\n{Setting}\n");
        Write("run/program", $"{Setting}\n");

        Assert.That(Run("scan", folder).Output, Does.Contain("run/deploy:2:").And.Not.Contain("run/program"));
    }

    [Test]
    public void What_is_passed_over_is_counted_by_reason()
    {
        Write("ok.tf", "a = 1\n");
        Write("package-lock.json", Setting);
        Write("site.min.js", Setting);
        Write("site.js.map", Setting);
        Write("node_modules/x/.env", Setting);
        Write("hidden.env", Setting);
        Write("out/a.env", Setting);
        Write(".gitignore", "hidden.env\nout/\n");
        File.WriteAllBytes(In("data.ini"), [0, 1, 2, 3, 0, 0, 200, 201]);

        (int code, string output, _) = Run("scan", folder, "--format", "json");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("\"searched\":1"));
        Assert.That(
            output, Does.Contain("\"ignored\":2,\"packages\":1,\"lockFile\":1,\"minified\":1,\"sourceMap\":1,\"binary\":1,\"tooLarge\":0"));
        Assert.That(Run("scan", folder).Output, Does.Contain("2 hidden by ignore files").And.Contain("1 binary"));
        Assert.That(Run("scan", folder, "--no-ignore").Code, Is.EqualTo(1));
        Assert.That(Run("scan", In("hidden.env")).Code, Is.EqualTo(1));
        Assert.That(Run("scan", In("site.min.js")).Code, Is.EqualTo(1));
    }

    [Test]
    public void Binary_file_that_is_named_is_an_error()
    {
        File.WriteAllBytes(In("data.ini"), [0, 1, 2, 3, 0, 0, 200, 201]);

        Assert.That(Run("scan", In("data.ini")).Code, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Formats))]
    public void Secret_is_in_no_report(string format)
    {
        File.WriteAllBytes(In("a.ini"), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"# é\n{Setting}\n")]);

        (int code, string output, _) = Run("scan", folder, "--format", format);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("CSEC4012").And.Not.Contain(Value));
    }

    [Test]
    public void Comment_baseline_pattern_and_policy_let_a_secret_pass()
    {
        Write("a.tf", $"{Setting} # csec:allow-secret of a test\n");
        Assert.That(Run("scan", folder).Code, Is.Zero);

        Write("a.tf", Setting + "\n");
        Run("scan", folder, "--write-baseline", In("known.yaml"));
        Assert.That(Run("scan", folder, "--baseline", In("known.yaml")).Code, Is.Zero);
        Assert.That(Run("scan", folder, "--exclude", "*.tf", "--allow-empty").Code, Is.Zero);

        string policy = Write(
            "policy.yaml",
            "apiVersion: containersecurity.io/v1\nkind: Policy\nmetadata: {name: own}\nsecrets: {allow: {paths: ['**/a.tf']}}\n");
        Assert.That(Run("scan", In("a.tf"), "--policy", policy, "--allow-empty").Code, Is.Zero);
    }

    [Test]
    public void Variable_of_a_file_that_a_service_takes_is_told_once()
    {
        Write("compose.yaml", "services:\n  web:\n    image: web:1\n    env_file: web.env\n");
        Write("web.env", Setting + "\n");

        string output = Run("scan", folder, "--rule", "CSEC4012", "--rule", "CSEC4002", "--format", "json").Output;

        Assert.That(output.Split("\"ruleId\"").Length - 1, Is.EqualTo(1), output);
    }

    [Test]
    public void Manifest_of_a_folder_is_judged_and_not_searched_again()
    {
        Write("pod.yaml", $"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  containers:\n"
            + $"  - name: a\n    image: a:1\n    env: [{{name: DB_PASS" + $"WORD, value: {Value}}}]\n");

        string output = Run("scan", folder, "--rule", "CSEC4012", "--rule", "CSEC4002", "--secrets", "all", "--format", "json").Output;

        Assert.That(output, Does.Contain("CSEC4002").And.Not.Contain("CSEC4012").And.Contain("\"searched\":0"));
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader("");
        return (CommandLine.Run(args, reader, output, error), output.ToString(), error.ToString());
    }

    private string In(string name) => Path.Combine(folder, name);

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
        return In(name);
    }
}
