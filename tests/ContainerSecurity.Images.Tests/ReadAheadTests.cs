using System.Security.Cryptography;
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Layers;

namespace ContainerSecurity.Images.Tests;

/// <summary>Layers are decompressed ahead of who reads them, and nobody notices.</summary>
public class ReadAheadTests
{
    private const int FileSize = 300_000;
    private const int FileCount = 20;

    private static readonly byte[] Tar = LargeTar();

    [TestCase(1)]
    [TestCase(777)]
    [TestCase(1 << 20)]
    public async Task Every_byte_arrives_in_order_whatever_is_asked_for_at_once(int most)
    {
        using var layout = new TestLayout();
        layout.AddImage("1", [TestLayer.Gzip(Tar)]);
        var random = new Random(29);
        var found = new List<string>();
        await ReadAsync(layout, s => s, async entry => found.Add(await HashAsync(entry.Content, () => random.Next(1, most + 1))));

        Assert.That(found, Is.EqualTo(Enumerable.Range(0, FileCount).Select(i => Convert.ToHexString(SHA256.HashData(Content(i))))));
    }

    [Test]
    public async Task Blob_that_gives_a_byte_at_a_time_is_read_whole()
    {
        using var layout = new TestLayout();
        layout.AddImage("1", [TestLayer.Gzip(new TarBuilder().File("a", "x").File("b", new string('y', 10_000)).ToArray())]);
        var found = new List<string>();
        await ReadAsync(layout, s => new BrokenStream(s, long.MaxValue, 1), entry => { found.Add(entry.Path); return Task.CompletedTask; });

        Assert.That(found, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Fault_of_a_source_arrives_behind_the_files_before_it()
    {
        using var layout = new TestLayout();
        layout.AddImage("1", [new TestLayer(Tar, TestLayout.Sha256(Tar), Resources.Images.ImageMediaType.Layer)]);
        int found = 0;
        Task Reading() => ReadAsync(layout, s => new BrokenStream(s, Tar.Length / 2, 4096), _ => { found++; return Task.CompletedTask; });

        Assert.That(Reading, Throws.TypeOf<IOException>().With.Message.EqualTo("The line is dead."));
        Assert.That(found, Is.GreaterThan(FileCount / 3).And.LessThan(FileCount), "what came before the fault was shown");
    }

    [Test]
    public async Task Who_stops_early_leaves_nothing_that_reads_the_blob()
    {
        using var layout = new TestLayout();
        layout.AddImage("1", [TestLayer.Gzip(Tar)]);
        BrokenStream? blob = null;
        await using LayoutImageSource inner = await LayoutImageSource.OpenAsync(layout.Path);
        ContainerImage image = await ContainerImage.OpenAsync(new ReplacedBlobSource(inner, s => blob = new BrokenStream(s, long.MaxValue, 4096)));
        await foreach (LayerEntry entry in image.Layers[0].ReadAsync())
            break;

        Assert.That(blob!.IsDisposed);
        Assert.That(blob.IsReadAfterDisposal, Is.False);
    }

    [Test]
    public async Task Cancellation_ends_a_reading_that_waits_for_its_source()
    {
        using var layout = new TestLayout();
        layout.AddImage("1", [TestLayer.Gzip(Tar)]);
        using var stop = new CancellationTokenSource();
        await using LayoutImageSource inner = await LayoutImageSource.OpenAsync(layout.Path);
        ContainerImage image = await ContainerImage.OpenAsync(new ReplacedBlobSource(inner, s => new SilentStream(s, stop)));

        Assert.That(async () => { await foreach (LayerEntry _ in image.Layers[0].ReadAsync(stop.Token)) { } }, Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task ReadAsync(TestLayout layout, Func<Stream, Stream> replace, Func<LayerEntry, Task> show)
    {
        await using LayoutImageSource inner = await LayoutImageSource.OpenAsync(layout.Path);
        ContainerImage image = await ContainerImage.OpenAsync(new ReplacedBlobSource(inner, replace));
        await foreach (LayerEntry entry in image.Layers[0].ReadAsync())
            await show(entry);
    }

    private static async Task<string> HashAsync(Stream content, Func<int> length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        for (int read; (read = await content.ReadAsync(buffer.AsMemory(0, length()))) > 0;)
            hash.AppendData(buffer, 0, read);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static byte[] LargeTar()
    {
        var tar = new TarBuilder();
        for (int i = 0; i < FileCount; i++)
            tar.File($"f{i}", System.Text.Encoding.Latin1.GetString(Content(i)));
        return tar.ToArray();
    }

    /// <summary>Bytes that compress little, in ASCII.</summary>
    private static byte[] Content(int seed)
    {
        byte[] bytes = new byte[FileSize];
        new Random(seed).NextBytes(bytes);
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(' ' + (bytes[i] % 64));
        return bytes;
    }

    /// <summary>Gives little at a time, and fails at a place.</summary>
    private sealed class BrokenStream(Stream inner, long end, int most) : ReadOnlyStream
    {
        private long position;

        public bool IsDisposed { get; private set; }

        public bool IsReadAfterDisposal { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            IsReadAfterDisposal |= IsDisposed;
            if (position >= end)
                throw new IOException("The line is dead.");
            int read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
            position += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Gives a few bytes, and then nothing for ever; but asks for the reading to be stopped.</summary>
    private sealed class SilentStream(Stream inner, CancellationTokenSource stop) : ReadOnlyStream
    {
        private int reads;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (++reads < 4)
                return await inner.ReadAsync(buffer[..Math.Min(buffer.Length, 4096)], cancellationToken);
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
