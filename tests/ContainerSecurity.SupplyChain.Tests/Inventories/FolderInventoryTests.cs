using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Inventories;

public class FolderInventoryTests
{
    private string root = "";

    [SetUp]
    public void Create() => root = Directory.CreateTempSubdirectory("csec-folder-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task A_project_has_packages_and_needs_no_release()
    {
        Write("src/a.names", "a 1\n");
        Write("b.names", "b 1\n");
        PackageInventory inventory = await Read();
        Assert.That(
            inventory.Packages.Select(p => (p.Name, p.File, p.Layer)),
            Is.EqualTo(new[] { ("b", "b.names", (string?)null), ("a", "src/a.names", null) }));
        Assert.That((inventory.Release, inventory.Notes.Count), Is.EqualTo(((OperatingSystemRelease?)null, 0)));
    }

    [Test]
    public async Task The_root_of_a_system_is_read_as_one()
    {
        Write("etc/os-release", Databases.Debian);
        Write("var/lib/dpkg/status", Databases.Deb("curl", "1"));
        PackageInventory inventory = await Read();
        Assert.That(Databases.Purl(inventory.Packages.Single().Url), Is.EqualTo("pkg:deb/debian/curl@1?arch=amd64&distro=debian-12"));
        Assert.That(inventory.Notes, Is.Empty);
    }

    [Test]
    public async Task Release_that_no_package_URL_can_name_is_told_and_is_no_fault()
    {
        Write("etc/os-release", "ID=\"/\"\nVERSION_ID=1\n");
        Write("var/lib/dpkg/status", Databases.Deb("..", "1") + Databases.Deb("curl", "1"));
        PackageInventory inventory = await Read();
        Assert.That(inventory.Packages.Count + inventory.Notes.Count, Is.GreaterThan(0));
    }

    [Test]
    public async Task One_bad_file_leaves_its_neighbours_read()
    {
        Write("a.names", "no version here\n");
        Write("b.names", "b 1\n");
        PackageInventory inventory = await Read();
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "b" }));
        Assert.That(inventory.Notes.Select(n => n.File), Is.EqualTo(new[] { "a.names" }));
    }

    [Test]
    public async Task Links_are_not_followed()
    {
        string outside = Directory.CreateTempSubdirectory("csec-outside-").FullName;
        File.WriteAllText(Path.Combine(outside, "x.names"), "x 1\n");
        Directory.CreateSymbolicLink(Path.Combine(root, "out"), outside);
        Directory.CreateSymbolicLink(Path.Combine(root, "loop"), root);
        File.CreateSymbolicLink(Path.Combine(root, "y.names"), Path.Combine(outside, "x.names"));
        Assert.That((await Read()).Packages, Is.Empty);
        Directory.Delete(outside, recursive: true);
    }

    [Test]
    public async Task A_database_that_is_a_link_is_noted()
    {
        Directory.CreateDirectory(Path.Combine(root, "var/lib/dpkg"));
        File.CreateSymbolicLink(Path.Combine(root, "var/lib/dpkg/status"), "/data/status");
        Assert.That((await Read()).Notes.Select(n => n.File), Does.Contain("var/lib/dpkg/status"));
    }

    [Test]
    public async Task Folders_nested_deeper_than_allowed_are_noted()
    {
        Write("a/b/c/x.names", "x 1\n");
        PackageInventory inventory = await Read(new InventoryOptions { MaxDepth = 2 });
        Assert.That(inventory.Packages, Is.Empty);
        Assert.That(inventory.Notes.Select(n => n.File), Is.EqualTo(new[] { "a/b/c" }));
    }

    [Test]
    public async Task More_files_than_are_looked_at_are_noted()
    {
        for (int i = 0; i < 20; i++)
            Write($"f{i}.txt", "");
        Assert.That((await Read(new InventoryOptions { MaxFiles = 10 })).Notes.Select(n => n.Message), Has.Some.Contains("more than 10 files"));
    }

    [Test]
    public async Task More_packages_than_are_taken_are_noted()
    {
        Write("a.names", "a 1\nb 1\nc 1\n");
        Write("b.names", "d 1\n");
        PackageInventory inventory = await Read(new InventoryOptions { MaxPackages = 2 });
        Assert.That(inventory.Packages, Has.Count.EqualTo(2));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("more than 2 packages").And.Some.Contains("2 are told"));
    }

    [Test]
    public async Task A_file_with_more_notes_than_anyone_reads_gets_some_and_their_number()
    {
        Write("a.names", string.Concat(Enumerable.Range(0, 5000).Select(i => $"broken{i}\n")));
        PackageInventory inventory = await Read();
        Assert.That(inventory.Notes, Has.Count.LessThan(300));
        Assert.That(inventory.Notes[^1].Message, Is.EqualTo("There are 4800 more notes that are not told."));
    }

    [Test]
    public async Task A_folder_with_more_notes_than_anyone_reads_gets_some_and_their_number()
    {
        for (int i = 0; i < 60; i++)
            Write($"{i}.names", string.Concat(Enumerable.Range(0, 190).Select(n => $"broken{n}\n")));
        PackageInventory inventory = await Read();
        Assert.That(inventory.Notes, Has.Count.EqualTo(10_001));
        Assert.That(inventory.Notes[^1].Message, Does.Contain("1400 more notes"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_pipe_is_not_opened()
    {
        using var process = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(root, "pipe.names")]);
        await process.WaitForExitAsync();
        Task<PackageInventory> reading = Read();
        Assert.That(await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(20))), Is.SameAs(reading));
        Assert.That((await reading).Notes.Select(n => n.File), Is.EqualTo(new[] { "pipe.names" }));
    }

    [Test]
    public void A_folder_that_is_not_there_is_an_error() =>
        Assert.That(() => new InventoryReader().ReadFolderAsync(Path.Combine(root, "none")), Throws.TypeOf<DirectoryNotFoundException>());

    [Test]
    public async Task A_single_file_is_known_by_the_end_of_its_path()
    {
        Write("var/lib/dpkg/status", Databases.Deb("curl", "1"));
        PackageInventory inventory = await new InventoryReader().ReadFileAsync(Path.Combine(root, "var/lib/dpkg/status"));
        Assert.That(inventory.Packages.Single().File, Is.EqualTo("var/lib/dpkg/status"));
    }

    [Test]
    public void A_single_file_of_no_known_form_is_noted() =>
        Assert.That(Databases.Read("some/file.txt", "x").Notes.Select(n => n.Message), Has.Some.Contains("no form"));

    private void Write(string path, string content)
    {
        string file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    private Task<PackageInventory> Read(InventoryOptions? options = null) => new InventoryReader(options, [new NameListReader()]).ReadFolderAsync(root);
}
