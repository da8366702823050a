using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileReservedStageNameTests
{
    [TestCase("FROM web:1.0 AS scratch", "the empty image")]
    [TestCase("FROM web:1.0 AS context", "the build's folder")]
    [TestCase("FROM web:1.0 AS Scratch", "'Scratch'")]
    public void Reserved_name_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileReservedStageName>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0 AS build")]
    [TestCase("FROM scratch")]
    [TestCase("FROM web:1.0 AS scratch2")]
    [TestCase("FROM web:1.0 AS contexts")]
    public void Other_names_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileReservedStageName>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0 AS scratch").Judge<DockerfileReservedStageName>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(1));
    }
}
