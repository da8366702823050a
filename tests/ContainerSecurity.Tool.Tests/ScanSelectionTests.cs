using System.Diagnostics;
using System.Text;

namespace ContainerSecurity.Tool.Tests;

/// <summary>What a scan reads, passes over and says it did not read.</summary>
[NonParallelizable]
[Platform(Exclude = "Win")]
public class ScanSelectionTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    image: a:1\n    securityContext: {privileged: true}\n";
    private const string Harmless = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n";
    private static readonly string[] Formats = ["text", "json", "sarif", "junit", "github", "markdown"];
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
        return (CommandLine.Run(args, reader, output, error), output.ToString(), error.ToString());
    }

    private string In(string name) => Path.Combine(folder, name);

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
        return In(name);
    }

    private string MakePipe(string name)
    {
        using var made = Process.Start("mkfifo", [In(name)]);
        made.WaitForExit();
        return In(name);
    }

    [Test]
    public void Pipes_and_broken_links_of_a_folder_are_passed_over_with_a_note()
    {
        Write("ok.yaml", Harmless);
        MakePipe("x.yaml");
        MakePipe("Dockerfile");
        File.CreateSymbolicLink(In("link.yaml"), In("x.yaml"));
        File.CreateSymbolicLink(In("nowhere.yml"), In("absent"));
        File.CreateSymbolicLink(In("zero.json"), "/dev/zero");

        (int code, string output, string error) = Run("", "scan", folder);

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("1 resource in 1 file").And.Contain("5 files skipped"));
        foreach (string name in new[] { "x.yaml", "Dockerfile", "link.yaml", "nowhere.yml", "zero.json" })
            Assert.That(error, Does.Contain($"{name} is not opened"));
    }

    [TestCase("scan {0}")]
    [TestCase("scan {0} --type text")]
    [TestCase("scan {0} --type image")]
    [TestCase("scan {1} --policy {0}")]
    [TestCase("scan {1} --baseline {0}")]
    [TestCase("policy check {0}")]
    [TestCase("policy eval --policy {0} --resource {1}")]
    [TestCase("policy eval --policy {1} --resource {0}")]
    [TestCase("eval 1 --var a={0}")]
    [TestCase("image {0}")]
    [TestCase("image docker-archive:{0}")]
    [TestCase("image oci-archive:{0}")]
    public void Pipe_that_is_named_is_an_error(string command)
    {
        string pipe = MakePipe("p.yaml"), good = Write("good.yaml", Harmless);

        (int code, string output, string error) = Run(
            "",
            [.. command.Split(' ')
                .Select(a => a.Replace("{0}", pipe, StringComparison.Ordinal).Replace("{1}", good, StringComparison.Ordinal))]);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output + error, Does.Contain("named pipe"));
    }

    [Test]
    public void Pipes_beside_a_compose_file_are_errors_and_its_services_are_judged()
    {
        Write("app/compose.yaml", "services:\n  web: {image: 'a:1', privileged: true, env_file: e}\n");
        MakePipe("app/.env");
        MakePipe("app/e");
        MakePipe("app/compose.override.yaml");

        (int code, string output, _) = Run("", "scan", In("app"), "--rule", "CSEC2001");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("CSEC2001").And.Contain("'.env'").And.Contain("'e'").And.Contain("'compose.override.yaml'"));
    }

    [Test]
    public void Pipes_of_policies_are_errors_and_those_among_tests_are_passed_over()
    {
        MakePipe("base.yaml");
        string policy = Write("own.yaml", "kind: Policy\nextends: base.yaml\n");
        Directory.CreateDirectory(In("tests"));
        MakePipe("tests/t.yaml");
        Write("tests/a.yaml", "kind: PolicyTest\ntests:\n- name: a\n  manifest: '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}'\n  expect: {findings: []}\n");

        Assert.That(Run("", "scan", policy, "--policy", policy).Error, Does.Contain("own.yaml:2").And.Contain("named pipe"));
        Assert.That(Run("", "policy", "test", In("tests")).Error, Does.Contain("t.yaml: it is a named pipe"));
        Assert.That(Run("", "policy", "test", In("tests")).Output, Does.Contain("1 passed"));
    }

    [Test]
    public void Archives_of_a_folder_that_are_pipes_are_passed_over()
    {
        MakePipe("a.tar");

        Assert.That(Run("", "scan", folder, "--type", "image").Error, Does.Contain("a.tar is not opened"));
    }

    [TestCase("nosuch.tar")]
    [TestCase("nosuch.tar.gz:web:1")]
    [TestCase("images/nosuch.TGZ")]
    [TestCase("./nosuch")]
    [TestCase("../nosuch:1")]
    [TestCase("/nosuch/image")]
    [TestCase("nosuch/")]
    [TestCase("a/../nosuch")]
    [TestCase("C:\\images\\web")]
    [TestCase("C:/images/web")]
    [TestCase("web.zip")]
    public void Image_whose_name_looks_like_a_path_is_asked_of_no_registry(string location)
    {
        (int code, string output, _) = Run("", "image", location);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("no such file"));
    }

    [Test]
    public void Folder_without_a_policy_is_no_policy()
    {
        string manifest = Write("m/ok.yaml", Harmless);
        Directory.CreateDirectory(In("empty"));
        Write("objects/map.yaml", Harmless);

        Assert.That(Run("", "scan", manifest, "--policy", In("empty")).Code, Is.EqualTo(2));
        Assert.That(Run("", "scan", manifest, "--policy", In("objects")).Error, Does.Contain("holds no policy"));
        Assert.That(Run("", "policy", "check", In("empty")).Code, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Formats))]
    public void Scan_of_nothing_is_said_in_every_format(string format)
    {
        Write("ok.yaml", Harmless);
        Directory.CreateDirectory(In("empty"));
        Write("other/package.json", "{\"name\": \"x\"}");

        foreach (string[] args in new[] { new[] { In("empty") }, [folder, "--include", "*.yml"], [folder, "--exclude", "*"], [In("other")] })
        {
            (int code, string output, _) = Run("", ["scan", .. args, "--format", format]);
            Assert.That(code, Is.EqualTo(2), string.Join(' ', args));
            Assert.That(output, Does.Contain("Nothing was scanned"), string.Join(' ', args));
            Assert.That(Run("", ["scan", .. args, "--format", format, "--allow-empty"]).Code, Is.Zero, string.Join(' ', args));
        }
    }

    [TestCaseSource(nameof(Formats))]
    public void Named_file_in_which_nothing_was_judged_is_said_in_every_format(string format)
    {
        string ok = Write("ok.yaml", Harmless), other = Write("package.json", "{\"name\": \"x\"}"), empty = Write("empty.yaml", "");

        (int code, string output, _) = Run("", "scan", ok, other, empty, "--format", format);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("Nothing in it was judged").And.Contain("package.json").And.Contain("empty.yaml"));
        Assert.That(Run("", "scan", ok, other, empty, "--format", format, "--allow-empty").Code, Is.Zero);
    }

    [TestCase("auto")]
    [TestCase("kubernetes")]
    [TestCase("compose")]
    [TestCase("dockerfile")]
    [TestCase("docker-inspect")]
    [TestCase("text")]
    public void Empty_standard_input_of_a_failed_pipe_is_bad_input(string type)
    {
        Assert.That(Run("", "scan", "-", "--type", type).Code, Is.EqualTo(2));
    }

    [Test]
    public void Standard_input_without_end_is_refused()
    {
        using var output = new StringWriter();

        Assert.That(CommandLine.Run(["scan", "-"], new EndlessReader(), output, TextWriter.Null), Is.EqualTo(2));
        Assert.That(output.ToString(), Does.Contain("longer than"));
    }

    [TestCase("scan", "-")]
    [TestCase("eval", "x == x", "--var", "x=-")]
    public void Standard_input_that_is_no_UTF8_is_an_error(params string[] args)
    {
        using var input = new StreamReader(new MemoryStream([.. Encoding.UTF8.GetBytes(Harmless), (byte)'#', 0xE9]));
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.That(CommandLine.Run(args, input, output, error), Is.EqualTo(2));
        Assert.That(output.ToString() + error, Does.Contain("UTF-8"));
    }

    [Test]
    public void Resource_of_an_evaluation_that_is_no_UTF8_is_an_error()
    {
        File.WriteAllBytes(In("a.yaml"), [.. Encoding.UTF8.GetBytes(Harmless), (byte)'#', 0xE9]);

        (int code, _, string error) = Run("", "eval", "x == x", "--var", "x=" + In("a.yaml"));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("UTF-8"));
    }

    [Test]
    public void Files_of_other_tools_do_not_fail_the_scan_of_a_repository()
    {
        Write("deploy/ok.yaml", Harmless);
        Write(".vscode/launch.json", "{ // comment\n \"configurations\": [],\n}");
        Write("ci/pipeline.yml", "${{ if a }}:\n  x: 1\n${{ if a }}:\n  x: 2\n");
        Write("roles/a.yaml", "{% if x %}\na: [\n{% endif %}\n");
        File.WriteAllBytes(In("latin.yaml"), [.. "a: caf"u8, 0xE9]);

        (int code, string output, string error) = Run("", "scan", folder, "--format", "json");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("\"skipped\":4"));
        Assert.That(error, Is.Empty);

        string told = Run("", "scan", folder, "--verbose").Error;
        Assert.That(told, Does.Contain("launch.json").And.Contain("pipeline.yml").And.Contain("roles/a.yaml").And.Contain("latin.yaml"));
        Assert.That(Run("", "scan", In(".vscode/launch.json")).Code, Is.EqualTo(2));
    }

    [Test]
    public void Broken_manifest_of_a_folder_fails_the_scan_and_its_neighbours_are_judged()
    {
        Write("a.yaml", Pod);
        Write("b.yaml", "apiVersion: v1\nkind: Pod\nspec: {a: [\n");

        (int code, string output, _) = Run("", "scan", folder);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("CSEC2001").And.Contain("b.yaml"));
    }

    [Test]
    public void Items_of_a_list_are_judged()
    {
        string list = "apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n  spec: {containers: [{name: c, image: 'a:1', securityContext: {privileged: true}}]}\n";

        Assert.That(Run(list, "scan", "-", "--rule", "CSEC2001").Code, Is.EqualTo(1));
    }

    [TestCase("privileged: !!bool \"true\"")]
    [TestCase("privileged: !<tag:yaml.org,2002:bool> 'yes'")]
    [TestCase("!!binary cHJpdmlsZWdlZA==: true")]
    public void Privileges_behind_tags_are_found(string written)
    {
        string pod = Pod.Replace("{privileged: true}", $"\n      {written}", StringComparison.Ordinal);

        Assert.That(Run(pod, "scan", "-", "--rule", "CSEC2001").Code, Is.EqualTo(1));
    }

    [Test]
    public void Privileges_behind_a_late_merge_key_are_found_and_the_key_is_told()
    {
        string pod = Pod.Replace("{privileged: true}", "\n      privileged: false\n      <<: {privileged: true}", StringComparison.Ordinal);

        (int code, string output, _) = Run(pod, "scan", "-", "--rule", "CSEC2001");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("CSEC2001").And.Contain("Put the merge key first."));
    }

    private sealed class EndlessReader : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            buffer.AsSpan(index, count).Fill('a');
            return count;
        }

        public override int Read() => 'a';
    }
}
