using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Inventories;

public class ImageInventoryTests
{
    private const string Release = "etc/os-release";
    private const string Status = "var/lib/dpkg/status";
    private static readonly string Curl = Databases.Deb("curl", "7.88.1-10");
    private static readonly string Jq = Databases.Deb("jq", "1.6-2");

    [Test]
    public async Task A_package_has_a_url_with_architecture_and_distribution()
    {
        PackageInventory inventory = await Read(new TestImage().Layer((Release, Databases.Debian), (Status, Curl)));
        Assert.That(Databases.Purl(inventory.Packages.Single().Url), Is.EqualTo("pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12"));
        Assert.That(inventory.Notes, Is.Empty);
    }

    [Test]
    public async Task A_package_names_the_layer_that_brought_it_and_not_the_last_that_wrote_the_database()
    {
        TestImage image = new TestImage()
            .Layer((Release, Databases.Debian), (Status, Curl))
            .Layer((Status, Curl + Jq))
            .Layer((Status, Curl + Jq + Databases.Deb("vim", "9")));
        PackageInventory inventory = await Read(image);
        Assert.That(
            inventory.Packages.Select(p => (p.Name, p.Layer)),
            Is.EqualTo(new[] { ("curl", image.DiffIds[0]), ("jq", image.DiffIds[1]), ("vim", image.DiffIds[2]) }));
    }

    [Test]
    public async Task An_upgraded_package_comes_from_the_layer_that_upgraded_it()
    {
        TestImage image = new TestImage().Layer((Release, Databases.Debian), (Status, Curl + Jq)).Layer((Status, Databases.Deb("curl", "7.88.1-11") + Jq));
        PackageInventory inventory = await Read(image);
        Assert.That(inventory.Packages.Select(p => p.Layer), Is.EqualTo(new[] { image.DiffIds[1], image.DiffIds[0] }));
    }

    [Test]
    public async Task A_package_that_was_removed_and_came_back_comes_from_where_it_came_back()
    {
        TestImage image = new TestImage().Layer((Release, Databases.Debian), (Status, Curl + Jq)).Layer((Status, Jq)).Layer((Status, Curl + Jq));
        PackageInventory inventory = await Read(image);
        Assert.That(inventory.Packages.Single(p => p.Name == "curl").Layer, Is.EqualTo(image.DiffIds[2]));
    }

    [Test]
    public async Task A_database_that_moves_because_of_a_link_keeps_the_layers_of_its_packages()
    {
        const string busybox = "P:busybox\nV:1-r0\nA:x86_64\n\n", more = "P:curl\nV:8-r0\nA:x86_64\n\n";
        TestImage image = new TestImage()
            .Layer((Release, "ID=alpine\nVERSION_ID=3.23.0\n"), ("lib", "->usr/lib"), ("usr/lib/apk/db/installed", busybox))
            .Layer(("lib/apk/db/installed", busybox + more));
        PackageInventory inventory = await Read(image);
        Assert.That(inventory.Packages.Select(p => (p.Name, p.Layer)), Is.EqualTo(new[] { ("busybox", image.DiffIds[0]), ("curl", image.DiffIds[1]) }));
        Assert.That(inventory.Notes, Is.Empty);
    }

    [TestCase(Status)]
    [TestCase("var/lib/dpkg")]
    public async Task A_database_that_a_later_layer_deletes_leaves_what_is_installed_unknown(string deleted)
    {
        PackageInventory inventory = await Read(new TestImage().Layer((Release, Databases.Debian), (Status, Curl)).Layer((deleted, null)));
        Assert.That(inventory.Packages, Is.Empty);
        Assert.That(inventory.Notes.Single().File, Is.EqualTo(Status));
        Assert.That(inventory.Notes.Single().Message, Does.Contain("unknown"));
    }

