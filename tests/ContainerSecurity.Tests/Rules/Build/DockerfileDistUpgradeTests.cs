using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileDistUpgradeTests
{
    [TestCase("FROM web:1.0\nRUN apt-get -y dist-upgrade", "dist-upgrade")]
    [TestCase("FROM web:1.0\nRUN apk upgrade --no-cache", "apk upgrade")]
    [TestCase("FROM web:1.0\nRUN yum update -y", "yum update")]
    [TestCase("FROM web:1.0\nRUN zypper dup", "zypper dup")]
    public void Upgrade_of_everything_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileDistUpgrade>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get update")]
    [TestCase("FROM web:1.0\nRUN dnf upgrade -y openssl")]
    [TestCase("FROM web:1.0\nRUN apk add --upgrade a=1")]
    [TestCase("FROM web:1.0\nRUN pip install --upgrade pip==24")]
    public void Single_packages_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileDistUpgrade>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN apk upgrade").Judge<DockerfileDistUpgrade>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
