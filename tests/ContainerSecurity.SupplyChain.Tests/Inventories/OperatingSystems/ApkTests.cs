using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

public class ApkTests
{
    private const string Installed = "lib/apk/db/installed";
    private const string Busybox = "C:Q1abc=\nP:busybox-binsh\nV:1.36.1-r29\nA:x86_64\nS:1000\nL:GPL-2.0-only\no:busybox\n"
        + "m:Someone <someone@example.org>\ng:new\nz:newer\nF:bin\nR:sh\na:0:0:777\nZ:Q1x=\n\n";

    [TestCase(Installed)]
    [TestCase("usr/lib/apk/db/installed")]
    public void A_record_tells_name_version_origin_and_licence(string path)
    {
        InstalledPackage package = Databases.Read(path, Busybox).Packages.Single();
        Assert.That(
            (package.Name, package.Version, package.SourceName, package.SourceVersion),
            Is.EqualTo(("busybox-binsh", "1.36.1-r29", "busybox", "1.36.1-r29")));
        Assert.That(package.Licenses, Is.EqualTo(new[] { "GPL-2.0-only" }));
        Assert.That(package.Url.Qualifiers["arch"], Is.EqualTo("x86_64"));
    }

    [Test]
    public void Unknown_fields_do_not_stop_the_reading() =>
        Assert.That(
            Databases.Read(Installed, "?:x\n" + Busybox + Busybox.Replace("busybox-binsh", "other", StringComparison.Ordinal)).Packages,
            Has.Count.EqualTo(2));

    [Test]
    public void A_package_without_an_origin_is_its_own_source() =>
        Assert.That(Databases.Read(Installed, "P:a\nV:1-r0\n\n").Packages.Single().SourceName, Is.EqualTo("a"));

    [Test]
    public void A_record_without_a_version_is_noted_and_its_neighbours_are_read()
    {
        PackageInventory inventory = Databases.Read(Installed, "P:a\n\n" + Busybox);
        Assert.That(inventory.Packages, Has.Count.EqualTo(1));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("no version: 'a'"));
    }

    [Test]
    public void The_last_record_needs_no_empty_line() =>
        Assert.That(Databases.Read(Installed, "P:a\nV:1-r0\n").Packages, Has.Count.EqualTo(1));

    [TestCase("https://dl-cdn.alpinelinux.org/alpine/v3.20/main\nhttps://dl-cdn.alpinelinux.org/alpine/v3.20/community\n", "3.20.1")]
    [TestCase("https://dl-cdn.alpinelinux.org/alpine/edge/main\nhttps://dl-cdn.alpinelinux.org/alpine/edge/community\n", "edge")]
    [TestCase("#https://dl-cdn.alpinelinux.org/alpine/edge/main\nhttp://mirror.example.org/v3.19/main\n", "3.19")]
    [TestCase("http://mirror.example.org/alpine/latest-stable/main\n", "3.20.1")]
    [TestCase("http://mirror.example.org/v3.20/main\n@edge http://mirror.example.org/edge/testing\n", "3.20.1")]
    public async Task The_repositories_tell_the_stream_before_the_release_file_does(string repositories, string version)
    {
        PackageInventory inventory = await new TestImage()
            .Layer(("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n"), ("etc/apk/repositories", repositories), (Installed, Busybox))
            .InventoryAsync(new InventoryReader());
        Assert.That(inventory.Release!.Version, Is.EqualTo(version));
        Assert.That(inventory.Packages.Single().Url.Qualifiers["distro"], Is.EqualTo("alpine-" + version));
    }

    [Test]
    public void More_packages_than_are_taken_are_noted()
    {
        string many = string.Concat(Enumerable.Range(0, 11).Select(i => $"P:p{i}\nV:1-r0\n\n"));
        PackageInventory inventory = Databases.Read(Installed, many, new InventoryOptions { MaxPackages = 10 });
        Assert.That(inventory.Packages, Has.Count.EqualTo(10));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("more than 10 packages"));
    }

    [Test]
    public void A_database_of_bad_records_only_gets_a_bounded_number_of_notes()
    {
        PackageInventory inventory = Databases.Read(Installed, string.Concat(Enumerable.Range(0, 5000).Select(i => $"P:p{i}\n\n")));
        Assert.That(inventory.Notes, Has.Count.LessThan(200));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("the rest was not read"));
    }

    [Test]
    public void A_list_of_repositories_of_unreasonable_length_is_not_read() =>
        Assert.That(Databases.Read("etc/apk/repositories", new string('#', 70_000)).Notes.Select(n => n.Message), Has.Some.Contains("was not read"));

    [TestCase("http://mirror.example.org/v3.20/main\nhttp://mirror.example.org/edge/testing\n")]
    [TestCase("http://mirror.example.org/v3.20/main\n@edge http://mirror.example.org/edge/testing\n")]
    public void Repositories_of_several_streams_are_noted(string repositories) =>
        Assert.That(Databases.Read("etc/apk/repositories", repositories).Notes.Select(n => n.Message), Has.Some.Contains("several streams"));
}
