using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageUntrustedRegistryTests
{
    private static IReadOnlyList<Finding> Judge(string image, params string[] trusted) =>
        Manifest.WithImage(image, ("trustedImages", trusted)).Judge<ImageUntrustedRegistry>();

    [TestCase("ghcr.io/acme-evil/web:1")]
    [TestCase("nginx:1.28")]
    [TestCase("registry.example.com.evil.net/web:1")]
    public void Image_outside_the_trusted_ones_is_reported_with_what_is_allowed(string image)
    {
        Finding finding = Judge(image, "registry.example.com", "ghcr.io/acme").Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].image"));
        Assert.That(finding.Message, Does.EndWith("Allowed: registry.example.com, ghcr.io/acme."));
    }

    [Test]
    public void Message_names_the_normalised_image()
    {
        Assert.That(Judge("nginx", "ghcr.io/acme").Single().Message, Does.Contain("docker.io/library/nginx is not trusted"));
    }

    [TestCase("ghcr.io/acme/web:1")]
    [TestCase("GHCR.io/acme/web:1")]
    [TestCase("registry.example.com:443/shop/web:1")]
    [TestCase("\"{{ .Values.image }}\"")]
    [TestCase("https://evil.net/web")]
    public void Image_that_is_trusted_or_not_known_is_not_reported(string image)
    {
        Assert.That(Judge(image, "registry.example.com", "ghcr.io/acme"), Is.Empty);
    }

    [Test]
    public void Nothing_is_reported_without_the_parameter()
    {
        Assert.That(Judge("evil.net/web"), Is.Empty);
    }
}
