using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageBlockedTests
{
    private static IReadOnlyList<Finding> Judge(string image, params string[] blocked) =>
        Manifest.WithImage(image, ("blockedImages", blocked)).Judge<ImageBlocked>();

    [TestCase("redis:6.0.9")]
    [TestCase("docker.io/redis:6.2")]
    [TestCase("index.docker.io/library/redis:6.2")]
    [TestCase("ghcr.io/acme/legacy/web:1")]
    [TestCase("ghcr.io:443/acme/legacy/web:1")]
    [TestCase("GHCR.IO/acme/legacy/web:1")]
    public void Blocked_image_is_reported_however_it_is_written(string image)
    {
        Finding finding = Judge(image, "ghcr.io/acme/legacy", "redis:6.*").Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].image"));
        Assert.That(finding.Message, Does.EndWith("Allowed: images outside of ghcr.io/acme/legacy, redis:6.*."));
    }

    [TestCase("redis:8.6.1")]
    [TestCase("acme/redis:6.2")]
    [TestCase("ghcr.io/acme/legacy-free/web:1")]
    [TestCase("\"redis:{{ .Values.tag }}\"")]
    public void Other_image_is_not_reported(string image)
    {
        Assert.That(Judge(image, "ghcr.io/acme/legacy", "redis:6.*"), Is.Empty);
    }

    [Test]
    public void Nothing_is_reported_without_the_parameter()
    {
        Assert.That(Judge("redis:6.2"), Is.Empty);
    }
}
