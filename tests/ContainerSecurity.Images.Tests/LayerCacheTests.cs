// csec:allow-secrets-of-file: made-up ones
using System.Text;
using ContainerSecurity.Images.Caching;
using ContainerSecurity.Images.Examination;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Tests;

/// <summary>A layer that is known by its digest is not read again, and an image is the same whether its layers were read or remembered.</summary>
public class LayerCacheTests
{
    private const UnixFileMode Program = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.SetUser;
    private static readonly string Token = "ghp_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa";

    private static readonly byte[] Base = new TarBuilder()
        .Folder("etc")
        .File("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
        .File("etc/passwd", "root:x:0:0::/root:/bin/sh\nweb:x:1000:1000::/:/bin/sh\n")
        .File("app/.env", "DB_PASSWORD=hunter2hunter2\n")
        .File("app/config.js", $"\nconst token = '{Token}'")
        .File("app/ü/\U0001F600/b", "x")
        .File("app/ü/\U0001F601/b", "x")
        .File("usr/bin/su", "x", Program)
        .HardLink("usr/bin/sudo", "usr/bin/su", Program)
        .SymbolicLink("bin", "usr/bin")
        .ToArray();

    private TestLayout layout = null!;
    private string folder = "";

    [SetUp]
    public void Write()
    {
        layout = new TestLayout();
        layout.AddImage("1", Base, new TarBuilder().File("app/main.js", "run()").ToArray());
        layout.AddImage("2", new TarBuilder().File("a", "x").ToArray(), Base, new TarBuilder().File("app/.wh.config.js").File("bin/su", "y").ToArray());
        folder = Path.Combine(layout.Path, "cache");
    }

    [TearDown]
    public void Delete() => layout.Dispose();

    private async Task<Image> ReadAsync(string tag, LayerCache? cache, ImageReadLimits? limits = null) => await ImageReader.ReadAsync(
        $"{layout.Path}:{tag}",
        cache is null ? null : new ImageReaderOptions { Cache = cache, Detector = cache.Detector, Limits = limits ?? ImageReadLimits.Default });

    private void RemoveBase() => File.Delete(layout.BlobPath(TestLayout.Sha256(Base)));

    private string[] Kept() => Directory.GetFiles(folder, "*.layer");

    /// <summary>All that rules may ask an image for that comes of its layers.</summary>
    private static string Shown(Image image) => string.Join('\n', [
        $"{image.Release} {string.Join(',', image.UserIds)}",
        .. image.Files.Select(f =>
            $"{f.Layer} {f.Path} {f.Mode} {f.Size} {f.LinkTarget} {f.Kind} {f.IsHidden} {string.Join(',', f.Facts.Select(x => x.GetType()))} "
            + string.Join(',', f.Secrets.Select(s => $"{s.Line} {s.Secret} {s.Secret.Length} {s.Secret.Fingerprint} {s.Secret.Confidence} {s.Secret.Validity}"))),
    ]);

    [Test]
    public async Task Layer_that_two_images_share_is_read_once_and_both_are_told_as_without_a_cache()
    {
        string first = Shown(await ReadAsync("1", null)), second = Shown(await ReadAsync("2", null));
        var cache = new LayerCache();
        string learnt = Shown(await ReadAsync("1", cache));
        RemoveBase();

        Assert.That(learnt, Is.EqualTo(first));
        Assert.That(Shown(await ReadAsync("2", cache)), Is.EqualTo(second));
        Assert.That(Shown(await ReadAsync("1", cache)), Is.EqualTo(first));
        Assert.That(() => ReadAsync("2", new LayerCache()), Throws.InstanceOf<ImageReadException>(), "the look-alike: nobody remembers");
    }

    [Test]
    public async Task Layer_is_known_in_a_later_run_where_a_folder_is_named()
    {
        string first = Shown(await ReadAsync("1", null)), second = Shown(await ReadAsync("2", null));
        await ReadAsync("1", new LayerCache(folder: folder));
        RemoveBase();

        Assert.That(Shown(await ReadAsync("2", new LayerCache(folder: folder))), Is.EqualTo(second));
        Assert.That(Shown(await ReadAsync("1", new LayerCache(folder: folder))), Is.EqualTo(first));
    }

    [Test]
    public async Task Kept_file_holds_no_secret_and_is_its_owners_alone()
    {
        await ReadAsync("1", new LayerCache(folder: folder));
        string[] files = Kept();

        Assert.That(files, Has.Length.EqualTo(2));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(2), "nothing unfinished is left");
        foreach (string text in files.Select(f => Encoding.Latin1.GetString(File.ReadAllBytes(f))))
            Assert.That(text, Does.Not.Contain(Token).And.Not.Contain("hunter2"));
        if (!OperatingSystem.IsWindows())
            Assert.That(files.Select(File.GetUnixFileMode), Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task File_that_is_not_as_it_was_written_is_passed_over([Values(0, 5, 20, 200, -1, -40)] int at, [Values] bool isCut)
    {
        string expected = Shown(await ReadAsync("1", null));
        await ReadAsync("1", new LayerCache(folder: folder));
        foreach (string file in Kept())
        {
            byte[] bytes = File.ReadAllBytes(file);
            int place = at < 0 ? bytes.Length + at : at;
            bytes[place] ^= 1;
            File.WriteAllBytes(file, isCut ? bytes[..place] : bytes);
        }
        Assert.That(Shown(await ReadAsync("1", new LayerCache(folder: folder))), Is.EqualTo(expected), "the layers were read, and remembered anew");
        RemoveBase();
        Assert.That(Shown(await ReadAsync("1", new LayerCache(folder: folder))), Is.EqualTo(expected));
    }

    [Test]
    public async Task Damaged_file_is_not_believed_where_the_layer_is_gone()
    {
        await ReadAsync("1", new LayerCache(folder: folder));
        foreach (string file in Kept())
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
        RemoveBase();

        Assert.That(() => ReadAsync("1", new LayerCache(folder: folder)), Throws.InstanceOf<ImageReadException>());
    }

    [Test]
    public async Task File_of_another_layer_is_not_believed()
    {
        await ReadAsync("1", new LayerCache(folder: folder));
        string[] files = Kept();
        byte[] first = File.ReadAllBytes(files[0]);
        File.WriteAllBytes(files[0], File.ReadAllBytes(files[1]));
        File.WriteAllBytes(files[1], first);
        RemoveBase();

        Assert.That(() => ReadAsync("1", new LayerCache(folder: folder)), Throws.InstanceOf<ImageReadException>());
    }

    [Test]
    public async Task Other_settings_or_bounds_do_not_share_what_was_found()
    {
        await ReadAsync("1", new LayerCache(folder: folder));
        RemoveBase();
        var settings = new SecretSettings { AllowedPaths = ["app/**"] };

        Assert.That(() => ReadAsync("1", new LayerCache(settings, folder)), Throws.InstanceOf<ImageReadException>());
        Assert.That(
            () => ReadAsync("1", new LayerCache(folder: folder), new ImageReadLimits { MaxEntries = 1000 }), Throws.InstanceOf<ImageReadException>());
    }

    [Test]
    public async Task Reading_with_another_detector_does_not_use_the_cache()
    {
        var cache = new LayerCache(new SecretSettings { AllowedPaths = ["app/**"] });
        await ReadAsync("1", cache);
        Image image = await ImageReader.ReadAsync($"{layout.Path}:1", new ImageReaderOptions { Cache = cache });

        Assert.That(image.Files.SelectMany(f => f.Secrets), Is.Not.Empty);
    }

    [Test]
    public void Layer_that_is_not_what_its_digest_says_is_never_remembered()
    {
        layout.AddImage("wrong", [new TestLayer(Base, TestLayout.Sha256([1]), ImageMediaType.Layer)]);
        var cache = new LayerCache(folder: folder);

        for (int i = 0; i < 2; i++)
            Assert.That(() => ReadAsync("wrong", cache), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.DigestMismatch));
        Assert.That(Kept(), Is.Empty);
    }

    [Test]
    public async Task Bound_on_reported_files_holds_for_remembered_layers()
    {
        var cache = new LayerCache();
        await ReadAsync("2", cache);

        Assert.That(
            () => ReadAsync("2", cache, new ImageReadLimits { MaxReportedFiles = 2 }),
            Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.LimitExceeded));
    }

