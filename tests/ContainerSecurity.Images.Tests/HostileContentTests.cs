using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Tests;

/// <summary>Paths and files of layers made to hurt whoever looks into them.</summary>
public class HostileContentTests
{
    private const int MaxGrowth = 200;

    [TestCase("../etc/passwd")]
    [TestCase("a/../../etc/passwd")]
    [TestCase("./../x")]
    [TestCase("../.wh.etc")]
    [TestCase("a/../../.wh..wh..opq")]
    public async Task Path_out_of_the_image_is_refused(string path)
    {
        using var layout = new TestLayout();
        layout.AddImage("test", new TarBuilder().File(path).ToArray());
        await using LayoutImageSource source = await LayoutImageSource.OpenAsync(layout.Path);
        ContainerImage image = await ContainerImage.OpenAsync(source);

        Assert.That(
            () => ImageFileSystem.ReadAsync(image),
            Throws.TypeOf<ImageReadException>().With
                .Property("Failure")
                .EqualTo(ImageReadFailure.Malformed).And.Message
                .Contains("leads out of the image"));
    }

    [TestCase("/etc/passwd", "etc/passwd")]
    [TestCase("//x/./y", "x/y")]
    [TestCase("a/../x", "x")]
    [TestCase("..\\..\\x", "..\\..\\x", TestName = "A backslash is a letter like any other")]
    public async Task Path_of_another_form_stays_in_the_image(string path, string expected)
    {
        using var layout = new TestLayout();
        layout.AddImage("test", new TarBuilder().File(path).ToArray());
        await using LayoutImageSource source = await LayoutImageSource.OpenAsync(layout.Path);
        ImageFileSystem files = await ImageFileSystem.ReadAsync(await ContainerImage.OpenAsync(source));

        Assert.That(files.Find(expected), Is.Not.Null);
    }

    [Test]
    public async Task Files_behind_links_in_folders_are_not_hidden()
    {
        using var layout = new TestLayout();
        layout.AddImage(
            "test",
            new TarBuilder().Folder("usr/bin").SymbolicLink("bin", "usr/bin").ToArray(),
            new TarBuilder().File("bin/.env", "A=1").ToArray());
        Image image = await ImageReader.ReadAsync(layout.Path);

        Assert.That(image.Files.Select(f => (f.Path, f.IsHidden)), Is.EqualTo(new[] { ("bin/.env", false) }));
    }

    [Test]
    public async Task Hundred_thousand_texts_are_searched_within_bounds()
    {
        var tar = new TarBuilder();
        for (int i = 0; i < 100_000; i++)
            tar.File($"d/{i}.txt", "password = changeme\n");
        byte[] layer = tar.ToArray();
        using var layout = new TestLayout();
        layout.AddImage("test", [TestLayer.Gzip(layer)]);
        using var watch = new MemoryWatch();
        Image image = await ImageReader.ReadAsync(layout.Path);

        Assert.That(image.Files, Is.Empty);
        Assert.That(watch.Growth, Is.LessThan(MaxGrowth));
    }

    [TestCase("password=")]
    [TestCase("eyJ")]
    [TestCase("-----BEGIN PRIVATE KEY-----")]
    [TestCase("QUFB")]
    public async Task Text_of_near_hits_without_lines_is_searched_within_bounds(string near)
    {
        byte[] layer = new TarBuilder().File("a.txt", string.Concat(Enumerable.Repeat(near, 40_000_000 / near.Length))).ToArray();
        using var layout = new TestLayout();
        layout.AddImage("test", [layer]);
        using var watch = new MemoryWatch();
        await ImageReader.ReadAsync(layout.Path);

        Assert.That(watch.Growth, Is.LessThan(MaxGrowth));
    }

    [Test]
    public async Task Files_that_only_claim_to_be_about_the_image_say_nothing()
    {
        using var layout = new TestLayout();
        layout.AddImage(
            "test",
            new TarBuilder().File("etc/os-release", new string('=', 70_000))
                .File("etc/passwd", "\0\0")
                .File("usr/lib/os-release", "=\nID\n")
                .ToArray());
        Image image = await ImageReader.ReadAsync(layout.Path);

        Assert.That(image.Release, Is.Null);
        Assert.That(image.UserIds, Is.Empty);
    }
}
