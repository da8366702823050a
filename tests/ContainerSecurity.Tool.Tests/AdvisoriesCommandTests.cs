using System.Text.Json;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec advisories</c>, and what is compiled in use.</summary>
[NonParallelizable]
public class AdvisoriesCommandTests
{
    private const string SecurityDatabase = """
        distroversion: v3.20
        packages:
        - pkg:
            name: openssl
            secfixes:
              3.3.1-r0: [CVE-2024-4741]
        """;
    private const string Osv = """{"id": "GHSA-1", "modified": "2026-03-01T00:00:00Z", "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]}]}""";

    private string folder = null!;
    private string compiled = null!;

    [SetUp]
    public void Write()
    {
        folder = Directory.CreateTempSubdirectory("advisories-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "feed"));
        File.WriteAllText(Path.Combine(folder, "feed", "main.yaml"), SecurityDatabase);
        File.WriteAllText(Path.Combine(folder, "feed", "one.json"), Osv);
        compiled = Path.Combine(folder, "known.csadv");
    }

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_folder_is_compiled_and_verified_and_the_same_folder_gives_the_same_bytes()
    {
        (int code, string output, string error) = Build();
        byte[] first = File.ReadAllBytes(compiled);
        Build();
        (int verified, string said, _) = Run("advisories", "verify", compiled);

        Assert.Multiple(() =>
        {
            Assert.That((code, error), Is.EqualTo((0, "")));
            Assert.That(output, Does.Contain("2 advisories, sha256:").And.Contain("osv (feed), of 2026-03-01")
                .And.Contain("alpine-secdb (main.yaml), of unknown age"));
            Assert.That(File.ReadAllBytes(compiled), Is.EqualTo(first));
            Assert.That((verified, said), Is.EqualTo((0, output)));
        });
    }

    [Test]
    public void What_could_not_be_read_stops_the_build_or_is_said_whenever_the_file_is_used()
    {
        File.WriteAllText(Path.Combine(folder, "feed", "broken.json"), "{");
        Assert.That(Build().Code, Is.EqualTo(2));
        Assert.That(File.Exists(compiled), Is.False);

        (int code, _, string error) = Run("advisories", "build", Path.Combine(folder, "feed"), "-o", compiled, "--allow-not-evaluated");
        Assert.That(code, Is.Zero);
        Assert.That(error, Does.Contain("broken.json"));
        Assert.That(Run("advisories", "verify", compiled).Error, Does.Contain("broken.json"));
        Assert.That(Image(compiled).Code, Is.EqualTo(2));
    }

    [Test]
    public void A_damaged_file_is_said_by_verifying_and_by_using_it()
    {
        Build();
        byte[] bytes = File.ReadAllBytes(compiled);
        bytes[200] ^= 1;
        File.WriteAllBytes(compiled, bytes);

        Assert.That(Run("advisories", "verify", compiled),
            Is.EqualTo((2, "", $"csec: {compiled}: The compiled file of advisories is damaged: the page at byte 128 is not what its digest says. Nothing of that part is believed; build or fetch the file again.{Environment.NewLine}")));
        (int code, _, string error) = Image(compiled);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("damaged"));
    }

