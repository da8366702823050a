using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileRedundantPlatformTests
{
    [TestCase("FROM web:1.0 AS a\nFROM --platform=$TARGETPLATFORM web:2", "$TARGETPLATFORM")]
    [TestCase("FROM web:1.0 AS a\nFROM --platform=${TARGETPLATFORM} web:2", "${TARGETPLATFORM}")]
    [TestCase("FROM web:1.0 AS a\nFROM --platform=${TARGETPLATFORM:-linux/amd64} web:2", "TARGETPLATFORM")]
    [TestCase("FROM web:1.0 AS a\nFROM --platform=\"$TARGETPLATFORM\" web:2", "TARGETPLATFORM")]
    public void Target_platform_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileRedundantPlatform>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0 AS a\nFROM --platform=$BUILDPLATFORM web:2")]
    [TestCase("FROM web:1.0 AS a\nFROM web:2")]
    [TestCase("FROM web:1.0 AS a\nFROM --platform=linux/amd64 web:2")]
    [TestCase("FROM web:1.0 AS a\nFROM --platform=${TARGETPLATFORM}/v8 web:2")]
    [TestCase("FROM web:1.0 AS a\nFROM --platform=$TARGETOS/$TARGETARCH web:2")]
    public void Other_platforms_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileRedundantPlatform>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0 AS a\nFROM --platform=$TARGETPLATFORM web:2").Judge<DockerfileRedundantPlatform>().Single();

        Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
    }
}
