using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileDockerApiPortTests
{
    [TestCase("FROM web:1.0\nEXPOSE 2375", "'2375'")]
    [TestCase("FROM web:1.0\nEXPOSE 80 2375/tcp", "'2375/tcp'")]
    [TestCase("FROM web:1.0\nEXPOSE 2370-2380", "'2370-2380'")]
    [TestCase("FROM web:1.0\nARG P=2375\nEXPOSE $P", "'2375'")]
    [TestCase("FROM web:1.0\nCMD [\"dockerd\", \"-H\", \"tcp://0.0.0.0:2375\"]", "dockerd")]
    [TestCase("FROM web:1.0\nENTRYPOINT dockerd --host=tcp://:2375", "dockerd")]
    public void Open_api_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileDockerApiPort>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nEXPOSE 2376")]
    [TestCase("FROM web:1.0\nEXPOSE 2375/udp")]
    [TestCase("FROM web:1.0\nEXPOSE 80")]
    [TestCase("FROM web:1.0\nEXPOSE $P")]
    [TestCase("FROM web:1.0\nCMD [\"dockerd\"]")]
    [TestCase("FROM web:1.0\nCMD [\"dockerd\", \"-H\", \"unix:///run/docker.sock\"]")]
    [TestCase("FROM web:1.0\nCMD [\"dockerd\", \"--tlsverify\", \"-H\", \"tcp://0.0.0.0:2376\"]")]
    [TestCase("FROM web:1.0\nCMD [\"dockerd\", \"-H\", \"tcp://127.0.0.1:2375\"]")]
    public void Other_ports_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileDockerApiPort>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nEXPOSE 2375").Judge<DockerfileDockerApiPort>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