    [Test]
    public async Task Examiner_sees_every_layer_all_the_same()
    {
        var cache = new LayerCache();
        await ReadAsync("1", cache);
        var examiner = new PathExaminer();
        await ImageReader.ReadAsync(
            $"{layout.Path}:1", new ImageReaderOptions { Cache = cache, Detector = cache.Detector, Examiner = _ => examiner });

        Assert.That(examiner.Paths, Does.Contain("app/config.js").And.Contain("app/main.js"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Folder_that_others_may_write_to_is_refused([Values(UnixFileMode.GroupWrite, UnixFileMode.OtherWrite)] UnixFileMode more)
    {
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | more);

        Assert.That(() => new LayerCache(folder: folder), Throws.TypeOf<IOException>().With.Message.Contains("chmod go-w"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Link_and_file_are_no_folders_for_a_cache()
    {
        string target = Directory.CreateDirectory(Path.Combine(layout.Path, "target")).FullName;
        Directory.CreateSymbolicLink(folder, target);
        File.WriteAllText(Path.Combine(layout.Path, "file"), "");

        Assert.That(() => new LayerCache(folder: folder), Throws.InstanceOf<IOException>());
        Assert.That(() => new LayerCache(folder: Path.Combine(layout.Path, "file")), Throws.InstanceOf<IOException>());
    }

    private sealed class PathExaminer : IImageExaminer
    {
        public List<string> Paths { get; } = [];

        public bool Wants(ImageLayer layer, LayerEntry entry)
        {
            Paths.Add(entry.Path);
            return false;
        }

        public ValueTask ExamineAsync(ImageLayer layer, LayerEntry entry, CancellationToken cancellationToken) => default;

        public ValueTask<ImageExamination> CompleteAsync(ImageFileSystem files, CancellationToken cancellationToken) => new(new ImageExamination());
    }
}
