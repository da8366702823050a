using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageLatestTagTests
{
    [TestCase("nginx", "absent")]
    [TestCase("registry.example:5000/web", "absent")]
    [TestCase("registry.example/web:latest", "latest")]
    public void Latest_or_absent_tag_is_reported(string image, string tag)
    {
        Finding finding = Manifest.WithImage(image).Judge<ImageLatestTag>().Single();

        Assert.That(finding.Container, Is.EqualTo("app"));
        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].image"));
        Assert.That(finding.Message, Does.Contain(image).And.Contain($"tag is {tag}").And.Contain("Allowed: a version or a digest"));
    }

    [TestCase("web:1.0")]
    [TestCase("web:latest-1")]
    [TestCase("web@sha256:6b0c2f2a8b1d2f0f3a9d1c5e7b8a90123456789abcdef0123456789abcdef012")]
    [TestCase("web:latest@sha256:6b0c2f2a8b1d2f0f3a9d1c5e7b8a90123456789abcdef0123456789abcdef012")]
    [TestCase("\"{{ .Values.image }}\"")]
    [TestCase("registry.example/${NAME}")]
    [TestCase("\"\"")]
    [TestCase("\" \"")]
    [TestCase("ko://example.com/cmd/web")]
    [TestCase("https://registry.example/web")]
    public void Image_that_has_a_version_or_is_not_known_is_not_reported(string image)
    {
        Assert.That(Manifest.WithImage(image).Judge<ImageLatestTag>(), Is.Empty);
    }

    [TestCase("initContainers: [{name: init, image: nginx}]", "spec.initContainers[0].image", "init")]
    [TestCase("ephemeralContainers: [{name: debug, image: nginx}]", "spec.ephemeralContainers[0].image", "debug")]
    [TestCase("volumes: [{name: models, image: {reference: nginx}}]", "spec.volumes[0].image.reference", null)]
    public void Every_image_of_the_pod_counts(string pod, string path, string? container)
    {
        Finding finding = Manifest.Pod(pod: pod).Judge<ImageLatestTag>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo(path));
        Assert.That(finding.Container, Is.EqualTo(container));
    }
}
