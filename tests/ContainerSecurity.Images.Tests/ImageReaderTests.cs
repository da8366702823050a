// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Images.Inspectors;
using ContainerSecurity.Rules;
using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Images.Tests;

/// <summary>Images become what rules judge: the files that matter, by layer, deleted ones too.</summary>
public class ImageReaderTests
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly string Token = "ghp_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa";

    [Test]
    public async Task Files_that_rules_ask_for_are_told_by_layer()
    {
        using var layout = new TestLayout();
        layout.AddImage("1",
            new TarBuilder().Folder("app")
                .File("app/config.js", $"const token = '{Token}'")
                .File("usr/bin/su", "x", Executable | UnixFileMode.SetUser)
                .File("app/main.js", "run()")
                .ToArray(),
            new TarBuilder().File("app/.wh.config.js").HardLink("usr/bin/sudo", "usr/bin/su", Executable | UnixFileMode.SetUser).ToArray());
        Image image = await ImageReader.ReadAsync($"{layout.Path}:1");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(image.Files.Select(f => (f.Layer.Index, f.Path, f.IsSetId, f.IsHidden, f.Secrets.Count)), Is.EqualTo(new[]
            {
                (0, "app/config.js", false, true, 1), (0, "usr/bin/su", true, false, 0), (1, "usr/bin/sudo", true, false, 0),
            }));
            Assert.That(image.Name.Value, Is.EqualTo($"{layout.Path}:1"));
            Assert.That(image.Reference, Is.Null, "a tag of a layout is no reference");
            Assert.That(image.Layers.Select(l => l.Digest), Has.Exactly(2).Items);
        }
    }

    [Test]
    public async Task Opaque_folder_and_replaced_file_hide_what_is_below()
    {
        using var layout = new TestLayout();
        layout.AddImage("1",
            new TarBuilder().File("a/.env", "A=1").File("b/.env", "A=1").File("c/.env", "A=1").ToArray(),
            new TarBuilder().File("a/.wh..wh..opq").File("b/.env", "A=2").ToArray());
        Image image = await ImageReader.ReadAsync(layout.Path);

        Assert.That(
            image.Files.Select(f => (f.Layer.Index, f.Path, f.IsHidden)),
            Is.EqualTo(new[] { (0, "a/.env", true), (0, "b/.env", true), (0, "c/.env", false), (1, "b/.env", false) }));
    }

    [Test]
    public async Task Inspector_of_ones_own_feeds_a_rule_of_ones_own_through_public_types_alone()
    {
        using var layout = new TestLayout();
        layout.AddImage("1",
            new TarBuilder().File("app/old.jar", "PK-old").File("app/web.jar", "PK-web").File("app/x.txt", "PK-x").ToArray(),
            new TarBuilder().File("app/.wh.old.jar").File("app/other.jar", "no archive").ToArray());
        Image image = await ImageReader.ReadAsync(layout.Path, new ImageReaderOptions { Inspectors = [new JarInspector()] });
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.None).AddRule(new JarInImage()).Build());

        Assert.That(engine.Evaluate(image).Findings.Select(f => (f.Finding.Location.Path, f.Finding.Message)), Is.EquivalentTo(new[]
        {
            ("/app/old.jar", "A jar of 6 bytes starts with 'PK', hidden: True."), ("/app/web.jar", "A jar of 6 bytes starts with 'PK', hidden: False."),
        }));
    }

    [Test]
    public async Task Progress_ends_where_the_layers_end()
    {
        using var layout = new TestLayout();
        layout.AddImage("1", new TarBuilder().File("a", new string('x', 100_000)).File("b").ToArray(), new TarBuilder().File("c").ToArray());
        var heard = new List<ImageReadProgress>();
        await ImageReader.ReadAsync(layout.Path, new ImageReaderOptions { OnProgress = heard.Add });

        Assert.That(heard.Select(p => p.Layer), Is.EqualTo(new[] { 1, 1, 2 }));
        Assert.That(heard[2].BytesRead, Is.GreaterThan(100_000).And.LessThanOrEqualTo(heard[2].TotalBytes));
    }

    [Test]
    public void Image_with_too_many_files_to_report_is_refused()
    {
        using var layout = new TestLayout();
        var tar = new TarBuilder();
        for (int i = 0; i < 12; i++)
            tar.File($"{i}/.env", "A=1");
        layout.AddImage("1", tar.ToArray());

        Assert.That(() => ImageReader.ReadAsync(layout.Path, new ImageReaderOptions { Limits = new ImageReadLimits { MaxReportedFiles = 10 } }),
            Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.LimitExceeded));
    }

    [Test]
    public async Task Base_named_in_the_options_is_read()
    {
        using var layout = new TestLayout();
        byte[] bottom = new TarBuilder().File("etc/os-release", "ID=debian\nVERSION_ID=13\n").ToArray();
        Digest digest = layout.AddImage("base", bottom);
        layout.AddImage("own", bottom, new TarBuilder().File("app").ToArray());
        Image image = await ImageReader.ReadAsync($"{layout.Path}:own", new ImageReaderOptions { Bases = [$"{layout.Path}:base"] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(image.Bases.Single().DiffIds, Is.EqualTo(image.Config.DiffIds.Take(1)));
            Assert.That(image.Bases.Single().Digests, Does.Contain(digest));
            Assert.That(image.BaseLayerCount, Is.EqualTo(1));
            Assert.That(image.Release, Is.EqualTo(new OperatingSystemRelease("debian", "13")));
        }
    }

    [TestCase("oci:1")]
    [TestCase("oci.tar:1")]
    [TestCase("docker.tar:example.com/busybox:1")]
    public async Task Every_form_of_an_image_has_the_same_findings(string location)
    {
        Image image = await ImageReader.ReadAsync(Path.Combine(RealImages.Small(), location));

        Assert.That(image.Files.Select(f => (f.Layer.Index, f.Path, f.IsSetId)), Does.Contain((0, "bin/busybox", true)));
        Assert.That(image.User.Value, Is.EqualTo("1000:1000"));
        Assert.That(image.Reference, Is.EqualTo(location.StartsWith("docker", StringComparison.Ordinal) ? "example.com/busybox:1" : null));
    }

    [Test]
    public async Task Debian_system_holds_no_secret()
    {
        Image image = await ImageReader.ReadAsync(Path.Combine(RealImages.Large(), "oci"));

        Assert.That(image.Files.Where(f => f.Kind != SensitiveFileKind.Ordinary || f.Secrets.Count > 0).Select(f => f.Path), Is.Empty);
        Assert.That(image.Files.Select(f => f.Path), Does.Contain("usr/bin/passwd"));
        Assert.That(image.Release, Is.EqualTo(new OperatingSystemRelease("debian", "12")));
    }

    [Test]
    public async Task Base_that_the_image_names_is_asked_for_in_its_own_registry()
    {
        string folder = RealImages.Small();
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        ShellCommand.Run($$"""
            rm -rf own && cp -r oci own
            umoci config --image own:1 --config.label org.opencontainers.image.base.name={{registry.Address}}/csec/base:1
            skopeo copy -q --dest-tls-verify=false oci:oci:1 docker://{{registry.Address}}/csec/base:1
            skopeo copy -q --dest-tls-verify=false oci:own:1 docker://{{registry.Address}}/csec/own:1
            """, folder);
        var options = new ImageReaderOptions { Registry = new RegistryOptions { PlainHttp = new HashSet<string> { registry.Address } } };
        Image image = await ImageReader.ReadAsync($"{registry.Address}/csec/own:1", options);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(image.Reference, Is.EqualTo($"{registry.Address}/csec/own:1"));
            Assert.That(image.Bases.Select(b => b.Name), Is.EqualTo(new[] { $"{registry.Address}/csec/base:1" }));
            Assert.That(image.Bases[0].IsBelow(image.Config.DiffIds));
        }
    }

    [TestCase("docker.tar")]
    [TestCase("docker.tar.gz")]
    public async Task Archive_that_is_a_stream_without_seeking_is_read(string file)
    {
        string folder = RealImages.Small();
        if (file.EndsWith(".gz", StringComparison.Ordinal))
            ShellCommand.Run("gzip -kf docker.tar", folder);
        string path = Path.Combine(folder, file);
        await using DockerArchiveImageSource streamed = await DockerArchiveImageSource.OpenStreamAsync(
            "engine", _ => Task.FromResult<Stream>(new OneWayStream(File.OpenRead(path))));
        (IImageSource archive, _) = await ImageSource.OpenAsync(path);
        await using (archive)
            Assert.That(await UnpackedImageTests.ListAsync(streamed, "example.com/busybox:1"), Is.EqualTo(await UnpackedImageTests.ListAsync(archive, null)));
    }

    [Test]
    [NonParallelizable]
    public void Embedding_sample_judges_an_image()
    {
        using var layout = new TestLayout();
        layout.AddImage("1", new TarBuilder().File("app/.env", "PORT=1").ToArray());
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            typeof(EmbeddedImageScan.SourceLabel).Assembly.EntryPoint!.Invoke(null, [new[] { layout.Path }]);
        }
        finally
        {
            Console.SetOut(console);
        }
        Assert.That(
            output.ToString(),
            Does.StartWith("1 layers of linux/amd64").And
                .Contain("ACME0002").And
                .Contain("CSEC2003 config.User").And
                .Contain("CSEC4008 /app/.env"));
    }

    /// <summary>As engines answer: forward only, asynchronous only.</summary>
    private sealed class OneWayStream(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken) => inner.ReadAsync(buffer, offset, count, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Reads are asynchronous.");

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed record Jar(string Start);

    private sealed class JarInspector : ILayerInspector
    {
        public long? Wants(LayerFile file) => file.Path.EndsWith(".jar", StringComparison.Ordinal) ? 2 : null;

        public async Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(content);
            string start = await reader.ReadToEndAsync(cancellationToken);
            return start == "PK" ? file.With(new Jar(start)) : null;
        }
    }

    private sealed class JarInImage() : Rule(new("ACME0001", "jar-in-image", Severity.High, "Jar in an image", "Leave it out.")), IJudges<Image>
    {
        public void Judge(Image resource, RuleContext context)
        {
            foreach (LayerFile file in resource.Files)
                foreach (Jar jar in file.Facts.OfType<Jar>())
                    context.Report(resource.PlaceOf(file), $"A jar of {file.Size} bytes starts with '{jar.Start}', hidden: {file.IsHidden}.");
        }
    }
}
