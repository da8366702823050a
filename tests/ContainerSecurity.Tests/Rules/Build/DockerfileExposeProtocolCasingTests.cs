using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileExposeProtocolCasingTests
{
    [TestCase("FROM web:1.0\nEXPOSE 80/TCP", "'80/TCP'")]
    [TestCase("FROM web:1.0\nEXPOSE 80/tcp 53/Udp", "'53/Udp'")]
    [TestCase("FROM web:1.0\nARG P=80/TCP\nEXPOSE $P", "'80/TCP'")]
    [TestCase("FROM web:1.0\nONBUILD EXPOSE 80/TCP", "'80/TCP'")]
    public void Capitals_are_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileExposeProtocolCasing>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nEXPOSE 80/tcp")]
    [TestCase("FROM web:1.0\nEXPOSE 80")]
    [TestCase("FROM web:1.0\nEXPOSE $PORT")]
    [TestCase("FROM web:1.0\nEXPOSE 53/udp 80/tcp")]
    public void Lower_case_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileExposeProtocolCasing>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nEXPOSE 80/TCP").Judge<DockerfileExposeProtocolCasing>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
