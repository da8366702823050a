using System.Text;
using System.Text.Json;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec rebuild-plan</c> and <c>csec vex</c>, with images made here.</summary>
[NonParallelizable]
public class RebuildPlanTests
{
    private const string SecurityDatabase = """
        distroversion: v3.20
        reponame: main
        packages:
        - pkg:
            name: openssl
            secfixes:
              3.3.1-r0: [CVE-2024-4741]
        - pkg:
            name: curl
            secfixes:
              8.9.0-r0: [CVE-2024-7264]
        """;

    private TestLayout layout = null!;
    private string folder = null!;

    [SetUp]
    public void Write()
    {
        folder = Directory.CreateTempSubdirectory("plan-").FullName;
        File.WriteAllText(Path.Combine(folder, "main.yaml"), SecurityDatabase);
        layout = new TestLayout();
        byte[] old = System("3.3.0-r0"), now = System("3.3.1-r0"), curl = Installed(("libcrypto3", "3.3.0-r0", "openssl"), ("curl", "8.8.0-r0", "curl"));
        layout.AddImage("base-then", old);
        layout.AddImage("base", now);
        Add("runtime", "registry.example.com/base:3.20", old, curl);
        Add("web", null, old, curl, new TarBuilder().File("app/main", "run").ToArray());
    }

    [TearDown]
    public void Delete()
    {
        layout.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Flaw_of_a_layer_is_mended_there_first_and_then_in_what_is_built_on_it()
    {
        (int code, string output, _) = Plan("--base", $"{layout.Path}:base-then", "--format", "json");
        JsonElement[] steps = [.. JsonDocument.Parse(output).RootElement.GetProperty("steps").EnumerateArray()];

        Assert.That(steps.Select(s => s.GetProperty("image").GetString()![(layout.Path.Length + 1)..]), Is.EqualTo(new[] { "runtime", "web" }));
        Assert.That(steps[0].GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("message").GetString()),
            Has.Some.Contains("CVE-2024-7264 in 'curl' (8.9.0-r0): rebuild from layer 2"));
        Assert.That(steps[1].GetProperty("after").GetString(), Does.EndWith(":runtime"));
        Assert.That(code, Is.EqualTo(2), "The base that the image names was not given.");
    }

    [Test]
    public void Without_advisories_and_with_bases_as_they_were_nothing_has_to_be_built()
    {
        (int code, string output, string error) = Run("rebuild-plan", $"{layout.Path}:web", $"{layout.Path}:runtime", "--allow-not-evaluated");

        Assert.That(output, Does.StartWith("Nothing has to be built again."));
        Assert.That((code, error), Is.EqualTo((0, "")));
    }

    [Test]
    public void Picture_is_written_to_a_file()
    {
        string file = Path.Combine(folder, "plan.svg");
        Plan("--format", "svg", "--output", file);

        Assert.That(File.ReadAllText(file), Does.StartWith("<svg ").And.Contain("rebuild from layer"));
    }

