using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileDockerGroupTests
{
    [TestCase("FROM web:1.0\nRUN usermod -aG docker app", "usermod")]
    [TestCase("FROM web:1.0\nRUN usermod -a -G sudo,docker app", "usermod")]
    [TestCase("FROM web:1.0\nRUN usermod --append --groups docker app", "usermod")]
    [TestCase("FROM web:1.0\nRUN useradd -m -G docker app", "useradd")]
    [TestCase("FROM web:1.0\nRUN useradd --groups=docker app", "useradd")]
    [TestCase("FROM web:1.0\nRUN useradd -g docker app", "useradd")]
    [TestCase("FROM web:1.0\nRUN gpasswd -a app docker", "gpasswd")]
    [TestCase("FROM web:1.0\nRUN adduser app docker", "adduser")]
    [TestCase("FROM web:1.0\nRUN addgroup app docker", "addgroup")]
    [TestCase("FROM web:1.0\nRUN adduser -D -G docker app", "adduser")]
    [TestCase("FROM web:1.0\nRUN sudo usermod -aG docker app", "usermod")]
    public void Member_of_the_group_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileDockerGroup>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN usermod -aG web app")]
    [TestCase("FROM web:1.0\nRUN useradd docker")]
    [TestCase("FROM web:1.0\nRUN groupadd docker")]
    [TestCase("FROM web:1.0\nRUN addgroup -g 999 docker")]
    [TestCase("FROM web:1.0\nRUN adduser -u 5 docker")]
    [TestCase("FROM web:1.0\nRUN useradd -G dockers app")]
    [TestCase("FROM web:1.0\nRUN echo usermod -aG docker app")]
    public void Other_groups_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileDockerGroup>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN usermod -aG docker app").Judge<DockerfileDockerGroup>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
