// csec:allow-secrets-of-file: made-up ones
using System.Text.Json;
using ContainerSecurity.Images.Tests;

namespace ContainerSecurity.Tool.Tests;

[NonParallelizable]
public class ImageCommandTests
{
    private static readonly string Token = "ghp_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa";

    private TestLayout layout = null!;

    [SetUp]
    public void Write()
    {
        layout = new TestLayout();
        layout.AddImage(
            "bad",
            new TarBuilder().File("app/config.js", $"\nconst token = '{Token}'").ToArray(),
            new TarBuilder().File("app/.wh.config.js").ToArray());
        layout.AddImage("good", new TarBuilder().File("app/main.js", "run()").ToArray());
    }

    [TearDown]
    public void Delete() => layout.Dispose();

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        return (CommandLine.Run(args, input, output, error), output.ToString(), error.ToString());
    }

    [TestCase("bad", 1)]
    [TestCase("good", 0)]
    [TestCase("absent", 2)]
    public void Exit_code_tells_clean_from_findings_from_bad_input(string tag, int expected) =>
        Assert.That(Run("image", $"{layout.Path}:{tag}", "--rule", "CSEC4008").Code, Is.EqualTo(expected));

    [Test]
    public void Finding_names_layer_and_path()
    {
        (_, string output, _) = Run("image", $"{layout.Path}:bad", "--rule", "secret-in-image-layer", "--format", "json");
        JsonElement finding = JsonDocument.Parse(output).RootElement.GetProperty("findings").EnumerateArray().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.GetProperty("location").GetProperty("file").GetString(), Is.EqualTo($"{layout.Path}:bad"));
            Assert.That(finding.GetProperty("location").GetProperty("path").GetString(), Is.EqualTo("/app/config.js"));
            Assert.That(finding.GetProperty("resource").GetProperty("kind").GetString(), Is.EqualTo("Image"));
            Assert.That(
                finding.GetProperty("message").GetString(),
                Does.StartWith("Layer 1 (sha256:").And.Contain("in line 2").And.Contain("A later layer hides it"));
            Assert.That(output, Does.Not.Contain(Token));
        }
    }

    [TestCase("text")]
    [TestCase("json")]
    [TestCase("sarif")]
    [TestCase("junit")]
    [TestCase("github")]
    [TestCase("markdown")]
    public void Every_format_reports_images(string format)
    {
        (int code, string output, string error) = Run("image", $"{layout.Path}:bad", "--format", format, "--fail-on", "never");

        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain("CSEC4008").And.Contain("CSEC2003"));
    }

    [Test]
    public void Policy_waives_findings_of_images()
    {
        string policy = Path.Combine(layout.Path, "policy.yaml");
        File.WriteAllText(policy, "apiVersion: containersecurity.io/v1\nkind: Policy\nmetadata: {name: p}\nprofile: none\nrules: {CSEC4008: {}}\nwaivers: [{rule: CSEC4008, match: {kinds: [Image]}, reason: a demo}]\n");
        (int code, string output, string error) = Run("image", $"{layout.Path}:bad", "--policy", policy);

        Assert.That(code, Is.Zero, output + error);
    }

    [Test]
    public void Known_findings_do_not_fail_the_run()
    {
        string known = Path.Combine(layout.Path, "known.txt");
        Assert.That(Run("image", $"{layout.Path}:bad", "--write-baseline", known).Code, Is.Zero);
        Assert.That(Run("image", $"{layout.Path}:bad", "--baseline", known).Code, Is.Zero);
    }

    [Test]
    public void Folder_is_searched_for_images()
    {
        string parent = Directory.CreateTempSubdirectory("csec-images-").FullName;
        Directory.Move(layout.Path, Path.Combine(parent, "layout"));
        File.WriteAllBytes(Path.Combine(parent, "files.tar"), new TarBuilder().File("x").ToArray());
        File.WriteAllBytes(Path.Combine(parent, "broken.tar"), [1, 2, 3]);
        (int code, string output, _) = Run("scan", parent, "--type", "image", "--rule", "CSEC4008", "--format", "json");
        Directory.Move(Path.Combine(parent, "layout"), layout.Path);
        Directory.Delete(parent, recursive: true);
        JsonElement report = JsonDocument.Parse(output).RootElement;

        Assert.That(code, Is.EqualTo(2));
        Assert.That(report.GetProperty("summary").GetProperty("resources").GetInt32(), Is.EqualTo(2));
        Assert.That(
            report.GetProperty("errors").EnumerateArray().Select(e => Path.GetFileName(e.GetProperty("file").GetString())),
            Is.EqualTo(new[] { "broken.tar" }));
    }

    [TestCase("linux/amd64", 0)]
    [TestCase("x86_64", 0)]
    [TestCase("linux/arm64", 2)]
    public void Image_for_another_platform_than_asked_for_is_an_error(string platform, int expected) =>
        Assert.That(Run("image", $"{layout.Path}:good", "--platform", platform, "--rule", "CSEC4008").Code, Is.EqualTo(expected));

    [TestCase("image")]
    [TestCase("image", "a:1", "--platform", "linux/amd64/v8/x")]
    [TestCase("image", "a:1", "--kubernetes-version", "v1.30")]
    public void Wrong_command_line_exits_with_two(params string[] args) => Assert.That(Run(args).Code, Is.EqualTo(2));

    [Test]
    public void Registry_that_does_not_answer_is_an_error_and_no_crash()
    {
        (int code, string output, _) = Run("image", "127.0.0.1:1/nothing:1", "--plain-http");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("error 127.0.0.1:1/nothing:1"));
    }

    [Test]
    public void Image_is_judged_the_same_by_what_an_earlier_run_kept()
    {
        string folder = Path.Combine(layout.Path, "cache");
        byte[] layer = new TarBuilder().File("app/config.js", $"const token = '{Token}'").ToArray();
        layout.AddImage("own", layer);
        string[] command = ["image", $"{layout.Path}:own", "--rule", "CSEC4008", "--format", "json"];
        string expected = Run(command).Output;
        (int firstCode, string first, _) = Run([.. command, "--cache", folder]);
        File.Delete(layout.BlobPath(TestLayout.Sha256(layer)));
        (int secondCode, string second, _) = Run([.. command, "--cache", folder]);

        Assert.That((firstCode, secondCode), Is.EqualTo((1, 1)));
        Assert.That(first, Is.EqualTo(expected));
        Assert.That(second, Is.EqualTo(expected));
    }

    [Test]
    public void Cache_that_cannot_be_trusted_is_bad_input_and_the_image_is_judged()
    {
        string file = Path.Combine(layout.Path, "file");
        File.WriteAllText(file, "");
        (int code, string output, string error) = Run("image", $"{layout.Path}:bad", "--rule", "CSEC4008", "--cache", file);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output + error, Does.Contain("/app/config.js").And.Contain(file));
    }
}
