using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileUpdateAloneTests
{
    [TestCase("FROM web:1.0\nRUN apt-get update", "apt-get update")]
    [TestCase("FROM web:1.0\nRUN apk update", "apk update")]
    [TestCase("FROM web:1.0\nRUN apt update && apt-get clean", "apt update")]
    public void Update_in_its_own_run_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileUpdateAlone>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN apt-get update && apt-get install -y a")]
    [TestCase("FROM web:1.0\nRUN apt update; apt-get upgrade -y")]
    [TestCase("FROM web:1.0\nRUN yum update -y")]
    [TestCase("FROM web:1.0\nRUN echo apt-get update")]
    public void Update_with_an_install_is_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileUpdateAlone>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN apt-get update").Judge<DockerfileUpdateAlone>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
