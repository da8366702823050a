using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageNotOfficialTests
{
    private static IReadOnlyList<Finding> Judge(string image, params string[] publishers) =>
        Manifest.WithImage(image, ("trustedPublishers", publishers)).Judge<ImageNotOfficial>();

    [Test]
    public void Docker_Hub_image_of_another_publisher_is_reported_with_what_is_allowed()
    {
        Finding finding = Judge("graffana/loki:3", "grafana", "prom").Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].image"));
        Assert.That(finding.Message, Does.Contain("'graffana'").And.EndWith("Allowed: official images, grafana, prom."));
    }

    [Test]
    public void Only_official_images_are_allowed_without_the_parameter()
    {
        Assert.That(Judge("grafana/loki:3").Single().Message, Does.EndWith("Allowed: official images."));
    }

    [TestCase("grafana/loki:3")]
    [TestCase("index.docker.io/grafana/loki:3")]
    [TestCase("nginx")]
    [TestCase("docker.io/library/nginx:1")]
    [TestCase("ghcr.io/graffana/loki:3")]
    [TestCase("\"{{ .Values.publisher }}/loki\"")]
    public void Official_image_trusted_publisher_and_other_registry_are_not_reported(string image)
    {
        Assert.That(Judge(image, "grafana"), Is.Empty);
    }
}
