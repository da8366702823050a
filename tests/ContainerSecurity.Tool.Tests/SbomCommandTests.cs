using System.Text.Json;
using ContainerSecurity.Images.Tests;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec sbom</c> tells what an image or a folder holds, and what it could not tell.</summary>
[NonParallelizable]
public class SbomCommandTests
{
    private const string Release = "ID=alpine\nVERSION_ID=3.20.1\nPRETTY_NAME=\"Alpine Linux v3.20\"\n";
    private const string Database = "P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\no:musl\nm:A Maintainer <m@alpinelinux.org>\n\n";
    private const string Lock = """
        {"name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": {
          "": {"name": "shop", "version": "1.0.0"},
          "node_modules/left-pad": {"version": "1.3.0"}}}
        """;

    private TestLayout layout = null!;
    private string folder = null!;

    [SetUp]
    public void Write()
    {
        folder = Directory.CreateTempSubdirectory("sbom-").FullName;
        File.WriteAllText(Path.Combine(folder, "package-lock.json"), Lock);
        layout = new TestLayout();
        byte[] system = new TarBuilder().File("etc/os-release", Release).File("lib/apk/db/installed", Database).ToArray();
        layout.AddImage("shop", system, new TarBuilder().File("app/package-lock.json", Lock).ToArray());
        layout.AddImage("hidden", system, new TarBuilder().File("lib/apk/db/.wh.installed").ToArray());
    }

    [TearDown]
    public void Delete()
    {
        layout.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Image_is_told_as_CycloneDX_with_its_packages()
    {
        (int code, string output, string error) = Run("sbom", $"{layout.Path}:shop");
        JsonElement bill = JsonDocument.Parse(output).RootElement;

        Assert.Multiple(() =>
        {
            Assert.That(error, Is.Empty);
            Assert.That(code, Is.Zero);
            Assert.That(bill.GetProperty("bomFormat").GetString(), Is.EqualTo("CycloneDX"));
            Assert.That(bill.GetProperty("specVersion").GetString(), Is.EqualTo("1.6"));
            Assert.That(PurlsOf(bill), Is.SupersetOf(new[] { "pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.1", "pkg:npm/left-pad@1.3.0" }));
            Assert.That(output, Does.Not.Contain(folder).And.Not.Contain(layout.Path));
        });
    }

    [Test]
    public void Image_is_told_as_SPDX()
    {
        (int code, string output, _) = Run("sbom", $"{layout.Path}:shop", "--format", "spdx");
        JsonElement bill = JsonDocument.Parse(output).RootElement;

        Assert.That(code, Is.Zero);
        Assert.That(bill.GetProperty("spdxVersion").GetString(), Is.EqualTo("SPDX-2.3"));
        Assert.That(bill.GetProperty("packages").EnumerateArray().Select(p => p.GetProperty("name").GetString()), Is.SupersetOf(new[] { "musl", "left-pad" }));
    }

    [Test]
    public void Folder_is_told_into_a_file_and_twice_the_same()
    {
        string first = Path.Combine(folder, "..", Path.GetFileName(folder) + ".json");
        try
        {
            Assert.That(Run("sbom", folder, "-o", first).Code, Is.Zero);
            Assert.That(PurlsOf(JsonDocument.Parse(File.ReadAllText(first)).RootElement), Does.Contain("pkg:npm/left-pad@1.3.0"));
            Assert.That(Run("sbom", folder).Output.TrimEnd(), Is.EqualTo(File.ReadAllText(first).TrimEnd()));
        }
        finally
        {
            File.Delete(first);
        }
    }

    [Test]
    public void Database_that_a_later_layer_deletes_is_unknown_and_no_empty_answer()
    {
        (int code, _, string error) = Run("sbom", $"{layout.Path}:hidden");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("lib/apk/db/installed"));
        Assert.That(Run("sbom", $"{layout.Path}:hidden", "--allow-not-evaluated").Code, Is.Zero);
    }

    [Test]
    public void What_is_not_there_is_told()
    {
        (int code, string output, string error) = Run("sbom", $"{layout.Path}:absent");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.Contain("absent"));
    }

    private static IEnumerable<string?> PurlsOf(JsonElement bill) =>
        bill.GetProperty("components").EnumerateArray().Where(c => c.TryGetProperty("purl", out _)).Select(c => c.GetProperty("purl").GetString());

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        return (CommandLine.Run(args, input, output, error), output.ToString(), error.ToString());
    }
}
