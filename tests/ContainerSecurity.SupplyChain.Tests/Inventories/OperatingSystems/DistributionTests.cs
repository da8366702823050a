using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

public class DistributionTests
{
    [TestCase("Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>", "3.0", true)]
    [TestCase("Theodore Y. Ts'o <tytso@mit.edu>", "1.47.0-2", true)]
    [TestCase("Debian Libidn team <help-libidn@gnu.org>", "2.3-1", true)]
    [TestCase("Debian NVIDIA Maintainers <pkg-nvidia-devel@lists.alioth.debian.org>", "1", true)]
    [TestCase("Docker <support@docker.com>", "5:24.0.7-1~debian.12~bookworm", false)]
    [TestCase("Google Cloud CLI Authors <https://code.google.com/p/google-cloud-sdk/>", "450", false)]
    [TestCase("NodeSource Support <support@nodesource.com>", "20", false)]
    [TestCase("Kubernetes Authors <kubernetes-dev+release@googlegroups.com>", "1.29", false)]
    [TestCase(".NET Core Team <dotnetpackages@microsoft.com>", "8.0", false)]
    [TestCase("Debian PostgreSQL Maintainers <team+postgresql@tracker.debian.org>", "16.1-1.pgdg120+1", false)]
    [TestCase("Evil <team@notdebian.org.example.org> docker <a@docker.com>", "1", false)]
    public void Debian_is_told_from_third_parties_by_the_maintainer(string maintainer, string version, bool isDebian) =>
        Assert.That(Made(maintainer, version, "debian"), Is.EqualTo(isDebian));

    [TestCase("Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>", true)]
    [TestCase("Canonical Kernel Team <kernel-team@canonical.com>", true)]
    [TestCase("Some One <some.one@example.com>", false)]
    public void Ubuntu_puts_its_own_maintainer_into_all_that_it_builds(string maintainer, bool isUbuntu) =>
        Assert.That(Made(maintainer, "1", "ubuntu"), Is.EqualTo(isUbuntu));

    [Test]
    public void Fields_that_only_other_packaging_tools_write_tell_a_third_party()
    {
        PackageInventory inventory = Databases.Read(
            "var/lib/dpkg/status",
            Databases.Deb("acme", "1", "Vendor: Acme\nLicense: unknown\n", "Someone <someone@example.com>"));
        Assert.That(inventory.Packages.Single().IsFromDistribution, Is.False);
    }

    [TestCase("rhel", "Red Hat, Inc.", true)]
    [TestCase("rhel", "Fedora Project", false)]
    [TestCase("centos", "CentOS", true)]
    [TestCase("rocky", "Rocky Enterprise Software Foundation", true)]
    [TestCase("almalinux", "CloudLinux", true)]
    [TestCase("rocky", "Red Hat, Inc.", false)]
    [TestCase("opensuse-leap", "SUSE LLC <https://www.suse.com/>", true)]
    [TestCase("mariner", "Microsoft Corporation", true)]
    [TestCase("rhel", "Microsoft Corporation", false)]
    [TestCase("openeuler", "http://openeuler.org", true)]
    [TestCase("rhel", null, false)]
    public void An_rpm_is_of_the_distribution_whose_vendor_made_it(string id, string? vendor, bool isMade) =>
        Assert.That(
            Distribution.Made(new SystemPackage(PackageSystem.Rpm, "a", "1-1", "noarch") { Vendor = vendor }, new OperatingSystemRelease(id, "9")),
            Is.EqualTo(isMade));

    [Test]
    public void Without_a_known_release_no_package_is_of_the_distribution() =>
        Assert.That(Distribution.Made(new SystemPackage(PackageSystem.Apk, "a", "1", ""), null), Is.False);

    private static bool Made(string maintainer, string version, string id) =>
        Distribution.Made(new SystemPackage(PackageSystem.Dpkg, "a", version, "") { Vendor = maintainer }, new OperatingSystemRelease(id, "12"));
}
