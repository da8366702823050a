using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

public class ReleaseTests
{
    [TestCase("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n", "debian", "12")]
    [TestCase("usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Distroless\"\n", "debian", "12")]
    [TestCase("etc/os-release", "# a comment\nID='Rocky'\nVERSION_ID=8.5 \n", "rocky", "8.5")]
    [TestCase("etc/os-release", "ID=\"open\\\"SUSE\"\nVERSION_ID=15\n", "open\"suse", "15")]
    [TestCase("etc/os-release", "ID=alpine\r\nVERSION_ID=3.20.1\r\n", "alpine", "3.20.1")]
    [TestCase("etc/os-release", "ID=wolfi\nVERSION_ID=20230201\n", "wolfi", null)]
    [TestCase("etc/os-release", "ID=debian\nVERSION_CODENAME=trixie\n", "debian", null)]
    [TestCase("etc/alpine-release", "3.4.6\n", "alpine", "3.4.6")]
    [TestCase("etc/debian_version", "11.7\n", "debian", "11")]
    [TestCase("etc/debian_version", "trixie/sid\n", "debian", null)]
    [TestCase("etc/redhat-release", "CentOS release 6.10 (Final)\n", "centos", "6.10")]
    [TestCase("etc/redhat-release", "Red Hat Enterprise Linux Server release 7.9 (Maipo)\n", "rhel", "7.9")]
    [TestCase("etc/system-release", "Amazon Linux release 2 (Karoo)\n", "amzn", "2")]
    [TestCase("etc/oracle-release", "Oracle Linux Server release 6.10\n", "ol", "6.10")]
    public void A_file_names_the_release(string path, string text, string id, string? version)
    {
        OperatingSystemRelease? release = Databases.Read(path, text).Release;
        Assert.That((release?.Id, release?.Version), Is.EqualTo((id, version)));
    }

    [Test]
    public void The_likeness_and_the_name_are_told()
    {
        const string text = "ID=ol\nVERSION_ID=9.1\nID_LIKE=\"rhel fedora\"\nPRETTY_NAME='Oracle Linux'\n";
        OperatingSystemRelease release = Databases.Read("etc/os-release", text).Release!;
        Assert.That(release.Likeness, Is.EqualTo(new[] { "rhel", "fedora" }));
        Assert.That(release.Name, Is.EqualTo("Oracle Linux"));
    }

    [TestCase("etc/os-release", "")]
    [TestCase("etc/os-release", "NAME=Something\n")]
    [TestCase("etc/os-release", "ID=\n")]
    [TestCase("etc/alpine-release", "edge?\n")]
    [TestCase("etc/redhat-release", "Some Linux release 3\n")]
    [TestCase("etc/debian_version", "\n")]
    public void A_file_that_names_no_release_is_noted(string path, string text)
    {
        PackageInventory inventory = Databases.Read(path, text);
        Assert.That(inventory.Release, Is.Null);
        Assert.That(inventory.Notes.Select(n => n.File), Does.Contain(path));
    }

    [Test]
    public void A_release_without_a_version_is_noted() =>
        Assert.That(
            Databases.Read("etc/os-release", "ID=debian\n").Notes.Select(n => n.Message),
            Has.Some.Contains("version of 'debian' is unknown"));

    [Test]
    public void A_rolling_distribution_has_no_version_and_no_note_says_so() =>
        Assert.That(
            Databases.Read("etc/os-release", "ID=wolfi\nVERSION_ID=20230201\n").Notes.Select(n => n.Message),
            Has.None.Contains("version of"));

    [Test]
    public void A_release_file_of_unreasonable_length_is_not_read()
    {
        PackageInventory inventory = Databases.Read("etc/os-release", "ID=debian\n" + new string('#', 70_000));
        Assert.That(inventory.Release, Is.Null);
        Assert.That(inventory.Notes, Has.Some.Property("File").EqualTo("etc/os-release"));
    }
}
