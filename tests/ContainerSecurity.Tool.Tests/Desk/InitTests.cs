using System.Diagnostics;
using System.Reflection;
using System.Runtime.Versioning;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool.Tests.Desk;

/// <summary><c>csec init</c>, <c>csec completion</c> and the files for other programs.</summary>
[NonParallelizable]
public class InitTests
{
    private static readonly string Root =
        typeof(InitTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private DeskFolder desk = null!;

    [SetUp]
    public void Create() => desk = new DeskFolder();

    [TearDown]
    public void Delete() => desk.Dispose();

    [Test]
    public void First_policy_says_what_was_found_and_changes_no_verdict()
    {
        desk.Write("pod.yaml", DeskFolder.Privileged);
        (int before, string found, _) = DeskFolder.Run("scan", desk.In("pod.yaml"), "-q");

        Assert.That(DeskFolder.Run("init", desk.Path), Is.EqualTo((0, "wrote container-policy.yaml\nNext: csec scan\n", "")));

        string policy = desk.Read("container-policy.yaml");
        Assert.That(policy, Does.Contain("CSEC2001: deny   # privileged-container, 1 finding").And.Contain("CSEC6001: warn"));
        Assert.That(new PolicyReader().Load(desk.In("container-policy.yaml")).Errors, Is.Empty);
        Assert.That(DeskFolder.Run("scan", desk.In("pod.yaml"), "-q"), Is.EqualTo((before, found, "")));
        Assert.That(DeskFolder.Run("scan", desk.Path).Output, Does.Contain("container-policy.yaml"));
    }

    [Test]
    public void Nothing_is_overwritten_and_then_nothing_is_written()
    {
        desk.Write("pod.yaml", DeskFolder.Privileged);
        desk.Write(".github/workflows/container-security.yml", "mine");

        (int code, _, string error) = DeskFolder.Run("init", desk.Path);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("container-security.yml' is there already"));
        Assert.That(desk.Read(".github/workflows/container-security.yml"), Is.EqualTo("mine"));
        Assert.That(File.Exists(desk.In("container-policy.yaml")), Is.False);
    }

    [TestCase(".github/x", ".github/workflows/container-security.yml")]
    [TestCase(".gitlab-ci.yml", ".gitlab/container-security.yml")]
    [TestCase("azure-pipelines.yml", "azure-pipelines.container-security.yml")]
    public void File_for_the_service_that_the_folder_uses_is_written(string mark, string file)
    {
        desk.Write(mark, "a: 1\n");
        desk.Write("pod.yaml", DeskFolder.Harmless);

        Assert.That(DeskFolder.Run("init", desk.Path).Code, Is.Zero);
        Assert.That(desk.Read(file), Does.StartWith("#").And.Contain("csec scan").Or.Contain("csec/csec scan"));
        Assert.That(new DocumentReader().Read(desk.Read(file), file).Errors, Is.Empty);
    }

