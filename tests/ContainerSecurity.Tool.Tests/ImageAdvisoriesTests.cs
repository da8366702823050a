using System.Text.Json;
using ContainerSecurity.Images.Tests;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec image --advisories</c>: what is known of the packages of an image is judged by the policy.</summary>
[NonParallelizable]
public class ImageAdvisoriesTests
{
    private const string Release = "ID=alpine\nVERSION_ID=3.20.1\n";
    private const string Database = "P:libcrypto3\nV:3.3.0-r0\nA:x86_64\no:openssl\nm:A Maintainer <m@alpinelinux.org>\n\n";
    private const string SecurityDatabase = """
        distroversion: v3.20
        reponame: main
        packages:
        - pkg:
            name: openssl
            secfixes:
              3.3.1-r0: [CVE-2024-4741]
              3.2.0-r0: [CVE-2023-9999]
        """;

    private TestLayout layout = null!;
    private string folder = null!;

    [SetUp]
    public void Write()
    {
        folder = Directory.CreateTempSubdirectory("advisories-").FullName;
        File.WriteAllText(Path.Combine(folder, "main.yaml"), SecurityDatabase);
        layout = new TestLayout();
        layout.AddImage("shop", new TarBuilder().File("etc/os-release", Release).File("lib/apk/db/installed", Database).ToArray(), new TarBuilder()
            .File("app/main", "run").ToArray());
        layout.AddImage("nameless", new TarBuilder().File("lib/apk/db/installed", Database).ToArray());
    }

    [TearDown]
    public void Delete()
    {
        layout.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Flaw_of_a_package_is_found_by_its_source_with_the_layer_that_brought_it()
    {
        (int code, string output, string error) = Run("shop");
        JsonElement finding = JsonDocument.Parse(output).RootElement.GetProperty("findings").EnumerateArray().Single();

        Assert.Multiple(() =>
        {
            Assert.That(error, Is.Empty);
            Assert.That(code, Is.Zero);
            Assert.That(finding.GetProperty("ruleId").GetString(), Is.EqualTo("CSEC1012"));
            Assert.That(finding.GetProperty("message").GetString(),
                Does.StartWith("Package 'libcrypto3' 3.3.0-r0 (apk) has CVE-2024-4741, of unknown severity. Allowed: 3.3.1-r0 or later. Layer 1 (sha256:"));
            Assert.That(finding.GetProperty("location").GetProperty("path").GetString(), Is.EqualTo("/lib/apk/db/installed"));
        });
    }

    [Test]
    public void Finding_denies_from_the_severity_that_the_command_says() => Assert.That(Run("shop", "--fail-on", "medium").Code, Is.EqualTo(1));

    [Test]
    public void Statement_that_the_image_is_not_affected_settles_it_and_one_without_a_reason_does_not()
    {
        const string Statement = """
            {"@context": "https://openvex.dev/ns/v0.2.0", "author": "us", "timestamp": "2026-01-01T00:00:00Z", "statements": [
              {"vulnerability": {"name": "CVE-2024-4741"}, "products": [{"@id": "pkg:apk/alpine/libcrypto3"}], "status": "not_affected", "justification": "vulnerable_code_not_present"}]}
            """;
        string settled = Path.Combine(folder, "vex.json"), idle = Path.Combine(folder, "idle.json");
        File.WriteAllText(settled, Statement);
        File.WriteAllText(idle, Statement.Replace(", \"justification\": \"vulnerable_code_not_present\"", "", StringComparison.Ordinal));

        Assert.That(Run("shop", "--vex", settled).Output, Does.Not.Contain("CVE-2024-4741"));
        (int code, string output, string error) = Run("shop", "--vex", idle);
        Assert.That(output, Does.Contain("CVE-2024-4741"));
        Assert.That(error, Does.Contain("idle.json:2:").And.Contain("justification"));
        Assert.That(code, Is.EqualTo(2));
    }

    [Test]
    public void Release_that_nobody_knows_is_told_and_is_no_pass()
    {
        (int code, _, string error) = Run("nameless");

        Assert.That(error, Does.Contain("release"));
        Assert.That(code, Is.EqualTo(2));
        Assert.That(Run("nameless", "--allow-not-evaluated").Code, Is.Zero);
    }

    [TestCase("absent.json")]
    [TestCase("broken.json")]
    [TestCase("readme.txt")]
    public void Advisories_that_cannot_be_read_are_told_and_are_no_pass(string name)
    {
        string file = Path.Combine(folder, name);
        if (!name.StartsWith("absent", StringComparison.Ordinal))
            File.WriteAllText(file, "{\"a\":");

        (int code, _, string error) = Run("shop", "--advisories", file);

        Assert.That(error, Does.Contain(name));
        Assert.That(code, Is.EqualTo(2));
    }

    private (int Code, string Output, string Error) Run(string tag, params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        string[] args = ["image", $"{layout.Path}:{tag}", "--rule", "CSEC1012", "--format", "json", "--advisories", Path.Combine(folder, "main.yaml"), .. more];
        return (CommandLine.Run(args, input, output, error), output.ToString(), error.ToString());
    }
}
