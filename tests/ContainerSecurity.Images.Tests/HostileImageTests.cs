using System.IO.Compression;
using System.Text;
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;
using ZstdSharp;

namespace ContainerSecurity.Images.Tests;

/// <summary>Images made to hurt: a clear error, or a result, within bounded memory.</summary>
public class HostileImageTests
{
    private const int MaxGrowth = 200;

    [Test]
    public void Hard_link_out_of_the_image_is_refused() =>
        Fails(ImageReadFailure.Malformed, "leads out of the image", new TarBuilder().HardLink("x", "../../etc/shadow").ToArray());

    [Test]
    public void Hard_link_to_nothing_is_refused() => Fails(ImageReadFailure.Malformed, "no file of the image", new TarBuilder().HardLink("x", "y").ToArray());

    [Test]
    public void Path_through_a_loop_of_links_is_refused() =>
        Fails(ImageReadFailure.Malformed, "symbolic links", new TarBuilder().SymbolicLink("a", "b").SymbolicLink("b", "a").File("a/x").ToArray());

    [Test]
    public void Path_through_a_file_is_refused() => Fails(ImageReadFailure.Malformed, "is no folder", new TarBuilder().File("a").File("a/x").ToArray());

    [Test]
    public async Task Links_and_devices_are_listed_and_never_followed()
    {
        ImageFileSystem files = await ReadAsync(new TarBuilder().SymbolicLink("passwd", "/etc/passwd")
            .SymbolicLink("up", "../../..")
            .Device("zero")
            .File("up/x")
            .ToArray());
        Assert.That(files.Files.Select(f => (f.Path, f.Type)), Is.EqualTo(new[]
        {
            ("passwd", LayerEntryType.SymbolicLink), ("up", LayerEntryType.SymbolicLink), ("x", LayerEntryType.File), ("zero", LayerEntryType.CharacterDevice),
        }));
    }

    [TestCase("..")]
    [TestCase(".")]
    [TestCase("")]
    public void Whiteout_of_nothing_is_refused(string name) =>
        Fails(ImageReadFailure.Malformed, "names nothing", new TarBuilder().File($"etc/.wh.{name}").ToArray());

    [Test]
    public void Bomb_of_gzip_is_refused() =>
        FailsBounded(
            ImageReadFailure.LimitExceeded,
            "bomb",
            Bomb(content => TarBuilder.Gzip(content, CompressionLevel.SmallestSize)),
            ImageMediaType.GzipLayer);

    [Test]
    public void Bomb_of_zstd_is_refused() => FailsBounded(ImageReadFailure.LimitExceeded, "bomb", Bomb(Zstd), ImageMediaType.ZstdLayer);

