using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileInstallAsksTests
{
    [TestCase("FROM web:1.0\nRUN apt-get install git", "'apt-get install'")]
    [TestCase("FROM web:1.0\nRUN apt-get install -q git", "-y")]
    [TestCase("FROM web:1.0\nRUN sudo apt-get install git", "apt-get")]
    [TestCase("FROM web:1.0\nRUN apt install --no-install-recommends git", "apt")]
    [TestCase("FROM web:1.0\nRUN apt-get dist-upgrade", "dist-upgrade")]
    [TestCase("FROM web:1.0\nRUN yum install git", "yum")]
    [TestCase("FROM web:1.0\nRUN dnf install git", "dnf")]
    [TestCase("FROM web:1.0\nRUN microdnf install git", "microdnf")]
    [TestCase("FROM web:1.0\nRUN tdnf install git", "tdnf")]
    [TestCase("FROM web:1.0\nRUN zypper install git", "--non-interactive")]
    [TestCase("FROM web:1.0\nONBUILD RUN apt-get install git", "apt-get")]
    [TestCase("FROM web:1.0\nRUN <<EOF\napt-get install git\nEOF", "apt-get")]
    public void Install_that_asks_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileInstallAsks>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get install -y git")]
    [TestCase("FROM web:1.0\nRUN apt-get -yq install git")]
    [TestCase("FROM web:1.0\nRUN apt-get install --assume-yes git")]
    [TestCase("FROM web:1.0\nRUN apt-get install -qq git")]
    [TestCase("FROM web:1.0\nRUN apt-get install -q -q git")]
    [TestCase("FROM web:1.0\nRUN apt-get install --quiet --quiet git")]
    [TestCase("FROM web:1.0\nRUN apt-get install -q=2 git")]
    [TestCase("FROM web:1.0\nRUN apt-get -o APT::Get::Assume-Yes=true install git")]
    [TestCase("FROM web:1.0\nRUN yes | apt-get install git")]
    [TestCase("FROM web:1.0\nRUN apt-get update")]
    [TestCase("FROM web:1.0\nRUN apt-get -s install git")]
    [TestCase("FROM web:1.0\nRUN yum -y install git")]
    [TestCase("FROM web:1.0\nRUN dnf install --assumeyes git")]
    [TestCase("FROM web:1.0\nRUN zypper -n in git")]
    [TestCase("FROM web:1.0\nRUN zypper install -y git")]
    [TestCase("FROM web:1.0\nRUN zypper in --no-confirm git")]
    [TestCase("FROM web:1.0\nRUN apk add git")]
    [TestCase("FROM web:1.0\nRUN pip install git")]
    [TestCase("FROM web:1.0\nRUN echo apt-get install git")]
    [TestCase("FROM web:1.0\nRUN echo 'APT::Get::Assume-Yes \"true\";' > /etc/apt/apt.conf.d/90yes\nRUN apt-get install git")]
    [TestCase("FROM web:1.0\nRUN echo assumeyes=1 >> /etc/yum.conf\nRUN yum install git")]
    public void Install_that_is_answered_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileInstallAsks>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN apt-get install git").Judge<DockerfileInstallAsks>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
