using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Tests.Resources;

namespace ContainerSecurity.Tests.Rules.Access;

/// <summary>CSEC5073: the runner's socket in containers of jobs.</summary>
public class JobContainerReachesEngineTests
{
    [Test]
    public void Is_said_of_the_first_job_that_runs_in_a_container()
    {
        PolicyFinding finding = Told.Of("jobs:\n  lint: {steps: []}\n  test:\n    container: a:1\n  build:\n    container: b:1\n", ".github/workflows/ci.yml")
            .Findings.Single(f => f.Finding.Rule.Id == "CSEC5073");

        Assert.That(finding.Severity, Is.EqualTo(Severity.Low));
        Assert.That(finding.Finding.Location.Span.Line, Is.EqualTo(4));
        Assert.That(finding.Finding.Message.ToString(), Does.Contain("job 'test'").And.Contain("thrown away"));
    }

    [Test]
    public void Names_the_switch_where_there_is_one() =>
        Assert.That(
            Told.Of("jobs:\n- job: a\n  container: a:1\n", "azure-pipelines.yml").Findings
                .Single(f => f.Finding.Rule.Id == "CSEC5073").Finding.Message.ToString(),
            Does.EndWith("Allowed: mapDockerSocket: false."));

    [TestCase("jobs:\n- job: a\n  container: {image: 'a:1', mapDockerSocket: false}\n", "azure-pipelines.yml")]
    [TestCase("jobs:\n  a:\n    services: {db: 'a:1'}\n", ".github/workflows/ci.yml")]
    [TestCase("build:\n  image: a:1\n", ".gitlab-ci.yml")]
    public void Is_not_said_where_the_socket_is_not_mounted(string text, string name) => Assert.That(Told.Rules(text, name), Has.No.Member("CSEC5073"));
}
