// csec:allow-secrets-of-file: made-up ones
using System.Text.Json;

namespace ContainerSecurity.Tool.Tests;

/// <summary>A scan judges kustomizations through what they build, where it is written.</summary>
[NonParallelizable]
public class KustomizationScanTests
{
    private const string Token = "ghp_46C7e42F292c6912E7710c838347Ae178B4d";

    private const string Deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              hostNetwork: true
              containers:
              - name: app
                image: nginx:1.29.1

        """;

    private const string Patch =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            spec:
              containers:
              - name: app
                securityContext:
                  privileged: true

        """;

    private string folder = "";

    [SetUp]
    public void CreateFolder()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        Write("base/deploy.yaml", Deployment);
        Write("base/kustomization.yaml", "resources: [deploy.yaml]\n");
        Write("over/patch.yaml", Patch);
        Write("over/kustomization.yaml", "resources: [../base]\nimages:\n- name: nginx\n  newTag: latest\npatches:\n- path: patch.yaml\n");
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_finding_stands_in_the_base_the_patch_or_the_entry_of_images()
    {
        List<(string Rule, string File, int Line)> found = Scan().Findings;

        Assert.That(found, Is.SupersetOf(new[]
        {
            ("CSEC3001", "base/deploy.yaml", 10),
            ("CSEC2001", "over/patch.yaml", 10),
            ("CSEC1001", "over/kustomization.yaml", 4),
        }));
    }

    [Test]
    public void Files_of_an_overlay_are_judged_once_through_it()
    {
        List<(string Rule, string File, int Line)> found = Scan().Findings;

        Assert.Multiple(() =>
        {
            Assert.That(found.FindAll(f => f.Rule == "CSEC3001"), Has.Count.EqualTo(1));
            Assert.That(found.FindAll(f => f.Rule == "CSEC2001"), Has.Count.EqualTo(1));
            Assert.That(found.FindAll(f => f.File == "base/deploy.yaml" && f.Rule == "CSEC1001"), Is.Empty);
        });
    }

    [Test]
    public void What_two_overlays_of_a_base_say_alike_is_told_once()
    {
        Write("more/kustomization.yaml", "resources: [../base]\n");

        Assert.That(Scan().Findings.FindAll(f => f.Rule == "CSEC3001"), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_remote_base_is_told_as_not_evaluated_and_the_rest_is_judged()
    {
        Write("over/kustomization.yaml", "resources: [../base, \"https://example.com/x.yaml\"]\n");
        (int code, List<(string Rule, string File, int Line)> found, string json) = Scan();

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Not.Zero);
            Assert.That(json, Does.Contain("is on another machine"));
            Assert.That(found, Does.Contain(("CSEC3001", "base/deploy.yaml", 10)));
        });
    }

    [Test]
    public void A_kustomization_that_cannot_be_built_is_an_error_and_its_files_are_judged_on_their_own()
    {
        Write("over/kustomization.yaml", "resources: [../base, gone.yaml]\npatches:\n- path: patch.yaml\n");
        (int code, List<(string Rule, string File, int Line)> found, string json) = Scan();

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(json, Does.Contain("The file 'gone.yaml' is not there."));
            Assert.That(found, Does.Contain(("CSEC3001", "base/deploy.yaml", 10)));
            Assert.That(found, Does.Contain(("CSEC2001", "over/patch.yaml", 10)));
        });
    }

    [Test]
    public void A_waiver_in_a_patch_holds_for_what_the_patch_sets()
    {
        Write("over/patch.yaml", Patch.Replace("privileged: true", "privileged: true # csec:ignore CSEC2001 it drives a device", StringComparison.Ordinal));

        Assert.That(Scan().Json, Does.Contain("it drives a device"));
    }

    [Test]
    public void Secrets_of_comments_and_of_what_secrets_are_made_of_are_found()
    {
        Write("base/deploy.yaml", Deployment + "# once " + Token + "\n");
        Write("over/kustomization.yaml", "resources: [../base]\nsecretGenerator:\n- name: s\n  envs: [s.env]\nconfigMapGenerator:\n- name: c\n  envs: [c.env]\n");
        Write("over/s.env", "A=" + Token.Replace('4', '5') + "\n");
        Write("over/c.env", "A=" + Token.Replace('4', '6') + "\n");
        List<(string Rule, string File, int Line)> found = Scan().Findings.FindAll(f => f.Rule == "CSEC4001");

        Assert.That(found, Is.EquivalentTo(new[]
        {
            ("CSEC4001", "base/deploy.yaml", 14), ("CSEC4001", "over/c.env", 1), ("CSEC4001", "over/s.env", 1),
        }));
    }

    [Test]
    public void An_object_of_another_program_that_is_called_kustomization_is_a_manifest()
    {
        Write("flux/kustomization.yaml", "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: ./x}\n");

        Assert.That(Scan().Json, Does.Contain("\"errors\":[]"));
    }

    private (int Code, List<(string Rule, string File, int Line)> Findings, string Json) Scan()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        int code = CommandLine.Run(["scan", folder, "--format", "json"], input, output, error);
        using var json = JsonDocument.Parse(output.ToString());
        var found = new List<(string, string, int)>();
        foreach (JsonElement finding in json.RootElement.GetProperty("findings").EnumerateArray())
        {
            JsonElement location = finding.GetProperty("location");
            string file = Path.GetRelativePath(folder, location.GetProperty("file").GetString()!).Replace('\\', '/');
            found.Add((finding.GetProperty("ruleId").GetString()!, file, location.GetProperty("line").GetInt32()));
        }
        return (code, found, output.ToString());
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
