using System.CommandLine;
using System.Text.Json;

namespace ContainerSecurity.Tool.Tests.Desk;

/// <summary>The options as people type them.</summary>
[NonParallelizable]
public class OptionTests
{
    private DeskFolder desk = null!;

    [SetUp]
    public void Create() => desk = new DeskFolder();

    [TearDown]
    public void Delete() => desk.Dispose();

    [Test]
    public void Several_reports_come_out_of_one_run()
    {
        string pod = desk.Write("pod.yaml", DeskFolder.Privileged), sarif = desk.In("out.sarif"), json = desk.In("out.json");

        (int code, string output, _) = DeskFolder.Run("scan", pod, "--format", "text", "--format", $"sarif={sarif}", "--format", $"json={json}");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("critical CSEC2001"));
        foreach (string file in new[] { sarif, json })
            Assert.That(() => JsonDocument.Parse(File.ReadAllText(file)).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Report_with_controls_counts_each_decision_once_however_many_formats_there_are()
    {
        string pod = desk.Write("pod.yaml", DeskFolder.Privileged), json = desk.In("out.json");
        string one = DeskFolder.Run("scan", pod, "--framework", "pss", "--format", "json").Output;

        DeskFolder.Run("scan", pod, "--framework", "pss", "--format", "text", "--format", $"json={json}");

        Assert.That(File.ReadAllText(json), Is.EqualTo(one));
    }

    [TestCase("text", "json")]
    [TestCase("json=a", "sarif=a")]
    [TestCase("sarif=")]
    public void Formats_that_would_write_over_each_other_are_refused(params string[] formats)
    {
        string pod = desk.Write("pod.yaml", DeskFolder.Privileged);

        Assert.That(DeskFolder.Run(["scan", pod, .. formats.SelectMany(f => new[] { "--format", f })]).Code, Is.EqualTo(2));
    }

    [Test]
    public void Report_of_the_run_before_is_not_read_as_one_of_another_scanner()
    {
        desk.Write("pod.yaml", DeskFolder.Privileged);
        string[] args = ["scan", desk.Path, "--format", $"sarif={desk.In("out.sarif")}", "--format", $"json={desk.In("out.json")}"];
        DeskFolder.Run(args);
        string first = desk.Read("out.json");

        DeskFolder.Run(args);

        Assert.That(desk.Read("out.json"), Is.EqualTo(first));
    }

    [Test]
    public void Rules_are_skipped_by_ID_and_by_slug_in_any_case()
    {
        string pod = desk.Write("pod.yaml", DeskFolder.Privileged);

        (int code, string output, _) = DeskFolder.Run("scan", pod, "--skip-rule", "csec2001", "--skip-rule", "Run-As-Root-Allowed", "--format", "json");
        string all = DeskFolder.Run("scan", pod, "--skip-rule", "CSEC2001", "--format", "json").Output;

        Assert.That(all, Does.Not.Contain("\"ruleId\":\"CSEC2001\""));
        Assert.That(code, Is.EqualTo(2).Or.EqualTo(0).Or.EqualTo(1), output);
        Assert.That(DeskFolder.Run("scan", pod, "--skip-rule", "privileged-contaner").Error, Does.Contain("did you mean 'privileged-container'?"));
    }

    [Test]
    public void Milder_findings_are_counted_and_not_shown_and_the_exit_code_stays()
    {
        string pod = desk.Write("pod.yaml", DeskFolder.Privileged);
        (int code, string output, _) = DeskFolder.Run("scan", pod, "--profile", "all", "--min-severity", "critical", "--fail-on", "low");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("critical CSEC2001").And.Not.Match("(?m)^(high|medium|low) CSEC").And.Match("; [1-9][0-9]* of them not shown"));
        using var json = JsonDocument.Parse(DeskFolder.Run("scan", pod, "--profile", "all", "--min-severity", "critical", "--format", "json").Output);
        Assert.That(json.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("severity").GetString()), Is.All.EqualTo("critical"));
        Assert.That(json.RootElement.GetProperty("summary").GetProperty("hidden").GetInt32(), Is.Positive);
    }

    [Test]
    public void Short_options_are_those_that_hands_know()
    {
        desk.Write("pod.yaml", DeskFolder.Privileged);
        desk.Write("other.yaml", "a: 1\n");
        string report = desk.In("r.txt");

        Assert.That(DeskFolder.Run("scan", "-f", desk.Path, "-o", report, "-v").Error, Does.Contain("skipped").And.Contain("other.yaml"));
        Assert.That(File.ReadAllText(report), Does.Contain("CSEC2001"));
        Assert.That(DeskFolder.Run("scan", desk.In("pod.yaml"), "-q").Output, Does.Contain("CSEC2001").And.Not.Contain("1 resource in"));
    }

    [Test]
    public void Nothing_found_says_nothing_when_quiet() =>
        Assert.That(DeskFolder.Run("scan", desk.Write("a.yaml", DeskFolder.Harmless), "-q"), Is.EqualTo((0, "", "")));

    [TestCase("--format", "SARIF")]
    [TestCase("--fail-on", "High")]
    [TestCase("--min-severity", "HIGH")]
    [TestCase("--profile", "Restricted")]
    [TestCase("--type", "Kubernetes")]
    [TestCase("--secrets", "OFF")]
    [TestCase("--framework", "PSS")]
    public void Values_are_taken_in_any_case(string option, string value) =>
        Assert.That(DeskFolder.Run("scan", desk.Write("a.yaml", DeskFolder.Harmless), option, value).Code, Is.Zero);

    [TestCase("scna .", "did you mean 'scan'?")]
    [TestCase("policy chek a.yaml", "did you mean 'check'?")]
    [TestCase("scan . --formt json", "did you mean '--format'?")]
    [TestCase("rbac paths --fle a", "did you mean '--file'?")]
    [TestCase("scan . --format jsno", "did you mean 'json'?")]
    [TestCase("scan . --fail-on hihg", "did you mean 'high'?")]
    [TestCase("scan . --profile restrictd", "did you mean 'restricted'?")]
    [TestCase("rules privileged-contaner", "did you mean 'privileged-container'?")]
    [TestCase("secrets --exclud x", "did you mean '--exclude'?")]
    [TestCase("image --advisorys x", "did you mean '--advisories'?")]
    public void Word_that_is_wrong_brings_the_one_that_was_meant(string line, string said)
    {
        (int code, _, string error) = DeskFolder.Run(line.Split(' '));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain(said));
    }

    [Test]
    public void Short_f_is_a_file_in_every_command_and_format_has_no_short_form()
    {
        Command[] commands = [.. All(CommandLine.Create(new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null)))];
        string[] ofFiles = ["--file", "--resource", "--values"];

        Assert.That(commands, Has.Length.GreaterThan(40));
        Assert.That(commands.SelectMany(c => c.Options).Where(o => o.Aliases.Contains("-f")).Select(o => o.Name),
            Is.All.AnyOf(ofFiles.Append("-f").ToArray<object>()));
        Assert.That(commands.SelectMany(c => c.Options).Where(o => o.Name == "--format").SelectMany(o => o.Aliases), Has.None.Length.EqualTo(2));
        Assert.That(commands.SelectMany(c => c.Options).Where(o => o.Name == "--output").Select(o => o.Aliases), Is.All.Contains("-o"));
    }

    [Test]
    public void Build_output_and_packages_are_left_out_and_counted_unless_all_is_wanted()
    {
        desk.Write("pod.yaml", DeskFolder.Harmless);
        foreach (string name in new[] { "bin/Debug", "obj", "node_modules/x", ".git/x" })
            desk.Write(name + "/pod.yaml", DeskFolder.Privileged);

        (int code, string output, _) = DeskFolder.Run("scan", desk.Path);
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("1 resource in 1 file").And.Contain("2 folders of build output").And.Contain("1 folder of packages"));
        Assert.That(DeskFolder.Run("scan", desk.Path, "--no-ignore").Output, Does.Contain("5 resources in 5 files"));
        Assert.That(DeskFolder.Run("scan", desk.In("bin")).Code, Is.EqualTo(1), "What is named is read.");
    }

    [TestCase("legacy")]
    [TestCase("legacy/")]
    [TestCase("deploy/legacy")]
    public void Folder_is_excluded_by_its_name(string pattern)
    {
        desk.Write("pod.yaml", DeskFolder.Harmless);
        desk.Write("deploy/legacy/deep/pod.yaml", DeskFolder.Privileged);

        Assert.That(DeskFolder.Run("scan", desk.Path, "--exclude", pattern).Code, Is.Zero);
    }

    private static IEnumerable<Command> All(Command command) => [command, .. command.Subcommands.SelectMany(All)];
}
