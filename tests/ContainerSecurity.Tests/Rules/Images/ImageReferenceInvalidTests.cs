using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageReferenceInvalidTests
{
    [TestCase("https://registry.example/web", "no image reference")]
    [TestCase("acme/Web", "no upper-case letters")]
    [TestCase("\" nginx\"", "no image reference")]
    [TestCase("web@sha256:abcdef0123456789abcdef0123456789", "too short or too long")]
    [TestCase("\"6b0c2f2a8b1d2f0f3a9d1c5e7b8a90123456789abcdef0123456789abcdef012\"", "cannot be pulled")]
    public void Reference_that_does_not_parse_is_reported_with_the_reason(string image, string reason)
    {
        Finding finding = Manifest.WithImage(image).Judge<ImageReferenceInvalid>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].image"));
        Assert.That(finding.Message, Does.Contain(reason).And.EndWith("Allowed: [registry/]repository[:tag][@digest]."));
    }

    [TestCase("nginx")]
    [TestCase("registry.example:5000/web:1.0")]
    [TestCase("\"{{ .Values.image }}\"")]
    [TestCase("registry.example/web:${TAG}")]
    [TestCase("$(REGISTRY)/web:1.0")]
    [TestCase("ko://example.com/cmd/web")]
    [TestCase("\"\"")]
    [TestCase("\" \"")]
    [TestCase("~")]
    public void Reference_that_parses_or_is_not_known_is_not_reported(string image)
    {
        Assert.That(Manifest.WithImage(image).Judge<ImageReferenceInvalid>(), Is.Empty);
    }

    [Test]
    public void Image_volume_is_judged_too()
    {
        Finding finding = Manifest.Pod(pod: "volumes: [{name: models, image: {reference: 'Models:1'}}]").Judge<ImageReferenceInvalid>().Single();

        Assert.That(finding.Message, Does.StartWith("Volume 'models' mounts the image 'Models:1'"));
    }
}
