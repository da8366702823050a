using System.Text;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

public class OwnedFileTests
{
    private static readonly ReadingScope Narrow = new(new InventoryOptions(), p => p.EndsWith(".names", StringComparison.Ordinal)) { MaxOwnedFiles = 2 };

    [TestCase("/bin/sh", "usr/bin/sh")]
    [TestCase("lib64/ld.so", "usr/lib64/ld.so")]
    [TestCase("/usr/bin/sh", "usr/bin/sh")]
    [TestCase("/library/x", "library/x")]
    public void Merged_folders_have_one_name(string path, string canonical) => Assert.That(OwnedFile.Canonical(path), Is.EqualTo(canonical));

    [Test]
    public void Only_files_that_may_tell_of_packages_are_kept()
    {
        FileRecords records = Read(new DpkgFileListReader(), "var/lib/dpkg/info/a.list", "/.\n/usr/a.names\n/usr/b\n");
        Assert.That(records.OwnedFiles, Is.EqualTo(new[] { new OwnedFile(PackageSystem.Dpkg, "a", "usr/a.names") }));
    }

    [Test]
    public void A_list_of_dpkg_with_more_files_than_are_kept_is_noted() =>
        Bounded(Read(new DpkgFileListReader(), "var/lib/dpkg/info/a.list", "/1.names\n/2.names\n/3.names\n"));

    [Test]
    public void A_database_of_apk_with_more_files_than_are_kept_is_noted() =>
        Bounded(Read(new ApkDatabaseReader(), "lib/apk/db/installed", "P:a\nV:1\nF:x\nR:1.names\nR:2.names\nR:3.names\n\n"));

    [Test]
    public void A_database_of_rpm_with_more_files_than_are_kept_is_noted()
    {
        byte[] header = RpmHeaderWriter.Package("a").Text(1117, "1.names", "2.names", "3.names").Text(1118, "/x/", "/y/").Number(1116, 0, 1, 0).ToArray();
        Bounded(new RpmDatabaseReader().Read("var/lib/rpm/Packages.db", NdbWriter.Write([header]), Narrow));
    }

    [Test]
    public void Rpms_of_old_keep_whole_paths()
    {
        byte[] header = RpmHeaderWriter.Package("a").Text(1027, "/x/1.names", "/y/2").ToArray();
        FileRecords records = new RpmDatabaseReader().Read("var/lib/rpm/Packages.db", NdbWriter.Write([header]), Narrow);
        Assert.That(records.OwnedFiles.Select(f => f.Path), Is.EqualTo(new[] { "x/1.names" }));
    }

    private static FileRecords Read(ISystemFileReader reader, string path, string content) => reader.Read(path, Encoding.UTF8.GetBytes(content), Narrow);

    private static void Bounded(FileRecords records)
    {
        Assert.That(records.OwnedFiles, Has.Count.EqualTo(2));
        Assert.That(records.Notes.Select(n => n.Message), Has.Some.Contains("more than 2 files"));
    }
}
