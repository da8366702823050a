using System.Buffers.Binary;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

public class RpmHostileTests
{
    private const string Ndb = "var/lib/rpm/Packages.db";

    [Test]
    public void A_file_that_is_no_database_is_noted() =>
        Assert.That(Databases.Read("var/lib/rpm/Packages", new byte[10_000]).Notes.Select(n => n.Message), Has.Some.Contains("none of the forms"));

    [Test]
    public void A_header_with_a_wrong_checksum_is_noted_and_its_neighbours_are_read()
    {
        byte[] database = NdbWriter.Write([RpmHeaderWriter.Package("a").ToArray(), RpmHeaderWriter.Package("b").ToArray()]);
        database[4096 + 30] ^= 1;
        PackageInventory inventory = Databases.Read(Ndb, database);
        Assert.That(inventory.Packages.Select(p => p.Name), Is.EqualTo(new[] { "b" }));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("checksum"));
    }

    [Test]
    public void Headers_that_are_named_again_and_again_end_with_a_note()
    {
        byte[] large = RpmHeaderWriter.Package("large").Text(1004, new string('x', 100_000)).ToArray();
        byte[] database = NdbWriter.Write([large]);
        for (int at = 48; at < 4096; at += 16)
            database.AsSpan(32, 16).CopyTo(database.AsSpan(at));
        PackageInventory inventory = Databases.Read(Ndb, database);
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("more than once"));
    }

    [Test]
    public void Berkeley_pages_that_are_used_again_and_again_end_with_a_note()
    {
        // A page of references, all to one header that fills the overflow pages of the sample.
        byte[] database = RpmSamples.BerkeleyLittle;
        byte[] hostile = [.. database, .. new byte[4096]];
        (uint first, uint length) = FirstOverflow(database);
        Span<byte> page = hostile.AsSpan(database.Length);
        page[25] = 13;
        const int count = 300;
        BinaryPrimitives.WriteUInt16LittleEndian(page[20..], count);
        int end = 4096;
        for (int i = 0; i < count; i++)
        {
            end -= i % 2 == 0 ? 1 : 12;
            BinaryPrimitives.WriteUInt16LittleEndian(page[(26 + (i * 2))..], (ushort)end);
            page[end] = i % 2 == 0 ? (byte)1 : (byte)3;
            if (i % 2 == 0)
                continue;
            BinaryPrimitives.WriteUInt32LittleEndian(page[(end + 4)..], first);
            BinaryPrimitives.WriteUInt32LittleEndian(page[(end + 8)..], length);
        }
        Assert.That(Databases.Read("var/lib/rpm/Packages", hostile).Notes.Select(n => n.Message), Has.Some.Contains("more than once"));
    }

    [Test]
    public void A_chain_of_pages_that_runs_in_a_circle_ends()
    {
        byte[] hostile = [.. RpmSamples.BerkeleyLittle];
        for (int at = 0; at < hostile.Length; at += 4096)
            if (hostile[at + 25] == 7)
                BinaryPrimitives.WriteUInt32LittleEndian(hostile.AsSpan(at + 16), (uint)(at / 4096));
        Assert.That(() => Databases.Read("var/lib/rpm/Packages", hostile), Throws.Nothing);
    }

    [Test]
    public void A_page_that_is_its_own_child_is_noted()
    {
        byte[] hostile = [.. RpmSamples.Sqlite];
        for (int at = 4096; at < hostile.Length; at += 4096)
            if (hostile[at] == 13)
            {
                hostile[at] = 5;
                hostile.AsSpan(at + 3, 2).Clear();
                BinaryPrimitives.WriteUInt32BigEndian(hostile.AsSpan(at + 8), (uint)(at / 4096) + 1);
            }
        PackageInventory inventory = Databases.Read("var/lib/rpm/rpmdb.sqlite", hostile);
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("in the tree twice"));
    }

    [Test]
    public void Folders_that_multiply_paths_beyond_measure_are_noted()
    {
        const int count = 200_000;
        byte[] header = RpmHeaderWriter.Package("a")
            .Add(1117, 8, count, new byte[count])
            .Text(1118, "/" + new string('d', 4000) + "/", "/other/")
            .Number(1116, new int[count])
            .ToArray();
        PackageInventory inventory = Databases.Read(Ndb, NdbWriter.Write([header]));
        Assert.That(inventory.Packages, Has.Count.EqualTo(1));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("longer than those of any system"));
    }

    [Test]
    public void More_packages_than_are_taken_are_noted()
    {
        byte[] database = NdbWriter.Write(Enumerable.Range(0, 11).Select(i => RpmHeaderWriter.Package("p" + i).ToArray()));
        PackageInventory inventory = Databases.Read(Ndb, database, new InventoryOptions { MaxPackages = 10 });
        Assert.That(inventory.Packages, Has.Count.EqualTo(10));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("more than 10 packages"));
    }

    [Test]
    public void A_database_of_bad_headers_only_gets_a_bounded_number_of_notes()
    {
        byte[] database = NdbWriter.Write(Enumerable.Range(0, 1000).Select(_ => new byte[40]), slotPages: 12);
        PackageInventory inventory = Databases.Read(Ndb, database);
        Assert.That(inventory.Notes, Has.Count.LessThan(200));
        Assert.That(inventory.Notes.Select(n => n.Message), Has.Some.Contains("the rest was not read"));
    }

    [Test]
    public void A_header_of_more_folders_than_any_system_has_is_noted()
    {
        const int count = 1_000_001;
        byte[] header = RpmHeaderWriter.Package("a").Add(1118, 8, count, new byte[count]).Number(1116, 0).Text(1117, "x").ToArray();
        Assert.That(Databases.Read(Ndb, NdbWriter.Write([header])).Notes.Select(n => n.Message), Has.Some.Contains("list of files is broken"));
    }

    [TestCase(1117, 5, "list of files is broken")]
    [TestCase(1003, 0, "is no number")]
    public void A_tag_that_says_more_than_it_has_is_noted(int tag, int count, string message)
    {
        byte[] header = RpmHeaderWriter.Package("a")
            .Text(1118, "/x/", "/y/")
            .Number(1116, 0)
            .Add(tag, tag == 1003 ? 6u : 8u, count, "a\0"u8.ToArray()).ToArray();
        Assert.That(Databases.Read(Ndb, NdbWriter.Write([header])).Notes.Select(n => n.Message), Has.Some.Contains(message));
    }

    [Test]
    public void A_header_of_impossible_counts_is_no_header(
        [Values(0u, 1u, 0xFFFFu, 0x10000u, uint.MaxValue)] uint entries, [Values(0u, 1u, uint.MaxValue)] uint length)
    {
        byte[] blob = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(blob, entries);
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(4), length);
        Assert.That(() => new RpmHeader(blob).Text(RpmTag.Name), Throws.TypeOf<InvalidDataException>());
    }

    private static (uint First, uint Length) FirstOverflow(byte[] database)
    {
        for (int at = 4096; at < database.Length; at += 4096)
        {
            if (database[at + 25] is not (13 or 2))
                continue;
            int count = BinaryPrimitives.ReadUInt16LittleEndian(database.AsSpan(at + 20));
            for (int i = 1; i < count; i += 2)
            {
                int start = at + BinaryPrimitives.ReadUInt16LittleEndian(database.AsSpan(at + 26 + (i * 2)));
                uint length = BinaryPrimitives.ReadUInt32LittleEndian(database.AsSpan(start + 8));
                if (database[start] == 3 && length > 4096)
                    return (BinaryPrimitives.ReadUInt32LittleEndian(database.AsSpan(start + 4)), length);
            }
        }
        throw new InvalidOperationException("The sample has no header that needs overflow pages.");
    }
}
