using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class PidsLimitMissingTests
{
    [TestCase("", "services.web.pids_limit")]
    [TestCase("pids_limit: -1", "services.web.pids_limit")]
    [TestCase("deploy: {resources: {limits: {pids: 0}}}", "services.web.deploy.resources.limits.pids")]
    public void Service_without_limit_is_reported(string fields, string path) =>
        Assert.That(Manifest.Service(fields).Judge<PidsLimitMissing>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("pids_limit: 200")]
    [TestCase("pids_limit: ${PIDS}")]
    [TestCase("deploy: {resources: {limits: {pids: 100}}}")]
    public void Service_with_limit_is_not_reported(string fields) => Assert.That(Manifest.Service(fields).Judge<PidsLimitMissing>(), Is.Empty);

    [Test]
    public void Pod_gets_its_limit_from_the_node() => Assert.That(Manifest.Pod().Judge<PidsLimitMissing>(), Is.Empty);
}