    [Test]
    public void Image_that_cannot_be_read_is_an_error_and_the_others_are_planned()
    {
        (int code, string output, string error) = Run("rebuild-plan", $"{layout.Path}:absent", $"{layout.Path}:web", "--allow-not-evaluated");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain(":web"));
        Assert.That(error, Does.Contain(":absent"));
    }

    [Test]
    public async Task Images_of_a_registry_are_planned_by_their_names()
    {
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        string web = $"{registry.Address}/shop/web:1", then = $"{registry.Address}/shop/base:3.20";
        Add("named", then, System("3.3.0-r0"), new TarBuilder().File("app/main", "run").ToArray());
        ShellCommand.Run($"skopeo copy -q --dest-tls-verify=false oci:{layout.Path}:named docker://{web} && skopeo copy -q --dest-tls-verify=false oci:{layout.Path}:base docker://{then}", folder);

        (int code, string output, string error) = Run("rebuild-plan", web, "--base", then, "--plain-http", "--advisories", Path.Combine(folder, "main.yaml"));

        Assert.That(error, Is.Empty);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain($"1. {web} (stage 1, on {then}): rebuild from layer 1").And.Contain($"update the base '{then}'"));
    }

    [Test]
    public void Waivers_are_written_as_statements_that_settle_what_they_say()
    {
        string policy = Path.Combine(folder, "policy.yaml"), vex = Path.Combine(folder, "vex.json"), image = $"{layout.Path}:base-then";
        File.WriteAllText(policy, "kind: Policy\nmetadata: {name: shop}\nprofile: none\nwaivers:\n- {vulnerability: CVE-2024-4741, packages: [libcrypto3], claim: not-affected, reason: the code is not reached}\n");

        Assert.That(Run("vex", image, "--policy", policy, "--output", vex), Is.EqualTo((0, "", "")));
        string[] scan = ["image", image, "--rule", "CSEC1012", "--advisories", Path.Combine(folder, "main.yaml")];
        Assert.That(Run(scan).Output, Does.Contain("CVE-2024-4741"));
        Assert.That(Run([.. scan, "--vex", vex]).Output, Does.Not.Contain("CVE-2024-4741"));
        Assert.That(File.ReadAllText(vex), Does.Contain("\"author\": \"shop\"").And.Contain("impact_statement"));
    }

    [Test]
    public void Nothing_to_state_is_an_error()
    {
        string policy = Path.Combine(folder, "policy.yaml");
        File.WriteAllText(policy, "kind: Policy\nprofile: none\n");

        Assert.That(Run("vex", $"{layout.Path}:base", "--policy", policy).Code, Is.EqualTo(2));
        Assert.That(Run("vex", $"{layout.Path}:base").Error, Does.Contain("--policy FILE"));
    }

    [Test]
    public void Licences_of_the_packages_of_an_image_are_judged()
    {
        string policy = Path.Combine(folder, "policy.yaml");
        File.WriteAllText(policy, "kind: Policy\nprofile: none\nparameters: {allowedLicenses: [MIT]}\nrules: {CSEC1016: deny}\n");
        (int code, string output, _) = Run("image", $"{layout.Path}:base", "--policy", policy);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("CSEC1016").And.Contain("'libcrypto3'").And.Contain("'Apache-2.0'"));
    }

    private static byte[] System(string version) =>
        new TarBuilder().File("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n").File("lib/apk/db/installed", Database(("libcrypto3", version, "openssl")))
            .ToArray();

    private static byte[] Installed(params (string Name, string Version, string Origin)[] packages) =>
        new TarBuilder().File("lib/apk/db/installed", Database(packages)).ToArray();

    private static string Database(params (string Name, string Version, string Origin)[] packages) =>
        string.Concat(packages.Select(p => $"P:{p.Name}\nV:{p.Version}\nA:x86_64\nL:Apache-2.0\no:{p.Origin}\nm:A Maintainer <m@alpinelinux.org>\n\n"));

    private void Add(string tag, string? lower, params byte[][] layers)
    {
        Digest[] diffIds = [.. layers.Select(TestLayout.Sha256)];
        string labels = lower is null ? "" : $$""","config":{"Labels":{"org.opencontainers.image.base.name":"{{lower}}"} }""";
        byte[] config = Encoding.UTF8.GetBytes(
            $$"""{"architecture":"amd64","os":"linux"{{labels}},"rootfs":{"type":"layers","diff_ids":[{{string.Join(',', diffIds.Select(d => $"\"{d}\""))}}] } }""");
        IEnumerable<string> blobs = layers.Select(l => TestLayout.Describe(ImageMediaType.Layer, layout.AddBlob(l), l.Length));
        layout.AddManifest(
            tag,
            $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{{TestLayout.Describe(ImageMediaType.Config, layout.AddBlob(config), config.Length)}},"layers":[{{string.Join(',', blobs)}}]}""");
    }

    private (int Code, string Output, string Error) Plan(params string[] more) =>
        Run(["rebuild-plan", $"{layout.Path}:web", $"{layout.Path}:runtime", "--advisories", Path.Combine(folder, "main.yaml"), .. more]);

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        return (CommandLine.Run(args, input, output, error), output.ToString(), error.ToString());
    }
}
