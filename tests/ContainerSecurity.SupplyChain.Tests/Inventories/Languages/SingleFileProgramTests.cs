using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

public sealed class SingleFileProgramTests
{
    private const string Deps = """{"libraries":{"Inside/1.2.3":{"type":"package"}}}""";
    private const int MarkerEnd = 104;

    [TestCase(2u, false)]
    [TestCase(6u, false)]
    [TestCase(6u, true)]
    public void A_program_in_a_single_file_tells_the_packages_of_its_inner_deps_json(uint version, bool isCompressed)
    {
        Reading reading = Reading.Of("app/App", Program(version, isCompressed));

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:nuget/Inside@1.2.3" }));
        Assert.That(reading.Packages[0].File, Is.EqualTo("app/App"));
        Assert.That(reading.Notes, Is.Empty);
    }

    [Test]
    public void A_host_without_a_bundle_holds_nothing()
    {
        byte[] program = Program(6, isCompressed: false);
        program.AsSpan(MarkerEnd - 40, 8).Clear();

        Assert.That(Reading.Of("App", program).Notes, Is.Empty);
    }

    [Test]
    public void A_bundle_without_a_deps_json_is_said()
    {
        Assert.That(Reading.Of("App", Program(6, isCompressed: false, type: 1, path: "App.dll")).Notes.Single().Message, Does.Contain("holds no deps.json"));
    }

    [TestCase(-1L)]
    [TestCase(long.MaxValue)]
    [TestCase(5L)]
    public void A_manifest_elsewhere_is_said(long offset)
    {
        byte[] program = Program(6, isCompressed: false);
        BinaryPrimitives.WriteInt64LittleEndian(program.AsSpan(MarkerEnd - 40), offset);

        Assert.That(Reading.Of("App", program).Notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_program_cut_off_or_changed_anywhere_gives_a_note_or_its_packages()
    {
        byte[] program = Program(6, isCompressed: true);
        var random = new Random(21);
        for (int length = MarkerEnd; length < program.Length; length++)
            Assert.That(Reading.Of("App", program[..length]).Notes, Is.Not.Empty);
        for (int i = 0; i < 2000; i++)
        {
            byte[] changed = [.. program];
            changed[random.Next(MarkerEnd - 40, changed.Length)] = (byte)random.Next(256);
            Assert.That(() => Reading.Of("App", changed), Throws.Nothing);
        }
    }

    [TestCase(100_001, false)]
    [TestCase(1, true)]
    public void Manifest_of_more_files_than_the_bound_is_said(int count, bool isRead)
    {
        byte[] program = Program(2, isCompressed: false);
        BinaryPrimitives.WriteInt32LittleEndian(program.AsSpan(MarkerEnd + Deps.Length + 8), count);

        Reading reading = Reading.Of("App", program);

        Assert.That(reading.Packages.Count == 1, Is.EqualTo(isRead));
        Assert.That(reading.Notes.Any(n => n.Message.Contains("more than 100000 files")), Is.EqualTo(!isRead));
    }

    [Test]
    public void Deps_json_that_would_become_larger_than_the_bound_is_not_inflated()
    {
        byte[] program = Program(6, isCompressed: true);
        int size = Array.FindLastIndex(program, b => b == 3) - 16;
        BinaryPrimitives.WriteInt64LittleEndian(program.AsSpan(size), long.MaxValue / 2);

        Assert.That(Reading.Of("App", program).Notes.Single().Message, Does.Contain("lies outside"));
    }

    private static byte[] Program(uint version, bool isCompressed, byte type = 3, string path = "App.deps.json")
    {
        byte[] deps = Encoding.UTF8.GetBytes(Deps);
        byte[] stored = isCompressed ? Deflated(deps) : deps;
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write([.. "\u007FELF"u8, .. new byte[60]]);
        writer.Write((long)(MarkerEnd + stored.Length));
        writer.Write(SHA256.HashData(".net core bundle"u8));
        writer.Write(stored);
        writer.Write(version);
        writer.Write(0u);
        writer.Write(1);
        writer.Write("bundle");
        writer.Write(new byte[5 * sizeof(long)]);
        writer.Write((long)MarkerEnd);
        writer.Write((long)deps.Length);
        if (version >= 6)
            writer.Write(isCompressed ? (long)stored.Length : 0L);
        writer.Write(type);
        writer.Write(path);
        return stream.ToArray();
    }

    private static byte[] Deflated(byte[] content)
    {
        var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Optimal))
            deflate.Write(content);
        return stream.ToArray();
    }
}