    [TestCase("github")]
    [TestCase("gitlab")]
    [TestCase("azure")]
    public void Command_of_a_file_for_CI_is_one_that_csec_takes(string service)
    {
        string folder = desk.In("r");
        Directory.CreateDirectory(folder);
        desk.Write("r/pod.yaml", DeskFolder.Privileged);
        Assert.That(DeskFolder.Run("init", folder, "--ci", service.ToUpperInvariant(), "--baseline").Code, Is.Zero);
        string line = Directory.EnumerateFiles(folder, "*.yml", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .SelectMany(File.ReadAllLines).Single(l => l.Contains("csec scan ", StringComparison.Ordinal));
        string[] args = line[line.IndexOf("scan ", StringComparison.Ordinal)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (int code, string output, string error) = DeskFolder.RunIn(folder, args);

        Assert.That(code, Is.Zero, output + error + " What was found before is known.");
        Assert.That(args, Does.Contain("--baseline"));
    }

    [Test]
    public void Hook_for_pre_commit_runs_commands_that_there_are()
    {
        Assert.That(DeskFolder.Run("init", desk.Path, "--pre-commit").Code, Is.Zero);
        Assert.That(desk.Read(".pre-commit-config.yaml"), Does.Contain("repo: local"));
        string[] entries = [.. desk.Read(".pre-commit-config.yaml").Split('\n').Where(l => l.Contains("entry: csec ", StringComparison.Ordinal))];
        Assert.That(entries, Has.Length.EqualTo(2));
        foreach (string entry in entries)
            Assert.That(CommandLine.Create(new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null)).Parse(entry[(entry.IndexOf("csec ", StringComparison.Ordinal) + 5)..]).Errors, Is.Empty);
    }

    [Test]
    public void Broken_file_is_told_and_the_policy_is_written()
    {
        desk.Write("broken.yaml", "apiVersion: v1\nkind: Pod\nspec: [\n");

        (int code, _, string error) = DeskFolder.Run("init", desk.Path);

        Assert.That(code, Is.Zero);
        Assert.That(error, Does.Contain("broken.yaml"));
    }

    [TestCase("csec sca", "scan")]
    [TestCase("csec scan --forma", "--format")]
    [TestCase("csec scan --fail-on hi", "high")]
    [TestCase("csec policy ch", "check")]
    public void Shell_is_told_how_a_line_may_go_on(string line, string word)
    {
        (int code, string output, _) = DeskFolder.Run($"[suggest:{line.Length}]", line);

        Assert.That(code, Is.Zero);
        Assert.That(output.Split('\n', StringSplitOptions.TrimEntries), Does.Contain(word));
    }

    [TestCase("zsh", "#compdef csec")]
    [TestCase("PowerShell", "Register-ArgumentCompleter")]
    public void Scripts_for_other_shells_are_written(string shell, string text) => Assert.That(DeskFolder.Run("completion", shell).Output, Does.Contain(text));

    [Test]
    [Platform("Linux")]
    public void Bash_completes_by_the_script()
    {
        string script = desk.Write("completion.bash", DeskFolder.Run("completion", "bash").Output);
        string csec = typeof(CommandLine).Assembly.Location;
        string program = $"csec() {{ dotnet '{csec}' \"$@\"; }}\nsource '{script}'\n"
            + "COMP_LINE='csec sc'; COMP_POINT=7; COMP_WORDS=(csec sc); COMP_CWORD=1; _csec; printf '%s\\n' \"${COMPREPLY[@]}\"\n";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--noprofile", "--norc", "-c", program]) { RedirectStandardOutput = true })!;
        string completed = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();

        Assert.That(completed.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "scan" }));
    }

    [Test]
    public void Tests_say_which_parts_of_a_policy_nothing_happened_to()
    {
        desk.Write("policy.yaml", """
            kind: Policy
            profile: none
            rules: {CSEC2001: deny, CSEC3001: deny}
            waivers:
            - {rules: [CSEC2001], match: {names: [agent]}, reason: needs the host}
            - {rules: [CSEC2001], match: {names: [gone]}, reason: left over}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: limits}
            spec:
              matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
              validations:
              - {expression: "size(object.spec.containers) < 2", message: one container}
              - {expression: "object.metadata.name != 'nobody'", message: no nobody}
            """);
        string Container(string name) => $"{{name: {name}, image: \"a:1\", securityContext: {{privileged: true}}}}";
        string Pod(string name, string containers) => $"'{{apiVersion: v1, kind: Pod, metadata: {{name: {name}}}, spec: {{containers: [{containers}]}}}}'";
        desk.Write("p.test.yaml", $"""
            kind: PolicyTest
            policy: policy.yaml
            tests:
            - name: two containers
              manifest: {Pod("web", Container("a") + ", " + Container("b"))}
              expect: {"{includes: [CSEC2001]}"}
            - name: agent
              manifest: {Pod("agent", Container("a"))}
              expect: {"{excludes: [CSEC2001]}"}
            """);

        (int code, string output, string error) = DeskFolder.Run("policy", "test", desk.Path, "--coverage");

        Assert.That(code, Is.Zero, output + error);
        Assert.That(output, Does.Contain("no test exercises rule CSEC3001").And.Contain("no test exercises waiver CSEC2001: left over")
            .And.Contain("no test exercises validation limits: object.metadata.name != 'nobody'"));
        Assert.That(output, Does.Contain("1 of 2 rules exercised").And.Contain("1 of 2 validations exercised").And.Contain("1 of 2 waivers exercised"));
        Assert.That(DeskFolder.Run("policy", "test", desk.Path).Output, Does.Not.Contain("exercise"));
    }

    [Test]
    public void Hooks_that_others_take_from_this_repository_run_commands_that_there_are()
    {
        string[] entries = [.. File.ReadAllLines(Path.Combine(Root, ".pre-commit-hooks.yaml")).Where(l => l.Contains("entry: csec ", StringComparison.Ordinal))];

        Assert.That(entries, Has.Length.EqualTo(3));
        foreach (string entry in entries)
            Assert.That(
                CommandLine.Create(new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null))
                    .Parse(entry[(entry.IndexOf("csec ", StringComparison.Ordinal) + 5)..] + " x").Errors.Where(e => !e.Message.Contains("'x'", StringComparison.Ordinal)),
                Is.Empty, entry);
    }

    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public void Step_of_the_GitHub_Action_scans_and_takes_no_input_for_a_command()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root, "deploy", "github", "action.yml"));
        int start = Array.FindLastIndex(lines, l => l.TrimStart().StartsWith("run: |", StringComparison.Ordinal));
        string script = string.Join('\n', lines[(start + 1)..]);
        Assert.That(lines.Where(l => l.TrimStart().StartsWith("run:", StringComparison.Ordinal)).Append(script), Has.None.Contains("${{"));
        desk.Write("tools/csec", $"#!/bin/sh\nexec dotnet '{typeof(CommandLine).Assembly.Location}' \"$@\"\n");
        File.SetUnixFileMode(desk.In("tools/csec"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        desk.Write("in it/pod.yaml", DeskFolder.Privileged);
        var process = new ProcessStartInfo("bash", ["-e", "-c", script]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in new[]
        {
            ("TOOLS", desk.In("tools")), ("TARGET", desk.In("in it")), ("FAIL_ON", "high"), ("SARIF", desk.In("o.sarif")), ("POLICY", ""), ("BASELINE", ""), ("SINCE", ""),
        })
            process.Environment[name] = value;

        using Process bash = Process.Start(process)!;
        string output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();

        Assert.That(bash.ExitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("::error file="));
        Assert.That(File.Exists(desk.In("o.sarif")));
    }
}
