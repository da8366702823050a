using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

public class RpmTests
{
    private static IEnumerable<TestCaseData> All()
    {
        yield return new TestCaseData("var/lib/rpm/rpmdb.sqlite", RpmSamples.Sqlite).SetArgDisplayNames("sqlite");
        yield return new TestCaseData("usr/lib/sysimage/rpm/rpmdb.sqlite", RpmSamples.Sqlite).SetArgDisplayNames("sqlite in sysimage");
        yield return new TestCaseData("usr/lib/sysimage/rpm/Packages.db", RpmSamples.Ndb).SetArgDisplayNames("ndb");
        yield return new TestCaseData("var/lib/rpm/Packages", RpmSamples.BerkeleyLittle).SetArgDisplayNames("Berkeley DB");
        yield return new TestCaseData("usr/share/rpm/Packages", RpmSamples.BerkeleyBig).SetArgDisplayNames("Berkeley DB, highest byte first");
    }

    [TestCaseSource(nameof(All))]
    public void Every_form_of_the_database_lists_what_rpm_lists(string path, byte[] content)
    {
        PackageInventory inventory = Databases.Read(path, content);
        Assert.That(
            inventory.Packages.Select(p =>
                $"{p.Name} {p.Version} {p.Url.Qualifiers["arch"]} {p.Vendor ?? "(none)"} {p.SourceName} {p.SourceVersion} {p.Module ?? "(none)"}"),
            Is.EqualTo(new[]
            {
                "acme-app 1.0~rc1-1 noarch (none) acme-app 1.0~rc1-1 (none)",
                "curl 2:7.76.1-26.el9 x86_64 Red Hat, Inc. curl 2:7.76.1-26.el9 (none)",
                "nodejs 12.22.5-1.module_el8.4.0+100+abc noarch AlmaLinux nodejs 12.22.5-1.module_el8.4.0+100+abc nodejs:12",
                "npm 12.22.5-1.module_el8.4.0+100+abc noarch AlmaLinux npm 12.22.5-1.module_el8.4.0+100+abc ",
            }));
        Assert.That(inventory.Packages.Select(p => p.Licenses.Single()), Is.EqualTo(new[] { "Proprietary", "MIT", "MIT and ASL 2.0", "MIT and ASL 2.0" }));
    }

    [Test]
    public void The_epoch_is_a_qualifier_of_the_url_and_no_part_of_its_version()
    {
        InstalledPackage curl = Databases.Read("var/lib/rpm/rpmdb.sqlite", RpmSamples.Sqlite).Packages.Single(p => p.Name == "curl");
        Assert.That(Databases.Purl(curl.Url), Is.EqualTo("pkg:rpm/curl@7.76.1-26.el9?arch=x86_64&epoch=2"));
    }

    [Test]
    public void A_module_that_only_the_release_tells_of_is_noted() =>
        Assert.That(
            Databases.Read("var/lib/rpm/rpmdb.sqlite", RpmSamples.Sqlite).Notes.Select(n => n.Message),
            Has.Some.Contains("1 packages are of modules"));

    [Test]
    public void Headers_are_read_without_the_magic_number_of_package_files()
    {
        byte[] withMagic = [0x8E, 0xAD, 0xE8, 1, 0, 0, 0, 0, .. RpmHeaderWriter.Package("a").ToArray()];
        PackageInventory inventory = Databases.Read("var/lib/rpm/Packages.db", NdbWriter.Write([withMagic, RpmHeaderWriter.Package("b").ToArray()]));
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "b" }));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("cannot be read whole"));
    }

    [Test]
    public void The_word_for_nothing_is_nothing()
    {
        byte[] header = RpmHeaderWriter.Package("a").Text(1011, "(none)").Text(1022, "(none)").Text(1044, "(none)").Text(5096, "(none)").ToArray();
        InstalledPackage package = Databases.Read("var/lib/rpm/Packages.db", NdbWriter.Write([header])).Packages.Single();
        Assert.That((package.Vendor, package.Module, package.SourceName), Is.EqualTo(((string?)null, (string?)null, "a")));
        Assert.That(package.Url.Qualifiers, Is.Empty);
    }

    [TestCase("curl-7.76.1-26.el9.src.rpm", "curl", "7.76.1-26.el9")]
    [TestCase("java-11-openjdk-11.0.1-2.nosrc.rpm", "java-11-openjdk", "11.0.1-2")]
    [TestCase("curl.src.rpm", "a", "1-1")]
    [TestCase("curl-1.src.rpm", "a", "1-1")]
    [TestCase("curl-7-1.x86_64.rpm", "a", "1-1")]
    public void The_source_is_named_by_its_file(string file, string name, string version)
    {
        byte[] header = RpmHeaderWriter.Package("a").Text(1044, file).ToArray();
        InstalledPackage package = Databases.Read("var/lib/rpm/Packages.db", NdbWriter.Write([header])).Packages.Single();
        Assert.That((package.SourceName, package.SourceVersion), Is.EqualTo((name, version)));
    }

    [Test]
    public void The_tests_own_writer_lays_a_database_out_as_rpm_does() =>
        Assert.That(
            Databases.Read("var/lib/rpm/Packages.db", NdbWriter.Write(RpmSamples.Headers)).Packages.Select(p => Databases.Purl(p.Url)),
            Is.EqualTo(Databases.Read("var/lib/rpm/Packages.db", RpmSamples.Ndb).Packages.Select(p => Databases.Purl(p.Url))));

    [Test]
    public void Many_pages_of_slots_are_read()
    {
        byte[] database = NdbWriter.Write(Enumerable.Range(0, 300).Select(i => RpmHeaderWriter.Package("p" + i).ToArray()), slotPages: 5);
        Assert.That(Databases.Read("var/lib/rpm/Packages.db", database).Packages, Has.Count.EqualTo(300));
    }

    [TestCase(0, false)]
    [TestCase(32, true)]
    public void Changes_that_are_not_merged_are_noted(int length, bool isNoted) =>
        Assert.That(
            Databases.Read("var/lib/rpm/rpmdb.sqlite-wal", new byte[length]).Notes.Any(n => n.Message.Contains("not read", StringComparison.Ordinal)),
            Is.EqualTo(isNoted));

    [Test]
    public void Distroless_images_of_mariner_list_their_packages_in_a_text()
    {
        const string text = "bash\t5.1.8-1.cm2\t1653816591\t1653753130\tMicrosoft Corporation\t(none)\t6487\tx86_64\t0\tbash-5.1.8-1.cm2.src.rpm\n"
            + "openssl-libs\t1.1.1k-15.cm2\t1\t1\tMicrosoft Corporation\t1\t5\tx86_64\t1\topenssl-1.1.1k-15.cm2.src.rpm\n"
            + "gpg-pubkey\t3135ce90-5e6fda74\t1\t1\t(none)\t(none)\t0\t(none)\t0\t(none)\n"
            + "broken\t1\n";
        PackageInventory inventory = Databases.Read("var/lib/rpmmanifest/container-manifest-2", text);
        Assert.That(
            inventory.Packages.Select(p => $"{p.Name} {p.Version} {p.SourceName}"),
            Is.EqualTo(new[] { "bash 5.1.8-1.cm2 bash", "openssl-libs 1:1.1.1k-15.cm2 openssl" }));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("2 values where 10 were expected"));
    }
}
