using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class RestartPolicyUnboundedTests
{
    [TestCase("restart: on-failure", "services.web.restart")]
    [TestCase("restart: on-failure:0", "services.web.restart")]
    [TestCase("deploy: {restart_policy: {condition: on-failure}}", "services.web.deploy.restart_policy.condition")]
    public void Endless_attempts_are_reported(string fields, string path) =>
        Assert.That(Manifest.Service(fields).Judge<RestartPolicyUnbounded>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("restart: on-failure:5")]
    [TestCase("restart: always")]
    [TestCase("restart: 'no'")]
    [TestCase("deploy: {restart_policy: {condition: on-failure, max_attempts: 3}}")]
    [TestCase("")]
    public void Bounded_or_wanted_restarts_are_not_reported(string fields) => Assert.That(Manifest.Service(fields).Judge<RestartPolicyUnbounded>(), Is.Empty);

    [Test]
    public void Pod_restarts_are_the_clusters_business() =>
        Assert.That(Manifest.Pod(pod: "restartPolicy: OnFailure").Judge<RestartPolicyUnbounded>(), Is.Empty);
}
