using System.Text.Json;

namespace ContainerSecurity.Tool.Tests;

/// <summary>A folder with every kind of file that describes containers beside manifests.</summary>
public class PlaceScanTests
{
    private static readonly (string Name, string Text, string Found)[] Files =
    [
        (".github/workflows/ci.yml", "on: push\njobs:\n  test:\n    container:\n      image: registry.example.com/a:1\n      options: --privileged\n", "CSEC2001@6"),
        (".gitlab-ci.yml", "build:\n  image: registry.example.com/a:1\n  script:\n  - docker run --pid=host registry.example.com/a:1\n", "CSEC3002@4"),
        ("azure-pipelines.yml", "jobs:\n- job: a\n  container:\n    image: registry.example.com/a:1\n    mapDockerSocket: false\n    options: --network host\n", "CSEC3001@6"),
        (".devcontainer/devcontainer.json", "// dev\n{\n  \"image\": \"registry.example.com/a:1\",\n  \"capAdd\": [\"SYS_ADMIN\"],\n}\n", "CSEC2006@4"),
        ("units/web.container", "[Container]\nImage=registry.example.com/a:1\nPodmanArgs=--privileged\n", "CSEC2001@3"),
        ("units/web.container.d/sock.conf", "[Container]\nVolume=/var/run/docker.sock:/s\n", "CSEC3006@2"),
        ("docker-bake.hcl", "target \"a\" {\n  entitlements = [\"security.insecure\"]\n}\n", "CSEC8023@2"),
        ("docker-bake.override.json", "{\"target\": {\"a\": {\"network\": \"host\"}}}\n", "CSEC8023@1"),
    ];

    private string folder = "";

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        foreach ((string name, string text, _) in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Every_place_is_found_and_judged()
    {
        (int code, string output) = Run("scan", folder, "--format", "json");
        using var report = JsonDocument.Parse(output);
        string[] found = [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(f =>
            PlaceOf(f.GetProperty("location"), f.GetProperty("ruleId").GetString()!))];

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(report.RootElement.GetProperty("errors").GetArrayLength(), Is.Zero);
            foreach ((string name, _, string finding) in Files)
                Assert.That(found, Has.Member($"{name} {finding}"));
        });
    }

    [TestCase("pipeline", ".github/workflows/ci.yml")]
    [TestCase("dev-container", ".devcontainer/devcontainer.json")]
    [TestCase("quadlet", "units/web.container")]
    [TestCase("bake", "docker-bake.hcl")]
    public void Type_picks_the_files_of_one_kind(string type, string name)
    {
        (int code, string output) = Run("scan", folder, "--type", type);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain(Path.GetFileName(name)).And.Not.Contain(type == "bake" ? "ci.yml" : "docker-bake"));
    }

    private string PlaceOf(JsonElement location, string rule)
    {
        string file = Path.GetRelativePath(folder, location.GetProperty("file").GetString()!).Replace('\\', '/');
        return $"{file} {rule}@{location.GetProperty("line").GetInt32()}";
    }

    private static (int Code, string Output) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader("");
        return (CommandLine.Run(args, reader, output, error), output.ToString());
    }
}