    [Test]
    public async Task Compressed_archive_that_is_a_bomb_is_not_read_to_its_end([Values] bool isZstd)
    {
        var limits = new ImageReadLimits { MinSuspiciousSize = 1 << 20 };
        byte[] tar = new TarBuilder().File("zeros", new string('\0', 64 << 20)).ToArray();
        using var archive = new MemoryStream(isZstd ? Zstd(tar) : TarBuilder.Gzip(tar, CompressionLevel.SmallestSize));

        Assert.That(() => TarFolder.OpenAsync("x.tar", _ => Task.FromResult<Stream>(archive), limits, default),
            Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.LimitExceeded).And.Message.Contains("bomb"));
        byte[] small = TarBuilder.Gzip(new TarBuilder().File("a", "b").ToArray());
        TarFolder folder = await TarFolder.OpenAsync("x.tar", _ => Task.FromResult<Stream>(new MemoryStream(small)), limits, default);
        Assert.That(folder.Has("a"));
    }

    [Test]
    public void Window_of_zstd_beyond_its_bound_is_refused() =>
        FailsBounded(ImageReadFailure.Malformed, "cannot be decompressed", [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, .. new byte[64]], ImageMediaType.ZstdLayer);

    [Test]
    public void Header_of_a_gigabyte_is_refused() =>
        FailsBounded(
            ImageReadFailure.LimitExceeded,
            "header of",
            TarBuilder.Gzip([.. RawHeader("x", 'x', 1L << 30), .. new byte[1 << 20]]),
            ImageMediaType.GzipLayer);

    [Test]
    public void Sparse_file_of_exabytes_is_refused() =>
        Fails(
            ImageReadFailure.LimitExceeded,
            "larger than",
            Pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=x", $"GNU.sparse.realsize={long.MaxValue}", "0\n"));

    [Test]
    public void Size_that_is_no_size_is_refused() => Fails(ImageReadFailure.Malformed, "too large", RawHeader("x", '0', long.MaxValue));

    [Test]
    public async Task Hundred_thousand_files_are_read([Values(1, 60)] int depth)
    {
        string folder = string.Concat(Enumerable.Repeat("d/", depth));
        var tar = new TarBuilder();
        for (int i = 0; i < 100_000; i++)
            tar.File($"{folder}{i}", "x");
        byte[] layer = tar.ToArray();
        using var watch = new MemoryWatch();
        ImageFileSystem files = await ReadAsync(TestLayer.Gzip(layer));
        Assert.That(files.Count, Is.EqualTo(100_000 + depth));
        Assert.That(watch.Growth, Is.LessThan(MaxGrowth));
    }

    [Test]
    public async Task Many_whiteouts_of_a_large_folder_cost_no_more_than_one()
    {
        var tar = new TarBuilder();
        for (int i = 0; i < 20_000; i++)
            tar.File($"d/{i}").File(".wh.d").File("d/.wh..wh..opq");
        ImageFileSystem files = await ReadAsync(tar.ToArray());
        Assert.That(files.Count, Is.EqualTo(20_001));
    }

    [Test]
    public void Folders_nested_without_end_are_refused()
    {
        var tar = new TarBuilder();
        for (int i = 0; i < 300; i++)
            tar.File($"{i}/{string.Concat(Enumerable.Repeat("d/", 2000))}x");
        FailsBounded(ImageReadFailure.LimitExceeded, "more than 400000 files", TestLayer.Gzip(tar.ToArray()));
    }

    [Test]
    public void Truncated_layer_is_refused([Values] bool isDigestRight)
    {
        byte[] tar = new TarBuilder().File("x", new string('x', 100_000)).ToArray(), blob = TarBuilder.Gzip(tar)[..^20];
        var layer = new TestLayer(blob, TestLayout.Sha256(tar), ImageMediaType.GzipLayer);
        Fails(
            isDigestRight ? ImageReadFailure.DigestMismatch : ImageReadFailure.Truncated,
            isDigestRight ? "configuration" : "ends after",
            isDigestRight ? layer : layer with { Size = blob.Length + 20 });
    }

    [Test]
    public void Archive_that_ends_within_a_file_is_refused() =>
        Fails(ImageReadFailure.Truncated, "ends within", new TarBuilder().File("x", new string('x', 5000)).ToArray()[..2048]);

    [Test]
    public void Other_content_than_the_digest_says_is_refused()
    {
        using var layout = new TestLayout();
        byte[] tar = new TarBuilder().File("x", "1").ToArray();
        layout.AddImage("test", tar);
        File.WriteAllBytes(layout.BlobPath(TestLayout.Sha256(tar)), new TarBuilder().File("x", "2").ToArray());
        Assert.That(() => ReadAsync(layout), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.DigestMismatch));
    }

    [Test]
    public void Other_files_than_the_configuration_says_are_refused() =>
        Fails(
            ImageReadFailure.DigestMismatch,
            "configuration",
            new TestLayer(new TarBuilder().File("x").ToArray(), TestLayout.Sha256([]), ImageMediaType.Layer));

    [TestCase(ImageMediaType.GzipLayer, ImageReadFailure.Malformed)]
    [TestCase("application/vnd.example", ImageReadFailure.Unsupported)]
    public void Wrong_media_type_of_a_layer_is_refused(string mediaType, ImageReadFailure failure)
    {
        byte[] tar = new TarBuilder().File("x").ToArray();
        Fails(failure, mediaType, new TestLayer(tar, TestLayout.Sha256(tar), mediaType));
    }

    [Test]
    public void Index_in_the_place_of_a_manifest_is_refused()
    {
        using var layout = new TestLayout();
        layout.AddManifest("test", """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""");
        Assert.That(() => ReadAsync(layout), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.Malformed));
    }

    [Test]
    public void Indexes_in_a_circle_are_refused()
    {
        using var layout = new TestLayout();
        Digest first = TestLayout.Sha256("1"u8.ToArray());
        byte[] index = Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"manifests":[{{TestLayout.Describe(ImageMediaType.Index, first, 200)}}]}""");
        File.WriteAllBytes(layout.BlobPath(first), [.. index, .. Enumerable.Repeat((byte)' ', 200 - index.Length)]);
        layout.Point("test", ImageMediaType.Index, first, 200);
        Assert.That(() => ReadAsync(layout), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.DigestMismatch));
    }

    [Test]
    public void Indexes_nested_too_deep_are_refused()
    {
        using var layout = new TestLayout();
        string descriptor = TestLayout.Describe(ImageMediaType.Manifest, TestLayout.Sha256([]), 0);
        for (int i = 0; i < 10; i++)
        {
            string json = $$"""{"schemaVersion":2,"manifests":[{{descriptor}}]}""";
            descriptor = TestLayout.Describe(ImageMediaType.Index, layout.AddManifest($"{i}", json, ImageMediaType.Index), json.Length);
        }
        Assert.That(() => ReadAsync(layout, "9"), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.LimitExceeded));
    }

    [Test]
    public void Manifest_of_fifty_megabytes_is_refused()
    {
        using var layout = new TestLayout();
        layout.AddManifest("test", $$"""{"schemaVersion":2,"annotations":{"x":"{{new string('x', 50_000_000)}}"} }""");
        FailsBounded(ImageReadFailure.LimitExceeded, "are read at most", () => ReadAsync(layout));
    }

    [Test]
    public void Manifest_of_very_many_values_is_refused()
    {
        using var layout = new TestLayout();
        layout.AddManifest("test", $$"""{"schemaVersion":2,"layers":[{{string.Concat(Enumerable.Repeat("[],", 1_000_000))}}[]]}""");
        FailsBounded(ImageReadFailure.Malformed, "more than 200000 values", () => ReadAsync(layout));
    }

    [Test]
    public void Layer_that_is_missing_is_named()
    {
        using var layout = new TestLayout();
        layout.AddImage("test", [new TestLayer([], TestLayout.Sha256([]), ImageMediaType.Layer, TestLayout.Sha256("gone"u8.ToArray()), 4)]);
        Assert.That(() => ReadAsync(layout), Throws.TypeOf<ImageReadException>().With.Message.Contains("has no blob sha256:"));
    }

    [Test]
    public void Blob_that_is_a_link_out_of_the_layout_is_refused()
    {
        using var layout = new TestLayout();
        byte[] passwd = File.ReadAllBytes("/etc/passwd");
        Digest digest = TestLayout.Sha256(passwd);
        File.CreateSymbolicLink(layout.BlobPath(digest), "/etc/passwd");
        layout.Point("test", ImageMediaType.Manifest, digest, passwd.Length);
        Assert.That(() => ReadAsync(layout), Throws.TypeOf<ImageReadException>().With.Message.Contains("leads out of the folder"));
    }

    [Test]
    public void Archive_with_links_in_a_circle_is_refused()
    {
        string file = Path.GetTempFileName();
        File.WriteAllBytes(
            file,
            new TarBuilder().File("manifest.json", """[{"Config":"a","Layers":[]}]""")
                .SymbolicLink("a", "b")
                .SymbolicLink("b", "a")
                .ToArray());
        try
        {
            Assert.That(
                async () => await ContainerImage.OpenAsync(await DockerArchiveImageSource.OpenAsync(file)),
                Throws.TypeOf<ImageReadException>().With.Message.Contains("links"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("--format=gnu")]
    [TestCase("--format=pax --sparse-version=0.0")]
    [TestCase("--format=pax --sparse-version=0.1")]
    [TestCase("--format=pax --sparse-version=1.0")]
    public async Task Sparse_files_have_their_holes_as_zeros(string format)
    {
        ShellCommand.Require("tar", "truncate");
        string folder = Directory.CreateTempSubdirectory("csec-sparse-").FullName;
        ShellCommand.Run($"for i in $(seq 30); do truncate -s +100K f; echo part $i >> f; done; truncate -s 4M f; echo after > g; tar --sparse {format} -cf t.tar f g", folder);
        ImageFileSystem files = await ReadAsync(File.ReadAllBytes(Path.Combine(folder, "t.tar")));
        Assert.That(files.Files.Select(f => (f.Path, f.Size, f.Digest)), Is.EqualTo(new[] { "f", "g" }.Select(n =>
        {
            byte[] content = File.ReadAllBytes(Path.Combine(folder, n));
            return (n, (long)content.Length, TestLayout.Sha256(content));
        })));
        Directory.Delete(folder, recursive: true);
    }

    private static void Fails(ImageReadFailure failure, string words, byte[] tar) =>
        Fails(failure, words, new TestLayer(tar, TestLayout.Sha256(tar), ImageMediaType.Layer));

    private static void Fails(ImageReadFailure failure, string words, TestLayer layer) =>
        Assert.That(() => ReadAsync(layer), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(failure).And.Message.Contains(words));

    private static void FailsBounded(ImageReadFailure failure, string words, byte[] blob, string mediaType) =>
        FailsBounded(failure, words, new TestLayer(blob, TestLayout.Sha256([]), mediaType));

    private static void FailsBounded(ImageReadFailure failure, string words, TestLayer layer) => FailsBounded(failure, words, () => ReadAsync(layer));

    private static void FailsBounded(ImageReadFailure failure, string words, Func<Task> read)
    {
        using var watch = new MemoryWatch();
        Assert.That(read, Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(failure).And.Message.Contains(words));
        Assert.That(watch.Growth, Is.LessThan(MaxGrowth));
    }

    private static Task<ImageFileSystem> ReadAsync(byte[] tar) => ReadAsync(new TestLayer(tar, TestLayout.Sha256(tar), ImageMediaType.Layer));

    private static async Task<ImageFileSystem> ReadAsync(TestLayer layer)
    {
        using var layout = new TestLayout();
        layout.AddImage("test", [layer]);
        return await ReadAsync(layout);
    }

    private static async Task<ImageFileSystem> ReadAsync(TestLayout layout, string tag = "test")
    {
        await using LayoutImageSource source = await LayoutImageSource.OpenAsync(layout.Path);
        return await ImageFileSystem.ReadAsync(await ContainerImage.OpenAsync(source, tag), new ImageFileSystemOptions { ComputeDigests = true });
    }

    /// <summary>10 GB of zeros, as many members or frames behind each other.</summary>
    private static byte[] Bomb(Func<byte[], byte[]> compress)
    {
        byte[] part = compress(new byte[64 << 20]);
        return [.. compress(RawHeader("zeros", '0', 10L << 30)), .. Enumerable.Repeat(part, 160).SelectMany(p => p)];
    }

    private static byte[] Zstd(byte[] content)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(content).ToArray();
    }

    private static byte[] Pax(params string[] records)
    {
        string content = records[^1];
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(records[..^1].Select(Record)));
        byte[] block = new byte[1024];
        text.CopyTo(block, 0);
        byte[] data = new byte[512];
        Encoding.UTF8.GetBytes(content).CopyTo(data, 0);
        return [.. RawHeader("h", 'x', text.Length), .. block[..((text.Length + 511) / 512 * 512)], .. RawHeader("x", '0', 512), .. data];
    }

    private static string Record(string record)
    {
        int length = record.Length + 2;
        while ($"{length} {record}\n".Length != length)
            length++;
        return $"{length} {record}\n";
    }

    private static byte[] RawHeader(string name, char type, long size)
    {
        byte[] block = new byte[512];
        Encoding.ASCII.GetBytes(name).CopyTo(block, 0);
        "ustar\0"u8.CopyTo(block.AsSpan(257));
        block[156] = (byte)type;
        block[124] = 0x80;
        for (int i = 0; i < 8; i++)
            block[135 - i] = (byte)(size >> (8 * i));
        block.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(block.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(block, 148);
        return block;
    }
}
