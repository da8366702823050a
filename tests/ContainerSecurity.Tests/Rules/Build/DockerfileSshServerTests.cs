using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileSshServerTests
{
    [TestCase("FROM web:1.0\nRUN apt-get install -y openssh-server=1", "'openssh-server=1'")]
    [TestCase("FROM web:1.0\nRUN apk add openssh", "'openssh'")]
    [TestCase("FROM web:1.0\nCMD [\"/usr/sbin/sshd\", \"-D\"]", "sshd")]
    [TestCase("FROM web:1.0\nRUN service ssh start", "service")]
    public void Login_server_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileSshServer>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get install -y openssh-client")]
    [TestCase("FROM web:1.0\nRUN useradd sshd")]
    [TestCase("FROM web:1.0\nRUN ssh host x")]
    [TestCase("FROM web:1.0\nRUN systemctl enable nginx")]
    public void Clients_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileSshServer>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN apk add openssh").Judge<DockerfileSshServer>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
