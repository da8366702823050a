using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

namespace ContainerSecurity.SupplyChain.Tests.Inventories;

/// <summary>Packages of languages that packages of an operating system brought.</summary>
public class OwnershipTests
{
    private const string Status = "var/lib/dpkg/status";
    private const string Names = "usr/lib/python3/dist-packages/yaml.names";
    private static readonly (string, string?) Release = ("etc/os-release", Databases.Debian);

    [TestCase("var/lib/dpkg/info/python3-yaml.list", "/.\n/usr\n/usr/lib/python3/dist-packages/yaml.names\n")]
    [TestCase("var/lib/dpkg/info/python3-yaml:amd64.list", "/usr/lib/python3/dist-packages/yaml.names\n")]
    [TestCase("var/lib/dpkg/info/python3-yaml.md5sums", "0123456789abcdef0123456789abcdef  usr/lib/python3/dist-packages/yaml.names\n")]
    public async Task What_a_package_of_the_distribution_brought_is_left_to_it(string list, string content)
    {
        PackageInventory inventory = await Read(new TestImage().Layer(
            Release, (Status, Databases.Deb("python3-yaml", "6.0-3")), (list, content), (Names, "pyyaml 6.0\n"), ("app/own.names", "own 1\n")));
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EquivalentTo(new[] { "python3-yaml", "own" }));
    }

    [Test]
    public async Task What_a_package_of_a_distroless_image_brought_is_left_to_it()
    {
        PackageInventory inventory = await Read(new TestImage().Layer(
            Release,
            ("var/lib/dpkg/status.d/yaml", "Package: python3-yaml\nVersion: 6.0-3\nMaintainer: D <d@debian.org>\n"),
            ("var/lib/dpkg/status.d/python3-yaml.md5sums", "0123456789abcdef0123456789abcdef  usr/lib/python3/dist-packages/yaml.names\n"),
            (Names, "pyyaml 6.0\n")));
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "python3-yaml" }));
    }

    [Test]
    public async Task What_a_third_partys_package_brought_is_judged_by_itself()
    {
        PackageInventory inventory = await Read(new TestImage().Layer(
            Release,
            (Status, Databases.Deb("acme", "1", maintainer: "Docker <support@docker.com>")),
            ("var/lib/dpkg/info/acme.list", "/opt/acme/lib.names\n"),
            ("opt/acme/lib.names", "log4j 2.14\n")));
        Assert.That(inventory.Packages.Select(p => (p.Name, p.IsFromDistribution)), Is.EquivalentTo(new[] { ("acme", false), ("log4j", false) }));
    }

    [Test]
    public async Task What_a_package_brought_is_judged_by_itself_where_the_release_is_unknown()
    {
        PackageInventory inventory = await Read(new TestImage().Layer(
            (Status, Databases.Deb("python3-yaml", "6")), ("var/lib/dpkg/info/python3-yaml.list", "/" + Names + "\n"), (Names, "pyyaml 6.0\n")));
        Assert.That(inventory.Packages.Select(p => p.Name), Does.Contain("pyyaml"));
    }

    [Test]
    public async Task A_list_left_by_a_package_that_is_gone_owns_nothing()
    {
        PackageInventory inventory = await Read(new TestImage().Layer(
            Release, (Status, Databases.Deb("other", "6")), ("var/lib/dpkg/info/python3-yaml.list", "/" + Names + "\n"), (Names, "pyyaml 6.0\n")));
        Assert.That(inventory.Packages.Select(p => p.Name), Does.Contain("pyyaml"));
    }

    [Test]
    public async Task What_a_layer_above_the_package_changed_is_no_longer_the_distributions()
    {
        TestImage image = new TestImage()
            .Layer(Release, (Status, Databases.Deb("python3-yaml", "6")), ("var/lib/dpkg/info/python3-yaml.list", "/" + Names + "\n"), (Names, "pyyaml 6.0\n"))
            .Layer((Names, "pyyaml 6.0\nevil 1\n"));
        PackageInventory inventory = await Read(image);
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EquivalentTo(new[] { "python3-yaml", "evil" }));
    }

    [Test]
    public async Task Folders_that_were_merged_into_usr_are_the_same_in_lists_and_layers()
    {
        PackageInventory inventory = await Read(new TestImage().Layer(
            Release, (Status, Databases.Deb("kmod", "1")), ("var/lib/dpkg/info/kmod.list", "/lib/x.names\n"), ("usr/lib/x.names", "x 1\n")));
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "kmod" }));
    }

    [Test]
    public async Task Files_of_apk_packages_are_left_to_them()
    {
        PackageInventory inventory = await Read(new TestImage().Layer(
            ("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n"),
            ("lib/apk/db/installed", "P:py3-yaml\nV:6-r0\nA:x86_64\nF:usr/lib/python3.12\nR:yaml.names\nF:\nR:root.names\n\n"),
            ("usr/lib/python3.12/yaml.names", "pyyaml 6.0\n"),
            ("root.names", "root 1\n"),
            ("usr/lib/python3.12/own.names", "own 1\n")));
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EquivalentTo(new[] { "py3-yaml", "own" }));
    }

    [TestCase("Red Hat, Inc.", false)]
    [TestCase("Acme", true)]
    public void Files_of_rpms_are_left_to_those_of_the_distribution(string vendor, bool isKept)
    {
        byte[] header = RpmHeaderWriter.Package("python3-pyyaml")
            .Text(1011, vendor)
            .Number(1116, 0, 1)
            .Text(1117, "yaml.names", "other")
            .Text(1118, "/usr/lib/python3/", "/usr/bin/")
            .ToArray();
        string root = Directory.CreateTempSubdirectory("csec-rpm-").FullName;
        foreach (string folder in new[] { "etc", "var/lib/rpm", "usr/lib/python3" })
            Directory.CreateDirectory(Path.Combine(root, folder));
        File.WriteAllText(Path.Combine(root, "etc/os-release"), "ID=rhel\nVERSION_ID=9.4\n");
        File.WriteAllBytes(Path.Combine(root, "var/lib/rpm/Packages.db"), NdbWriter.Write([header]));
        File.WriteAllText(Path.Combine(root, "usr/lib/python3/yaml.names"), "pyyaml 6.0\n");
        PackageInventory inventory = new InventoryReader(null, [new NameListReader()]).ReadFolderAsync(root).GetAwaiter().GetResult();
        Directory.Delete(root, recursive: true);
        Assert.That(inventory.Packages.Any(p => p.Name == "pyyaml"), Is.EqualTo(isKept));
        Assert.That(inventory.Packages.Single(p => p.Name == "python3-pyyaml").Url.Namespace, Is.EqualTo("redhat"));
    }

    private static Task<PackageInventory> Read(TestImage image) => image.InventoryAsync(new InventoryReader(null, [new NameListReader()]));
}
