using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageNotPinnedTests
{
    [TestCase("web")]
    [TestCase("registry.example/web:1.0")]
    public void Image_without_a_digest_is_reported(string image)
    {
        Finding finding = Manifest.WithImage(image).Judge<ImageNotPinned>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].image"));
        Assert.That(finding.Message, Does.Contain(image).And.Contain("Allowed: a digest"));
    }

    [TestCase("web:1.0@sha256:6b0c2f2a8b1d2f0f3a9d1c5e7b8a90123456789abcdef0123456789abcdef012")]
    [TestCase("web@sha256:6b0c2f2a8b1d2f0f3a9d1c5e7b8a90123456789abcdef0123456789abcdef012")]
    [TestCase("\"web:{{ .Values.tag }}\"")]
    [TestCase("\"\"")]
    [TestCase("web@sha256:abc")]
    public void Image_that_is_pinned_or_not_known_is_not_reported(string image)
    {
        Assert.That(Manifest.WithImage(image).Judge<ImageNotPinned>(), Is.Empty);
    }
}
