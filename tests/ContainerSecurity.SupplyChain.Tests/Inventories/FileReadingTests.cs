using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Languages;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Inventories;

/// <summary>What a reader does, or a file makes of it, is no matter of the other files.</summary>
public class FileReadingTests
{
    private string root = "";

    [SetUp]
    public void Create() => root = Directory.CreateTempSubdirectory("csec-files-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task Reader_that_fails_is_told_and_leaves_the_neighbours_read()
    {
        File.WriteAllText(Path.Combine(root, "a.broken"), "x");
        File.WriteAllText(Path.Combine(root, "b.names"), "b 1\n");

        PackageInventory inventory = await new InventoryReader(null, [new BrokenReader(), new NameListReader()]).ReadFolderAsync(root);

        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "b" }));
        Assert.That(inventory.Notes.Single().File, Is.EqualTo("a.broken"));
        Assert.That(inventory.Notes.Single().Message, Does.Contain("InvalidCastException"));
    }

    [Test]
    public async Task File_that_its_beginning_tells_is_read_whole_only_where_it_begins_so()
    {
        var reader = new MarkedReader();
        File.WriteAllText(Path.Combine(root, "one"), "MARK one 1");
        File.WriteAllText(Path.Combine(root, "two"), "other");
        File.WriteAllText(Path.Combine(root, "three"), "");

        PackageInventory inventory = await new InventoryReader(null, [reader]).ReadFolderAsync(root);

        Assert.That(inventory.Packages.Select(p => $"{p.Name} {p.Version}"), Is.EqualTo(new[] { "one 1" }));
        Assert.That(reader.Read, Is.EqualTo(new[] { "one" }));
        Assert.That(inventory.Notes, Is.Empty);
    }

    [Test]
    public async Task File_that_is_asked_for_and_tells_nothing_is_no_empty_answer()
    {
        File.WriteAllText(Path.Combine(root, "two"), "other");

        PackageInventory inventory = await new InventoryReader(null, [new MarkedReader()]).ReadFileAsync(Path.Combine(root, "two"));

        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("is no program that tells of packages"));
    }

    private sealed class BrokenReader : IPackageReader
    {
        public bool Accepts(string path) => path.EndsWith(".broken", StringComparison.Ordinal);

        public IEnumerable<InstalledPackage> Read(string path, ReadOnlyMemory<byte> content, ICollection<InventoryNote> notes) =>
            throw new InvalidCastException("secret text of the file");
    }

    private sealed class MarkedReader : IBinaryPackageReader
    {
        public List<string> Read { get; } = [];

        public int StartLength => 4;

        public bool AcceptsStart(ReadOnlySpan<byte> start) => start.StartsWith("MARK"u8);

        public bool Accepts(string path) => true;

        IEnumerable<InstalledPackage> IPackageReader.Read(string path, ReadOnlyMemory<byte> content, ICollection<InventoryNote> notes)
        {
            Read.Add(path);
            string[] words = System.Text.Encoding.UTF8.GetString(content.Span).Split(' ');
            return [new InstalledPackage(new PackageUrl("generic", null, words[1], words[2]), path)];
        }
    }
}
