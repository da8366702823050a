using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostUtsTests
{
    [Test]
    public void UTS_namespace_of_the_host_is_reported_where_it_is_written()
    {
        Finding finding = Manifest.Service("uts: host").Judge<HostUts>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("services.web.uts"));
        Assert.That(finding.Message, Does.StartWith("Service 'web' shares"));
    }

    [TestCase("uts: ''")]
    [TestCase("uts: ${UTS}")]
    [TestCase("hostname: host")]
    public void Service_that_is_not_known_to_share_it_is_not_reported(string fields) => Assert.That(Manifest.Service(fields).Judge<HostUts>(), Is.Empty);

    [Test]
    public void Pod_has_no_such_setting() => Assert.That(Manifest.Pod(pod: "uts: host").Judge<HostUts>(), Is.Empty);
}
