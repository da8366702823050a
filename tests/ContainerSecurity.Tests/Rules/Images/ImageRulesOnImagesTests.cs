using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;
using ContainerSecurity.Rules.Limits;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Images;

/// <summary>Rules that workloads and builds have too, on images themselves.</summary>
public class ImageRulesOnImagesTests
{
    private const string Layers = "\nlayers: [{step: COPY . /, files: {etc/passwd: \"root:x:0:0::/:/bin/sh\\ntoor:x:0:0::/:/bin/sh\\nweb:x:1000:1000::/:/bin/sh\"}}]\n"; // csec:allow-secret a list of users

    private static IReadOnlyList<Finding> Judge<TRule>(string yaml, params (string Name, string Value)[] parameters)
        where TRule : Rule, new()
    {
        Manifest image = Manifest.Image(yaml + Layers);
        image.Now = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        foreach ((string name, string value) in parameters)
            image.Parameters[name] = [value];
        return image.Judge<TRule>();
    }

    [TestCase("config: {}", 1, 0)]
    [TestCase("config: {User: root}", 1, 1)]
    [TestCase("config: {User: '0:1000'}", 1, 1)]
    [TestCase("config: {User: toor}", 1, 1)]
    [TestCase("config: {User: web}", 0, 0)]
    [TestCase("config: {User: '1000'}", 0, 0)]
    [TestCase("config: {User: unknown}", 0, 0)]
    public void User_of_an_image_is_judged_by_its_number(string yaml, int notEnforced, int root)
    {
        Assert.That(Judge<RunAsNonRootNotEnforced>(yaml), Has.Count.EqualTo(notEnforced));
        Assert.That(Judge<RunAsRootUser>(yaml), Has.Count.EqualTo(root));
        Assert.That(Judge<RunAsNonRootNotEnforced>(yaml).Select(f => f.Location.Path), Has.All.EqualTo("config.User"));
    }

    [TestCase("config: {}", 1)]
    [TestCase("config: {Healthcheck: {Test: [NONE]}}", 1)]
    [TestCase("config: {Healthcheck: {Test: [CMD, /app, --health]}}", 0)]
    public void Health_check_of_an_image_is_asked_for(string yaml, int count) => Assert.That(Judge<HealthCheckMissing>(yaml), Has.Count.EqualTo(count));

    [TestCase("reference: registry.example.com/shop/web:1", 0)]
    [TestCase("reference: evil.example.com/shop/web:1", 1)]
    [TestCase("reference: registry.example.com/shop/web:1\nannotations: {org.opencontainers.image.base.name: evil.example.com/base:1}", 1)]
    [TestCase("config: {}", 0)]
    public void Registry_of_an_image_and_of_its_base_must_be_trusted(string yaml, int count) =>
        Assert.That(Judge<ImageUntrustedRegistry>(yaml, ("trustedImages", "registry.example.com")), Has.Count.EqualTo(count));

    [Test]
    public void Blocked_and_unofficial_images_are_reported()
    {
        Assert.That(Judge<ImageBlocked>("reference: acme/web:1", ("blockedImages", "docker.io/acme")), Has.Count.EqualTo(1));
        Assert.That(Judge<ImageNotOfficial>("reference: acme/web:1"), Has.Count.EqualTo(1));
        Assert.That(Judge<ImageNotOfficial>("reference: nginx:1"), Is.Empty);
    }

    [Test]
    public void Tag_of_an_image_itself_is_no_matter_of_rules_on_references()
    {
        Assert.That(Judge<ImageLatestTag>("reference: web:latest"), Is.Empty);
        Assert.That(Judge<ImageNotPinned>("reference: web:1"), Is.Empty);
    }

    [Test]
    public void End_of_life_is_told_by_what_is_inside()
    {
        Finding finding = Manifest.Image("""
            reference: python:3.8-slim-buster
            config: {Env: [PYTHON_VERSION=3.8.20, PATH=/usr/bin]}
            layers:
            - step: ADD rootfs.tar.xz /
              files:
                usr/lib/os-release: "ID=debian\nVERSION_ID=\"10\"\n"
            """).Judge<ImageEndOfLifeBase>().Single();

        Assert.That(finding.Message, Does.StartWith("The image holds debian 10, whose fixes ended on 2024-06-30").And.Contain("python 3.8"));
    }

    [TestCase("ID=debian\\nVERSION_ID=13\\n")]
    [TestCase("ID=debian\\n")]
    [TestCase("ID=haiku\\nVERSION_ID=1\\n")]
    public void Distribution_with_fixes_or_unknown_is_accepted(string release) =>
        Assert.That(Manifest.Image($"layers: [{{files: {{etc/os-release: \"{release}\"}}}}]").Judge<ImageEndOfLifeBase>(), Is.Empty);
}
