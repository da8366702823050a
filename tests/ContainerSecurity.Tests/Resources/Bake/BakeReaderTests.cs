// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Resources.Bake;

public class BakeReaderTests
{
    private const string Name = "docker-bake.hcl";

    [TestCase("entitlements = [\"security.insecure\"]", "CSEC8023", "\"security.insecure\"")]
    [TestCase("entitlements = [\n    \"network.host\", # why\n  ]", "CSEC8023", "\"network.host\"")]
    [TestCase("network = \"host\"", "CSEC8023", "network")]
    [TestCase("network = NET", "CSEC8023", "network")]
    [TestCase("contexts = { base = \"docker-image://alpine\" }", "CSEC1001", "base")]
    [TestCase("contexts = {\n    \"base\": \"docker-image://alpine:${TAG}\"\n  }", "CSEC1001", "\"base\"")]
    [TestCase("args = { NPM_TOKEN = \"9f8a7b6c5d4e3f2a1b0c\" }", "CSEC4007", "NPM_TOKEN")]
    [TestCase("dockerfile-inline = <<EOT\nFROM alpine\nRUN --security=insecure true\nEOT", "CSEC8023", "--security")]
    public void What_a_target_asks_for_is_judged_where_it_stands(string attribute, string rule, string word)
    {
        string text = $"variable \"TAG\" {{\n  default = \"latest\"\n}}\nvariable NET {{ default = \"host\" }}\n\ntarget \"app\" {{\n  context = \".\"\n  {attribute}\n}}\n";

        Assert.That(Told.Of(text, Name).Errors, Is.Empty);
        Assert.That(Told.At(text, Name), Has.Member($"{rule}@{Place(text, word)}"));
    }

    [TestCase("{\"target\": {\"app\": {\"entitlements\": [\"security.insecure\"]}}}", "CSEC8023")]
    [TestCase("{\"target\": {\"app\": {\"network\": \"host\"}}}", "CSEC8023")]
    [TestCase("{\"target\": {\"app\": {\"contexts\": {\"base\": \"docker-image://alpine\"}}}}", "CSEC1001")]
    public void The_same_is_read_in_json(string text, string rule) => Assert.That(Told.Rules(text, "docker-bake.json"), Has.Member(rule));

    [Test]
    public void Ordinary_file_is_left_alone()
    {
        const string text = """
            group "default" { targets = ["app", "db"] }
            variable "TAG" {
              default = "1.0"
              validation { condition = TAG != "" }
            }
            function "tag" {
              params = [tag]
              result = ["example/app:${tag}"]
            }
            target "_common" {
              args = {
                BUILDKIT_CONTEXT_KEEP_GIT_DIR = 1
                VERSION = notequal("", TAG) ? TAG : "x"
                ALL = [for t in ["a", "b"] : upper(t)]
              }
              platforms = ["linux/amd64", "linux/arm64"]
            }
            target "app" {
              inherits = ["_common"]
              name = "app-${item.x}"
              matrix = { item = [{ x = "a" }, { x = "b" }] }
              tags = tag("${TAG}")
              secret = ["type=env,id=TOKEN"]
              output = OUT == "" ? ["type=docker"] : [
                "type=local,dest=${OUT}"
              ]
              cache-from = [{ type = "gha" }, BRANCH == "main" ? { type = "local" } : {}]
              attest = concat(["type=sbom"], [
                "type=provenance",
              ])
              network = BUILD_NETWORK
              contexts = { src = "../src", base = "docker-image://${BASE}" }
              labels = { for k, v in {} : k => v }
              /* the
                 end */
            }
            """;

        Assert.That(Told.At(text, Name), Is.Empty);
        Assert.That(Told.Of(text, Name).Errors, Is.Empty);
    }

    [Test]
    public void Comment_waives_its_line() =>
        Assert.That(
            Told.Of("target \"a\" {\n  // csec:ignore CSEC8023 it mounts file systems\n  entitlements = [\"security.insecure\"]\n}\n", Name).Findings.Single().Waived,
            Is.Not.Null);

    [Test]
    public void What_is_wrong_is_said_and_the_neighbours_judged()
    {
        Decision decision = Told.Of("target \"a\" {\n  network = \"x\n}\ntarget \"b\" {\n  network = \"host\"\n}\ntarget \"c\" {\n  args = [1]\n  network = []\n}\n", Name);

        Assert.That(decision.Findings.Select(f => f.Finding.Location.Span.Line), Is.EqualTo(new[] { 5 }));
        Assert.That(decision.Errors.Select(e => e.Span.Line), Is.EqualTo(new[] { 2, 8, 9 }));
    }

    [Test]
    public void Attribute_that_is_given_twice_is_said() =>
        Assert.That(Told.Of("target \"a\" {\n  network = \"none\"\n  network = \"host\"\n}\n", Name).Errors.Single().Span.Line, Is.EqualTo(3));

    private static string Place(string text, string word)
    {
        int at = text.LastIndexOf(word, StringComparison.Ordinal);
        string before = text[..at];
        return $"{before.Count(c => c == '\n') + 1}:{at - before.LastIndexOf('\n')}";
    }
}
