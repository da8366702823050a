using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileRecommendedPackagesTests
{
    [TestCase("FROM web:1.0\nRUN apt-get install -y git", "'apt-get install'")]
    [TestCase("FROM web:1.0\nRUN sudo apt-get -y install git", "apt-get")]
    [TestCase("FROM web:1.0\nRUN apt install -y git", "apt")]
    [TestCase("FROM web:1.0\nRUN apt-get install -y --install-recommends git", "apt-get")]
    [TestCase("FROM web:1.0\nONBUILD RUN apt-get install -y git", "apt-get")]
    public void Install_with_recommended_packages_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileRecommendedPackages>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get install -y --no-install-recommends git")]
    [TestCase("FROM web:1.0\nRUN apt-get --no-install-recommends -y install git")]
    [TestCase("FROM web:1.0\nRUN apt-get install -y -o APT::Install-Recommends=false git")]
    [TestCase("FROM web:1.0\nRUN apt-get install -y -o \"APT::Install-Recommends=0\" git")]
    [TestCase("FROM web:1.0\nRUN aptitude install -y -R git")]
    [TestCase("FROM web:1.0\nRUN echo 'APT::Install-Recommends \"false\";' > /etc/apt/apt.conf.d/99x\nRUN apt-get install -y git")]
    [TestCase("FROM web:1.0\nRUN apt-get update")]
    [TestCase("FROM web:1.0\nRUN dnf install -y git")]
    public void Install_of_what_is_named_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileRecommendedPackages>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN apt-get install -y git").Judge<DockerfileRecommendedPackages>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
