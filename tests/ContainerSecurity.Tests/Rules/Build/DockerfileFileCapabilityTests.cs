using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileFileCapabilityTests
{
    [TestCase("FROM web:1.0\nRUN setcap cap_net_raw+ep /bin/ping", "cap_net_raw+ep")]
    [TestCase("FROM web:1.0\nRUN /sbin/setcap -q cap_sys_admin=eip /x", "cap_sys_admin=eip")]
    [TestCase("FROM web:1.0\nRUN apk add libcap && setcap cap_dac_override,cap_chown+ep /x", "cap_dac_override")]
    [TestCase("FROM web:1.0\nRUN setcap $CAPS /x", "$CAPS")]
    [TestCase("FROM web:1.0\nRUN setcap cap_net_bind_service=+ep /x", "cap_net_bind_service")]
    public void Capability_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileFileCapability>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN setcap -r /x")]
    [TestCase("FROM web:1.0\nRUN setcap -v cap_net_raw+ep /x")]
    [TestCase("FROM web:1.0\nRUN getcap /x")]
    [TestCase("FROM web:1.0\nRUN echo setcap cap_net_raw+ep /x")]
    public void Programs_without_capabilities_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileFileCapability>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN setcap cap_net_raw+ep /bin/ping").Judge<DockerfileFileCapability>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
