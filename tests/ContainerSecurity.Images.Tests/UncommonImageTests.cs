using System.Formats.Tar;
using System.Text;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Tests;

/// <summary>Images that builders write and few have seen: without layers, with layers elsewhere, without names, compressed otherwise.</summary>
public class UncommonImageTests
{
    private const string Foreign = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

    [Test]
    public async Task Foreign_layer_that_is_not_here_is_noted_and_the_rest_is_judged()
    {
        using var layout = new TestLayout();
        byte[] absent = new TarBuilder().File("Windows/system.ini", "x").ToArray();
        TestLayer here = TestLayer.Gzip(new TarBuilder().File("app/.env", "x=1").ToArray());
        TestLayer foreign = TestLayer.Gzip(absent) with { MediaType = Foreign };
        layout.AddImage("web", [foreign with { Digest = TestLayout.Sha256(foreign.Blob) }, here]);

        Image image = await ImageReader.ReadAsync($"oci:{layout.Path}:web");

        Assert.That(image.Layers.Select(l => l.IsAbsent), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void Other_layer_that_is_not_here_is_an_error()
    {
        using var layout = new TestLayout();
        TestLayer layer = TestLayer.Gzip(new TarBuilder().File("a", "x").ToArray());
        layout.AddImage("web", [layer with { Digest = TestLayout.Sha256(layer.Blob) }]);

        Assert.That(
            async () => await ImageReader.ReadAsync($"oci:{layout.Path}:web"),
            Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.NotFound));
    }

    [Test]
    public async Task Image_without_layers_is_judged_by_its_configuration()
    {
        using var layout = new TestLayout();
        layout.AddImage("web", Array.Empty<TestLayer>());

        Image image = await ImageReader.ReadAsync($"oci:{layout.Path}:web");

        Assert.That(image.Layers, Is.Empty);
        Assert.That(image.Config.Platform.OperatingSystem, Is.EqualTo("linux"));
    }

    [TestCase(new byte[] { 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 1, 2 }, "xz")]
    [TestCase(new byte[] { 0x42, 0x5A, 0x68, 0x39, 1, 2, 3, 4 }, "bzip2")]
    [TestCase(new byte[] { 0x04, 0x22, 0x4D, 0x18, 1, 2, 3, 4 }, "lz4")]
    public void Compression_that_is_not_read_is_named(byte[] blob, string name)
    {
        using var layout = new TestLayout();
        layout.AddImage("web", [new TestLayer(blob, TestLayout.Sha256(blob), ImageMediaType.Layer)]);
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, blob);

        Assert.That(async () => await ImageReader.ReadAsync($"oci:{layout.Path}:web"), Throws.TypeOf<ImageReadException>()
            .With.Message.Contains($"compressed by {name}"));
        Assert.That(async () => await ImageReader.ReadAsync(file), Throws.TypeOf<ImageReadException>().With.Message.Contains($"compressed by {name}"));
        File.Delete(file);
    }

    [TestCase(":@0", "amd64")]
    [TestCase(":@1", "arm64")]
    public async Task Untagged_image_of_an_archive_is_chosen_by_its_place(string name, string architecture)
    {
        string file = Archive();

        Image image = await ImageReader.ReadAsync(file + name, new ImageReaderOptions());

        File.Delete(file);
        Assert.That(image.Config.Platform.Architecture, Is.EqualTo(architecture));
    }

    [TestCase(":sha256:")]
    [TestCase("@sha256:")]
    public async Task Untagged_image_of_an_archive_is_chosen_by_its_digest(string mark)
    {
        string file = Archive();

        Image image = await ImageReader.ReadAsync(file + mark + TestLayout.Sha256(Config("arm64")).Encoded);

        File.Delete(file);
        Assert.That(image.Config.Platform.Architecture, Is.EqualTo("arm64"));
    }

    [Test]
    public void Untagged_images_are_offered_by_their_places()
    {
        string file = Archive();

        Assert.That(async () => await ImageReader.ReadAsync(file), Throws.TypeOf<ImageReadException>().With.Message.Contains("@0 (untagged), @1 (untagged)"));
        File.Delete(file);
    }

    private static byte[] Config(string architecture) =>
        Encoding.UTF8.GetBytes($$$"""{"architecture":"{{{architecture}}}","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}""");

    /// <summary>An archive of docker save with two images that have neither names nor layers.</summary>
    private static string Archive()
    {
        byte[][] configs = [Config("amd64"), Config("arm64")];
        string[] names = [.. configs.Select(c => TestLayout.Sha256(c).Encoded + ".json")];
        string manifest = $"[{string.Join(',', names.Select(n => $$"""{"Config":"{{n}}","RepoTags":null,"Layers":[]}"""))}]";
        string file = Path.Combine(Path.GetTempPath(), $"csec-{Guid.NewGuid():N}.tar");
        using var writer = new TarWriter(File.Create(file));
        foreach ((string name, byte[] content) in names.Zip(configs).Append(("manifest.json", Encoding.UTF8.GetBytes(manifest))))
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return file;
    }
}
