using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Advisories;

public sealed class AdvisoryEcosystemTests
{
    [TestCase("Debian:12", "Debian:12")]
    [TestCase("Debian:bookworm", "Debian:12")]
    [TestCase("Debian:sid", "Debian:sid")]
    [TestCase("Ubuntu:22.04:LTS", "Ubuntu:22.04")]
    [TestCase("Ubuntu:Pro:18.04:LTS", "Ubuntu:Pro:18.04")]
    [TestCase("Alpine:v3.20", "Alpine:3.20")]
    [TestCase("Alpine:edge", "Alpine:edge")]
    [TestCase("Red Hat:enterprise_linux:8::appstream", "Red Hat:8")]
    [TestCase("Red Hat:rhel_e4s:9.2::appstream", "Red Hat:rhel_e4s:9.2")]
    [TestCase("Maven:https://maven.example.org", "Maven")]
    [TestCase("npm", "npm")]
    [TestCase("NPM", "npm")]
    [TestCase("Elsewhere:1", "Elsewhere")]
    public void All_writings_of_a_release_are_one(string text, string expected) =>
        Assert.That(AdvisoryEcosystem.Parse(text).ToString(), Is.EqualTo(expected));

    [TestCase("debian", "12", "Debian:12")]
    [TestCase("debian", "10.2", "Debian:10")]
    [TestCase("ubuntu", "22.04", "Ubuntu:22.04")]
    [TestCase("alpine", "3.20.1", "Alpine:3.20")]
    [TestCase("alpine", "3.21.0_alpha20240807", "Alpine:edge")]
    [TestCase("wolfi", "20230201", "Wolfi")]
    [TestCase("rhel", "9.4", "Red Hat:9")]
    [TestCase("rocky", "8.5", "Rocky Linux:8")]
    [TestCase("amzn", "2018.03", "Amazon Linux:1")]
    [TestCase("amzn", "2023", "Amazon Linux:2023")]
    [TestCase("opensuse-leap", "15.1", "openSUSE:LEAP 15.1")]
    [TestCase("opensuse-tumbleweed", "20240607", "openSUSE:TUMBLEWEED")]
    [TestCase("sles", "15.3", "SUSE:LINUX ENTERPRISE SERVER 15 SP3")]
    [TestCase("photon", "3.0", "Photon OS:3.0")]
    [TestCase("nixos", "24.05", null)]
    [TestCase("debian", null, null)]
    public void An_operating_system_has_the_ecosystem_of_its_release(string id, string? version, string? expected) =>
        Assert.That(DistributionReleases.Of(new OperatingSystemRelease(id, version))?.ToString(), Is.EqualTo(expected));

    [TestCase("pkg:deb/debian/curl@1?distro=debian-12", "Debian:12")]
    [TestCase("pkg:deb/debian/curl@1?distro=jessie", "Debian:8")]
    [TestCase("pkg:apk/alpine/curl@1?distro=3.10.2", "Alpine:3.10")]
    [TestCase("pkg:apk/wolfi/curl@1", "Wolfi")]
    [TestCase("pkg:rpm/amazon/curl@1?distro=amazon-2%20%28Karoo%29", "Amazon Linux:2")]
    [TestCase("pkg:rpm/amazon/curl@1?distro=amazon-AMI%20release%202018.03", "Amazon Linux:1")]
    [TestCase("pkg:rpm/opensuse/x@1?distro=opensuse-leap-15.1", "openSUSE:LEAP 15.1")]
    [TestCase("pkg:deb/debian/curl@1", null)]
    public void A_package_url_tells_the_release_by_its_distro(string url, string? expected) =>
        Assert.That(DistributionReleases.Of(PackageUrl.Parse(url))?.ToString(), Is.EqualTo(expected));
}
