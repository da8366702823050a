using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies;

/// <summary>Dockerfiles through the engine: which files are some, and what waives.</summary>
public class BuildFileTests
{
    [TestCase("Dockerfile", SourceType.Dockerfile)]
    [TestCase("a/b/Dockerfile.test", SourceType.Dockerfile)]
    [TestCase("web.Dockerfile", SourceType.Dockerfile)]
    [TestCase("web.dockerfile", SourceType.Dockerfile)]
    [TestCase("Containerfile", SourceType.Dockerfile)]
    [TestCase("a.yaml", SourceType.Kubernetes)]
    [TestCase("Dockerfile.dockerignore", null)]
    [TestCase("Dockerfile.md", null)]
    [TestCase("Dockerfiles", null)]
    [TestCase("Dockerfile.cs", null)]
    [TestCase("src/appsettings.json", SourceType.Text)]
    [TestCase("appsettings.Development.json", SourceType.Text)]
    [TestCase("myappsettings.json", SourceType.Kubernetes)]
    [TestCase("appsettings.yaml", SourceType.Kubernetes)]
    [TestCase("x/Dockerfile-dev", SourceType.Dockerfile)]
    [TestCase("Dockerfile_dev", SourceType.Dockerfile)]
    [TestCase("Containerfile-x", SourceType.Dockerfile)]
    [TestCase("Dockerfile.go", SourceType.Dockerfile)]
    [TestCase("dockerfile.go", null)]
    [TestCase("Dockerfile.ts", null)]
    [TestCase("dockerfile.py", null)]
    [TestCase("Dockerfile.sh", null)]
    [TestCase("Dockerfile.html", null)]
    [TestCase("Dockerfile.rej", null)]
    [TestCase("Dockerfile.orig", null)]
    [TestCase("Dockerfiles", null)]
    public void Type_is_told_by_the_name(string path, SourceType? type) => Assert.That(SourceTypes.OfFile(path), Is.EqualTo(type));

    [TestCase("build", SourceType.Auto)]
    [TestCase("Dockerfile", SourceType.Auto)]
    [TestCase("a.yaml", SourceType.Dockerfile)]
    public void Text_is_judged_as_a_Dockerfile(string path, SourceType type)
    {
        Decision decision = Judge("FROM web:latest", path, type, "CSEC1001");

        Assert.That(decision.Findings.Single().Finding.Resource.ToString(), Is.EqualTo($"Dockerfile {path}"));
    }

    [Test]
    public void Manifest_is_no_Dockerfile() =>
        Assert.That(
            Judge("apiVersion: v1\nkind: Pod\nmetadata: {name: a}", "pod", SourceType.Auto, "CSEC8026").Resources,
            Is.EqualTo(1));

    [TestCase("FROM web:1.0\n# csec:ignore CSEC8002 needed\nRUN sudo a\n")]
    [TestCase("FROM web:1.0\n# csec:ignore CSEC8002 needed\nRUN a \\\n && b \\\n && sudo c\n")]
    [TestCase("FROM web:1.0\n# hadolint ignore=DL3004\nRUN a \\\n && sudo c\n")]
    [TestCase("# hadolint global ignore=DL3008,DL3004\nFROM web:1.0\nRUN sudo c\n")]
    public void Comment_waives_the_instruction_below(string text) =>
        Assert.That(Judge(text, "Dockerfile", SourceType.Auto, "CSEC8002").Findings.Single().Waived, Is.Not.Null);

    [TestCase("# check=skip=JSONArgsRecommended\nFROM web:1.0\nCMD a\n")]
    [TestCase("# check=skip=JSONArgsRecommended StageNameCasing\nFROM web:1.0\nCMD a\n")]
    [TestCase("# check=skip=all;error=true\nFROM web:1.0\nCMD a\n")]
    [TestCase("FROM web:1.0\n# check=skip=JSONArgsRecommended\nCMD a\n")]
    public void Check_of_BuildKit_is_skipped(string text) =>
        Assert.That(
            Judge(text, "Dockerfile", SourceType.Auto, "CSEC8012").Findings.Single().Waived, Does.StartWith("check=skip="));

    [TestCase("# check=skip=StageNameCasing, JSONArgsRecommended\nFROM web:1.0\nCMD a\n")]
    [TestCase("FROM web:1.0\n# check=skip=StageNameCasing JSONArgsRecommended\nCMD a\n")]
    public void First_blank_ends_the_list_of_a_check(string text) =>
        Assert.That(Judge(text, "Dockerfile", SourceType.Auto, "CSEC8012").Findings.Single().Waived, Is.Null);

    [TestCase("FROM web:1.0\n# hadolint ignore=DL3004\nRUN a\nRUN sudo b\n")]
    [TestCase("FROM web:1.0\n# hadolint ignore=DL3008\nRUN sudo b\n")]
    [TestCase("FROM web:1.0\n# csec:ignore CSEC8001 other\nRUN sudo b\n")]
    public void Comment_waives_nothing_else(string text) =>
        Assert.That(Judge(text, "Dockerfile", SourceType.Auto, "CSEC8002").Findings.Single().Waived, Is.Null);

    [TestCase("")]
    [TestCase("# nothing\n")]
    public void File_without_instructions_is_an_error(string text) =>
        Assert.That(Judge(text, "Dockerfile", SourceType.Auto, "CSEC8026").Errors, Has.Count.EqualTo(1));

    [Test]
    public void Dockerfile_with_a_NUL_is_not_read_and_not_allowed()
    {
        Decision decision = Judge("FROM web:1.0\nUSER 1000\nRUN a \0\n", "Dockerfile", SourceType.Auto, "CSEC1001");

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.Errors.Single().Span.Line, Is.EqualTo(3));
    }

    [TestCase(".git\n.env\n", 0)]
    [TestCase("node_modules\n", 1)]
    [TestCase(null, 1)]
    public void Ignore_file_is_looked_for_beside_the_Dockerfile(string? ignore, int count)
    {
        Stream? Beside(string name) => name == ".dockerignore" && ignore is not null ? Bytes(ignore) : null;
        var source = new Source("a/Dockerfile", () => Bytes("FROM web:1.0\nCOPY . /app\n"), Beside);
        var engine = new PolicyEngine(null, new PolicyEngineOptions { OnlyRules = ["CSEC8018"] });

        Assert.That(engine.Scan([source]).Single().Findings, Has.Count.EqualTo(count));
    }

    private static MemoryStream Bytes(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));

    private static Decision Judge(string text, string path, SourceType type, string rule) =>
        new PolicyEngine(null, new PolicyEngineOptions { OnlyRules = [rule], Type = type }).Evaluate(text, path);
}
