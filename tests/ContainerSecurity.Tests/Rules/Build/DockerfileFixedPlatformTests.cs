using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileFixedPlatformTests
{
    [TestCase("FROM --platform=linux/amd64 a:1", "linux/amd64")]
    public void Constant_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileFixedPlatform>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM --platform=$BUILDPLATFORM a:1")]
    [TestCase("FROM a:1")]
    [TestCase("ARG TARGETARCH\nFROM --platform=linux/amd64 a:1 AS build_amd64\nFROM build_${TARGETARCH}")]
    public void Variables_and_picked_stages_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileFixedPlatform>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM --platform=linux/amd64 a:1").Judge<DockerfileFixedPlatform>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].from"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(1));
        }
    }
}
