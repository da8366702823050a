namespace ContainerSecurity.Tool.Tests;

[NonParallelizable]
public class HardenCommandTests
{
    private const string Pod = "# A pod.\napiVersion: v1\nkind: Pod\nmetadata: {name: web}   # its name\nspec:\n  containers:\n  - name: app\n    image: a:1\n";
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        return (CommandLine.Run(["harden", .. args], input, output, error), output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Test]
    public void Difference_is_shown_and_nothing_is_written()
    {
        string file = Write("pod.yaml", Pod);

        (int code, string output, string error) = Run(file, "--rule", "CSEC2002");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(
            $"--- {file}\n+++ {file}\n@@ -6,3 +6,5 @@\n   containers:\n   - name: app\n     image: a:1\n+    securityContext:\n+      allowPrivilegeEscalation: false\n"));
        Assert.That(error, Does.Contain("1 file to change, 1 finding mended, 0 left."));
        Assert.That(File.ReadAllText(file), Is.EqualTo(Pod));
    }

    [Test]
    public void Difference_is_one_that_patch_can_apply()
    {
        string text = string.Concat(Enumerable.Range(0, 4).Select(i => $"---\n{Pod.Replace("web", $"web{i}", StringComparison.Ordinal)}"));
        string file = Write("pod.yaml", text);
        string difference = Write("difference", Run(file).Output.ReplaceLineEndings("\n"));

        using var patch = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", ["apply", "--unsafe-paths", "-p0", difference]) { WorkingDirectory = folder, RedirectStandardError = true })!;
        string problem = patch.StandardError.ReadToEnd();
        patch.WaitForExit();

        Assert.That(patch.ExitCode, Is.Zero, problem);
        Assert.That(Run(file).Output, Is.Empty);
    }

    [Test]
    public void File_is_written_whole_with_its_mode_and_a_second_run_is_clean()
    {
        string file = Write("pod.yaml", Pod);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        int first = Run(file, "--write").Code, second = Run(file).Code;

        Assert.That((first, second), Is.EqualTo((0, 0)));
        Assert.That(File.ReadAllText(file), Does.StartWith(Pod).And.Contain("runAsNonRoot: true"));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { file }));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public void Link_stays_a_link()
    {
        string file = Write("pod.yaml", Pod), link = Path.Combine(folder, "link.yaml");
        File.CreateSymbolicLink(link, file);

        Assert.That(Run(link, "--write", "--rule", "CSEC2002").Code, Is.Zero);
        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(file));
        Assert.That(File.ReadAllText(file), Does.Contain("allowPrivilegeEscalation: false"));
    }

    [Test]
    public void What_cannot_be_mended_is_listed_with_its_place()
    {
        string file = Write("pod.yaml", Pod + "    securityContext: {runAsUser: 0}\n");

        (int code, _, string error) = Run(file, "--write", "--rule", "CSEC2003");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.Contain($"{file}:9:").And.Contain("CSEC2003").And.Contain("runAsUser 0").And.Contain("1 left."));
    }

    [Test]
    public void File_that_cannot_be_read_is_left_and_the_others_are_changed()
    {
        string broken = Write("broken.yaml", "kind: Pod\napiVersion: v1\nspec: {{ .Values.spec }}\n"), good = Write("good.yaml", Pod);

        (int code, _, string error) = Run(broken, good, "--write");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("broken.yaml"));
        Assert.That(File.ReadAllText(broken), Does.Contain("{{ .Values.spec }}"));
        Assert.That(File.ReadAllText(good), Does.Contain("runAsNonRoot"));
    }

    [Test]
    public void Policy_says_what_is_hardened()
    {
        string file = Write("pod.yaml", Pod), policy = Write("policy.yaml", "kind: Policy\nprofile: restricted\nrules:\n  CSEC2002: { harden: true }\n");

        (_, string output, _) = Run(file, "--policy", policy);

        Assert.That(output, Does.Contain("allowPrivilegeEscalation").And.Not.Contain("runAsNonRoot"));
    }

    [Test]
    public void Policy_that_hardens_nothing_says_so()
    {
        string file = Write("pod.yaml", Pod), policy = Write("policy.yaml", "kind: Policy\nprofile: restricted\n");

        (int code, string output, string error) = Run(file, "--policy", policy);

        Assert.That((code, output), Is.EqualTo((0, "")));
        Assert.That(error, Does.Contain("harden: true"));
    }

    [TestCase("--diff", "--write")]
    [TestCase("--type", "helm")]
    [TestCase("--rule", "CSEC9999")]
    public void Wrong_command_line_is_2(params string[] options)
    {
        Assert.That(Run([Write("pod.yaml", Pod), .. options]).Code, Is.EqualTo(2));
    }

    [Test]
    public void Images_are_not_looked_up_unless_that_is_asked_for()
    {
        (_, _, string error) = Run(Write("pod.yaml", Pod), "--rule", "CSEC1002");

        Assert.That(error, Does.Contain("nobody has looked up the digest"));
    }

    [Test]
    public void Only_what_is_missing_is_added_where_that_is_asked_for()
    {
        string file = Write("pod.yaml", Pod + "    securityContext: {privileged: true}\n");

        (_, string output, string error) = Run(file, "--rule", "CSEC2001", "--rule", "CSEC2008", "--missing-only");

        Assert.That(output, Does.Contain("privileged: true, readOnlyRootFilesystem: true"));
        Assert.That(error, Does.Contain("only what is missing is added"));
    }

    [Test]
    public void Text_of_the_input_cannot_steer_the_terminal()
    {
        (_, string output, _) = Run(Write("pod.yaml", Pod.Replace("# its name", "# \u001b[2J", StringComparison.Ordinal)
            .Replace("containers:", "containers: # \u001b[2J", StringComparison.Ordinal)), "--rule", "CSEC4011");

        Assert.That(output, Does.Not.Contain("\u001b"));
    }
}