    [Test]
    public async Task A_deleted_record_of_a_distroless_image_is_noted_and_the_others_are_told()
    {
        const string a = "var/lib/dpkg/status.d/a", b = "var/lib/dpkg/status.d/b";
        PackageInventory inventory = await Read(new TestImage()
            .Layer((Release, Databases.Debian), (a, "Package: a\nVersion: 1\n"), (b, "Package: b\nVersion: 1\n"))
            .Layer((a, null)));
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "b" }));
        Assert.That(inventory.Notes.Select(n => n.File), Is.EqualTo(new[] { a }));
    }

    [Test]
    public async Task A_release_without_a_database_of_packages_is_noted()
    {
        PackageInventory inventory = await Read(new TestImage().Layer((Release, Databases.Debian)));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("No database of packages"));
    }

    [Test]
    public async Task An_image_that_names_no_release_says_so()
    {
        PackageInventory inventory = await Read(new TestImage().Layer(("app/main", "x")));
        Assert.That(inventory.Release, Is.Null);
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("release of the operating system is unknown"));
    }

    [Test]
    public async Task A_deleted_release_is_unknown_and_the_note_says_that_it_was_deleted()
    {
        PackageInventory inventory = await Read(new TestImage().Layer((Release, Databases.Debian), (Status, Curl)).Layer((Release, null)));
        Assert.That(inventory.Packages.Single().IsFromDistribution, Is.False);
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("a later layer deleted the file that named it"));
    }

    [Test]
    public async Task The_release_of_etc_comes_before_that_of_usr_lib()
    {
        PackageInventory inventory = await Read(new TestImage().Layer(
            (Release, Databases.Debian), ("usr/lib/os-release", "ID=other\nVERSION_ID=1\n"), (Status, Curl)));
        Assert.That(inventory.Release!.Id, Is.EqualTo("debian"));
    }

    [Test]
    public async Task A_link_to_the_release_that_is_read_in_its_own_place_is_no_loss()
    {
        PackageInventory inventory = await Read(new TestImage().Layer(
            (Release, "->../usr/lib/os-release"), ("usr/lib/os-release", Databases.Debian), (Status, Curl)));
        Assert.That(inventory.Release!.Id, Is.EqualTo("debian"));
        Assert.That(inventory.Notes, Is.Empty);
    }

    [Test]
    public async Task A_database_that_is_a_link_to_elsewhere_is_noted()
    {
        PackageInventory inventory = await Read(new TestImage().Layer((Release, Databases.Debian), (Status, "->/data/status"), ("data/status", Curl)));
        Assert.That(inventory.Notes.Select(n => n.File), Does.Contain(Status));
    }

    [Test]
    public async Task A_further_name_of_a_file_that_was_read_tells_the_same_packages()
    {
        PackageInventory inventory = await Read(new TestImage()
            .Layer((Release, Databases.Debian), (Status, Curl), ("app/a.names", "left-pad 1\n"))
            .HardLink("app/b.names", "app/a.names"));
        Assert.That(
            inventory.Packages.Where(p => p.Name == "left-pad").Select(p => p.File),
            Is.EqualTo(new[] { "app/a.names", "app/b.names" }));
    }

    [Test]
    public async Task A_further_name_of_a_database_is_noted()
    {
        PackageInventory inventory = await Read(new TestImage().Layer((Release, Databases.Debian), ("data/status", Curl)).HardLink(Status, "data/status"));
        Assert.That(inventory.Notes.Select(n => n.File), Does.Contain(Status));
    }

    [Test]
    public async Task Licences_come_from_the_copyright_files_that_machines_can_read()
    {
        const string readable = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: x\n\n"
            + "Files: *\nCopyright: 1996\nLicense: curl\n\nFiles: debian/*\nLicense: GPL-2+ or MIT\n text\n\nLicense: other\n text\n";
        PackageInventory inventory = await Read(new TestImage().Layer(
            (Release, Databases.Debian),
            (Status, Curl + Jq),
            ("usr/share/doc/curl/copyright", readable),
            ("usr/share/doc/jq/copyright", "This package was debianized by hand.\n\nLicense: MIT\n")));
        Assert.That(inventory.Packages[0].Licenses, Is.EqualTo(new[] { "curl", "GPL-2+ or MIT" }));
        Assert.That(inventory.Packages[1].Licenses, Is.Empty);
    }

    [Test]
    public async Task All_versions_of_all_files_together_are_bounded()
    {
        string many = string.Concat(Enumerable.Range(0, 10).Select(i => Databases.Deb("p" + i, "1")));
        var image = new TestImage().Layer((Release, Databases.Debian), (Status, many));
        for (int i = 0; i < 9; i++)
            image.Layer((Status, many));
        PackageInventory inventory = await image.InventoryAsync(new InventoryReader(new InventoryOptions { MaxPackages = 10 }, []));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("this one was not read"));
    }

    private static Task<PackageInventory> Read(TestImage image) => image.InventoryAsync(new InventoryReader(null, [new NameListReader()]));
}