    [TestCase("absent")]
    [TestCase("empty.csadv")]
    [TestCase("feed/one.json")]
    public void What_is_no_compiled_file_is_not_verified(string name)
    {
        File.WriteAllText(Path.Combine(folder, "empty.csadv"), "");

        (int code, _, string error) = Run("advisories", "verify", Path.Combine(folder, name));
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain(name.Split('/')[^1]));
    }

    [Test]
    public void An_image_is_judged_by_a_compiled_file_as_by_the_files_that_it_was_made_of()
    {
        Build();
        (int code, string output, string error) = Image(compiled);

        Assert.That((code, error), Is.EqualTo((0, "")));
        JsonElement report = JsonDocument.Parse(output).RootElement;
        Assert.That(report.GetProperty("findings").EnumerateArray().Single().GetProperty("message").GetString(), Does.Contain("CVE-2024-4741"));
        Assert.That(
            report.GetProperty("vulnerabilityData").EnumerateArray().Select(d => (d.GetProperty("source").GetString(), d.GetProperty("newest").GetString())),
            Is.EqualTo(new[] { ("osv (feed)", "2026-03-01T00:00:00Z"), ("alpine-secdb (main.yaml)", null) }));
    }

    [Test]
    public void The_age_of_the_data_is_said_in_text_too_and_can_fail_a_policy()
    {
        Build();
        string policy = Path.Combine(folder, "policy.yaml");
        File.WriteAllText(policy, "kind: Policy\nprofile: none\nrules:\n  CSEC1012: {enabled: true, parameters: {maxDataAge: 7d}}\n");
        (int code, string output, string error) = Image(compiled, "text", "--policy", policy);

        Assert.That(error, Is.Empty);
        Assert.That(output, Does.Contain("vulnerability data: osv (feed), of 2026-03-01")
            .And.Contain("vulnerability data: alpine-secdb (main.yaml), of unknown age"));
        Assert.That(output, Does.Contain("'alpine-secdb (main.yaml)' is not known"));
        Assert.That(code, Is.EqualTo(1));
    }

    [TestCase("sarif")]
    [TestCase("markdown")]
    [TestCase("html")]
    public void The_age_of_the_data_is_said_in_other_reports(string format)
    {
        Build();

        Assert.That(Image(compiled, format).Output, Does.Contain("alpine-secdb (main.yaml), of unknown age"));
    }

    [Test]
    public void Addresses_that_are_not_asked_are_said_and_fail_the_command()
    {
        (int code, _, string error) = Run("advisories", "fetch", "http://example.org/one.json", "ftp://example.org/x", "nowhere", "--output",
            Path.Combine(folder, "fetched"));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("TLS").And.Contain("'ftp'").And.Contain("https://"));
    }

    [Test]
    public void Signed_advisories_are_used_where_a_key_is_named_and_no_others()
    {
        string key = Path.Combine(folder, "key.pem"), pub = Path.Combine(folder, "key.pub"), other = Path.Combine(folder, "other.pub");
        using (SigningKey signing = SigningKey.Generate(KeyAlgorithm.EcdsaP256), stranger = SigningKey.Generate(KeyAlgorithm.EcdsaP256))
        {
            File.WriteAllText(key, signing.ExportPem());
            File.WriteAllText(pub, signing.ExportPublicPem());
            File.WriteAllText(other, stranger.ExportPublicPem());
        }
        using var layout = new TestLayout();
        layout.AddImage("1", new TarBuilder().File("etc/os-release", "ID=alpine\nVERSION_ID=3.20.0\n")
            .File("lib/apk/db/installed", "P:openssl\nV:3.3.0-r0\no:openssl\n\n").ToArray());
        int Image(string known, string trusted) =>
            Run("image", layout.Path, "--rule", "CSEC1012", "--advisories", known, "--advisories-key", trusted).Code;

        Run("advisories", "build", Path.Combine(folder, "feed"), "-o", compiled, "--sign", key);
        (int verified, int byAnother) = (Run("advisories", "verify", compiled, "--key", pub).Code, Run("advisories", "verify", compiled, "--key", other).Code);
        (int used, int strange, int raw) = (Image(compiled, pub), Image(compiled, other), Image(Path.Combine(folder, "feed"), pub));
        File.Move(compiled + ".sig", compiled + ".kept");
        File.WriteAllText(Path.Combine(folder, "feed", "one.json"), Osv.Replace("1.0.0", "1.0.1", StringComparison.Ordinal));
        Build();
        int unsigned = Image(compiled, pub);
        File.Move(compiled + ".kept", compiled + ".sig");

        Assert.Multiple(() =>
        {
            Assert.That((verified, byAnother), Is.EqualTo((0, 2)));
            Assert.That((used, strange, raw, unsigned), Is.EqualTo((0, 2, 2, 2)));
            Assert.That(Image(compiled, pub), Is.EqualTo(2), "the signature of an older file");
        });
    }

    private (int Code, string Output, string Error) Build() => Run("advisories", "build", Path.Combine(folder, "feed"), "--output", compiled);

    private static (int Code, string Output, string Error) Image(string advisories, string format = "json", params string[] more)
    {
        using TestLayout layout = new();
        layout.AddImage("shop", new TarBuilder()
            .File("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n")
            .File("lib/apk/db/installed", "P:libcrypto3\nV:3.3.0-r0\nA:x86_64\no:openssl\nm:A Maintainer <m@alpinelinux.org>\n\n")
            .ToArray());
        return Run(["image", $"{layout.Path}:shop", "--rule", "CSEC1012", "--format", format, "--advisories", advisories, .. more]);
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        return (CommandLine.Run(args, input, output, error), output.ToString(), error.ToString());
    }
}
