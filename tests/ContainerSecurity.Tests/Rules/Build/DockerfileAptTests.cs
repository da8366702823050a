using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileAptTests
{
    [TestCase("FROM web:1.0\nRUN apt install -y git", "'apt'")]
    [TestCase("FROM web:1.0\nRUN apt update", "apt")]
    [TestCase("FROM web:1.0\nRUN sudo apt update", "apt")]
    [TestCase("FROM web:1.0\nRUN [\"apt\", \"update\"]", "apt")]
    [TestCase("FROM web:1.0\nRUN true && apt list", "apt")]
    public void Apt_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileApt>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get install -y git")]
    [TestCase("FROM web:1.0\nRUN apt-cache policy git")]
    [TestCase("FROM web:1.0\nRUN apt-mark hold git")]
    [TestCase("FROM web:1.0\nRUN echo apt")]
    [TestCase("FROM web:1.0\nRUN rm -rf /var/lib/apt")]
    public void Apt_get_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileApt>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN apt install -y git").Judge<DockerfileApt>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
