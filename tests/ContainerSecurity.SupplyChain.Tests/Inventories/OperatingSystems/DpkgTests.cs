using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

public class DpkgTests
{
    private const string Status = "var/lib/dpkg/status";

    [Test]
    public void A_record_tells_name_version_architecture_and_maintainer()
    {
        InstalledPackage package = Databases.Read(Status, Databases.Deb("curl", "7.88.1-10")).Packages.Single();
        Assert.That((package.Name, package.Version, package.File), Is.EqualTo(("curl", "7.88.1-10", Status)));
        Assert.That(package.Vendor, Is.EqualTo("Debian Team <team@lists.debian.org>"));
        Assert.That(package.Url.Qualifiers["arch"], Is.EqualTo("amd64"));
    }

    [Test]
    public void The_source_is_the_package_itself_unless_it_says_another()
    {
        InstalledPackage package = Databases.Read(Status, Databases.Deb("curl", "1:2-3")).Packages.Single();
        Assert.That((package.SourceName, package.SourceVersion), Is.EqualTo(("curl", "1:2-3")));
    }

    [TestCase("Source: glibc\n", "glibc", "2.36-9+b1")]
    [TestCase("Source: glibc (2.36-9)\n", "glibc", "2.36-9")]
    [TestCase("Source: glibc   (1:2.36-9) \n", "glibc", "1:2.36-9")]
    [TestCase("Source: glibc (\n", "glibc", "2.36-9+b1")]
    public void A_source_may_have_a_version_of_its_own(string line, string name, string version)
    {
        InstalledPackage package = Databases.Read(Status, Databases.Deb("libc6", "2.36-9+b1", line)).Packages.Single();
        Assert.That((package.SourceName, package.SourceVersion), Is.EqualTo((name, version)));
    }

    [TestCase("install ok installed", true)]
    [TestCase("hold ok installed", true)]
    [TestCase("deinstall ok installed", true)]
    [TestCase("install ok half-configured", true)]
    [TestCase("install reinstreq unpacked", true)]
    [TestCase("deinstall ok config-files", false)]
    [TestCase("purge ok not-installed", false)]
    public void The_last_word_of_the_status_tells_whether_a_package_is_there(string status, bool isThere) =>
        Assert.That(
            Databases.Read(Status, Databases.Deb("curl", "1").Replace("install ok installed", status, StringComparison.Ordinal)).Packages,
            Has.Count.EqualTo(isThere ? 1 : 0));

    [Test]
    public void A_status_that_is_none_counts_as_installed_and_is_noted()
    {
        PackageInventory inventory = Databases.Read(Status, Databases.Deb("curl", "1").Replace("install ok installed", "installed", StringComparison.Ordinal));
        Assert.That(inventory.Packages, Has.Count.EqualTo(1));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("which is none"));
    }

    [Test]
    public void A_record_of_distroless_has_no_status_and_is_installed()
    {
        PackageInventory inventory = Databases.Read("var/lib/dpkg/status.d/base", "Package: base-files\nVersion: 12.4\nArchitecture: arm64\n");
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "base-files" }));
    }

    [Test]
    public void Checksums_beside_the_records_of_distroless_are_no_package()
    {
        PackageInventory inventory = Databases.Read(
            "var/lib/dpkg/status.d/base.md5sums",
            "Package: evil\nVersion: 1\n\n0123456789abcdef0123456789abcdef  usr/bin/x\n");
        Assert.That(inventory.Packages, Is.Empty);
    }

    [Test]
    public void Names_of_fields_ignore_case_and_further_lines_are_no_fields()
    {
        PackageInventory inventory = Databases.Read(
            Status,
            "PACKAGE: a\nversion: 1\nDescription: x\n Version: 2\n .\n Package: b\n\n\n\nPackage: c\nVersion: 3\n\n");
        Assert.That(inventory.Packages.Select(p => p.Name + p.Version), Is.EqualTo(new[] { "a1", "c3" }));
    }

    [Test]
    public void A_record_without_a_version_is_noted_and_its_neighbours_are_read()
    {
        PackageInventory inventory = Databases.Read(Status, Databases.Deb("a", "1") + "Package: b\n\n" + Databases.Deb("c", "3"));
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "a", "c" }));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("no version: 'b'"));
    }

    [Test]
    public void A_database_that_ends_within_a_line_is_noted()
    {
        PackageInventory inventory = Databases.Read(Status, "Package: curl\nVersion: 7.8");
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("ends within a line"));
    }

    [Test]
    public void An_empty_database_says_that_what_is_there_is_unknown() =>
        Assert.That(Databases.Read(Status, "").Notes.Select(n => n.Message), Has.Some.Contains("unknown"));

    [Test]
    public void A_package_without_a_known_release_is_noted() =>
        Assert.That(
            Databases.Read(Status, Databases.Deb("curl", "1")).Notes.Select(n => n.Message),
            Has.Some.Contains("release of the operating system is unknown"));

    [Test]
    public void More_packages_than_are_taken_are_noted()
    {
        string many = string.Concat(Enumerable.Range(0, 11).Select(i => Databases.Deb("p" + i, "1")));
        PackageInventory inventory = Databases.Read(Status, many, new InventoryOptions { MaxPackages = 10 });
        Assert.That(inventory.Packages, Has.Count.EqualTo(10));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("more than 10 packages"));
    }

    [Test]
    public void A_database_of_bad_records_only_gets_a_bounded_number_of_notes()
    {
        PackageInventory inventory = Databases.Read(Status, string.Concat(Enumerable.Range(0, 5000).Select(i => $"Package: p{i}\n\n")));
        Assert.That(inventory.Notes, Has.Count.LessThan(200));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("the rest was not read"));
    }

    [Test]
    public void A_value_of_unreasonable_length_is_noted_and_not_believed()
    {
        PackageInventory inventory = Databases.Read(Status, Databases.Deb("a", new string('1', 5000)) + Databases.Deb("b", "2"));
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "b" }));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("Version of the package 'a' is longer"));
    }

    [Test]
    public void A_file_that_is_too_large_is_noted_and_not_read()
    {
        PackageInventory inventory = Databases.Read(Status, Databases.Deb("a", "1"), new InventoryOptions { MaxFileBytes = 20 });
        Assert.That(inventory.Packages, Is.Empty);
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("larger than 20 bytes"));
    }
}
