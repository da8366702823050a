using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class HardCodedSecretTests
{
    private static IReadOnlyList<Finding> Judge(string container) => Manifest.Pod(SyntheticSecrets.In(container)).Judge<HardCodedSecret>();

    [TestCase("args: ['--token={a GitHub token}']", "spec.containers[0].args[0]")]
    [TestCase("env: [{name: SETTINGS, value: '{a GitHub token}'}]", "spec.containers[0].env[0].value")]
    [TestCase("env: # {a GitHub token}", "")]
    public void Token_of_a_known_service_is_found_wherever_it_stands(string container, string path)
    {
        Finding finding = Judge(container).Single();

        Assert.That(finding.Location.Path, Does.StartWith(path));
        Assert.That(finding.Message, Does.Contain("GitHub").And.Contain("ghp_").And.Not.Contain(SyntheticSecrets.In("{a GitHub token}")));
    }

    [Test]
    public void Finding_points_at_the_secret_itself()
    {
        Finding finding = Judge("args: ['--token={a GitHub token}']").Single();

        Assert.That(finding.Location.Span.EndColumn - finding.Location.Span.Column, Is.EqualTo(SyntheticSecrets.In("{a GitHub token}").Length));
    }

    [TestCase("env: [{name: DB_PASSWORD, value: '{a password}'}]")]
    [TestCase("args: ['--token=$(GITHUB_TOKEN)']")]
    [TestCase("args: ['--token={{ .Values.token }}']")]
    [TestCase("args: ['--token-file=/run/secrets/token']")]
    [TestCase("args: ['--token={a GitHub token}'] # csec:allow-secret")]
    public void What_is_no_secret_or_anothers_business_is_not_found(string container)
    {
        Assert.That(Judge(container), Is.Empty);
    }

    [Test]
    public void Secret_of_a_neighbour_is_not_this_objects()
    {
        var manifest = new Manifest(SyntheticSecrets.In("kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\ndata: {x: '{a GitHub token}'}\n---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: b}\n"));

        Assert.That(manifest.Judge<HardCodedSecret>().Select(f => f.Resource.Name), Is.EqualTo(new[] { "a" }));
    }

    [TestCase("FROM debian:12.5\nRUN curl -H 'Authorization: Bearer {a GitHub token}' https://api.github.com\n", 2)]
    [TestCase("FROM debian:12.5\n# {a GitHub token}\nCOPY . /app", 2)]
    public void Token_in_a_Dockerfile_is_found(string dockerfile, int line)
    {
        var manifest = new Manifest(SyntheticSecrets.In(dockerfile)) { IsBuild = true };

        Assert.That(manifest.Judge<HardCodedSecret>().Single().Location.Span.Line, Is.EqualTo(line));
    }
}
