// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Resources.Pipelines;

public class GitLabReaderTests
{
    private const string Name = ".gitlab-ci.yml";

    [TestCase("image: node\n", "CSEC1001@1:1")]
    [TestCase("default:\n  image: node:latest\n", "CSEC1001@2:3")]
    [TestCase("build:\n  image: {name: node}\n  script: make\n", "CSEC1001@2:11")]
    [TestCase(".base:\n  image: node\n", "CSEC1001@2:3")]
    [TestCase("build:\n  services:\n  - postgres\n  script: make\n", "CSEC1001@3:5")]
    [TestCase("services:\n- name: postgres\n  alias: db\n", "CSEC1001@2:3")]
    [TestCase("build:\n  image:\n    name: a:1\n    docker:\n      user: root\n", "CSEC2004@5:7")]
    [TestCase("build:\n  image:\n    name: a:1\n    kubernetes:\n      user: '0:0'\n", "CSEC2004@5:7")]
    [TestCase("build:\n  script:\n  - docker run --privileged a:1\n", "CSEC2001@3:16")]
    [TestCase("build:\n  before_script:\n  - - docker run --pid=host a:1\n", "CSEC3002@3:18")]
    public void What_a_pipeline_says_of_containers_is_judged(string text, string finding)
    {
        Assert.That(Told.At(text, Name), Has.Member(finding));
        Assert.That(Told.Of(text, Name).Errors, Is.Empty);
    }

    [TestCase("build:\n  image: $CI_REGISTRY_IMAGE/build:$TAG\n  script: make\n")]
    [TestCase("build:\n  image: ${IMAGE}\n  services: ['$DB']\n  script: make\n")]
    public void Variables_are_unknown(string text) => Assert.That(Told.Rules(text, Name), Is.Empty);

    [Test]
    public void What_comes_from_elsewhere_is_said()
    {
        Decision decision = Told.Of(
            "include:\n- local: /a.yml\nbuild:\n  image: !reference [.base, image]\n  services:\n  - !reference [.base, services]\n  script:\n"
                + "  - !reference [.setup, script]\n  - docker run --privileged a:1\n", Name);

        Assert.That(decision.Notes.Select(n => n.Span.Line), Is.EquivalentTo(new[] { 1, 4, 6, 8 }));
        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Has.Member("CSEC2001"));
        Assert.That(decision.Errors, Is.Empty);
    }

    [Test]
    public void Runner_decides_on_privileges_so_that_nothing_is_said() =>
        Assert.That(
            Told.Rules($"build:\n  image: docker:27@sha256:{new string('a', 64)}\n  services: ['docker:27-dind@sha256:{new string('a', 64)}']\n", Name),
            Is.Empty);

    [Test]
    public void Token_in_variables_of_a_job_is_told_once()
    {
        string text = $"build:\n  image: a:1\n  variables:\n    API_TOKEN: {PlantedSecret.Value(new Random(1))}\n  script: make\n";

        Assert.That(Told.Rules(text, Name).Where(r => r.StartsWith("CSEC40", StringComparison.Ordinal)), Is.EqualTo(new[] { "CSEC4002" }));
    }
}
