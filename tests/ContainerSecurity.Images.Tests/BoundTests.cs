using System.Net;
using System.Text;
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Tests;

/// <summary>What an archive, an image or a registry may not exceed.</summary>
public sealed class BoundTests
{
    private const string Page = "/v2/app/tags/list?last=1";
    private static readonly byte[] Tags = [.. """{"tags":["1"]}"""u8];
    private int asked;

    [SetUp]
    public void Forget() => asked = 0;

    [TestCase(10, false)]
    [TestCase(20, true)]
    public async Task Path_of_an_archive_leads_through_at_most_16_links(int links, bool isRefused)
    {
        TarBuilder tar = new TarBuilder().File("a0", "x");
        for (int i = 1; i <= links; i++)
            tar.SymbolicLink($"a{i}", $"a{i - 1}");
        byte[] archive = tar.ToArray();
        TarFolder folder = await TarFolder.OpenAsync("x.tar", _ => Task.FromResult<Stream>(new MemoryStream(archive)), ImageReadLimits.Default, default);

        Assert.That(() => folder.ReadAsync($"a{links}", 10, default), isRefused ? Fails(ImageReadFailure.Malformed, "links") : Throws.Nothing);
    }

    [Test]
    public void Sparse_file_has_at_most_100_000_parts()
    {
        var map = new SparseMap(1_000_000);
        for (int i = 0; i < 100_000; i++)
            map.Add(2 * i, 1);

        Assert.That(() => map.Add(999_999, 1), Fails(ImageReadFailure.LimitExceeded, "parts"));
    }

    [TestCase(5, false)]
    [TestCase(50, true)]
    public void Steps_over_the_paths_of_an_image_are_counted(int files, bool isRefused)
    {
        var tar = new TarBuilder();
        for (int i = 0; i < files; i++)
            tar.File($"a/b/c/d/{i}");
        byte[] layer = tar.ToArray();
        using var layout = new TestLayout();
        layout.AddImage("test", [new TestLayer(layer, TestLayout.Sha256(layer), ImageMediaType.Layer)]);

        async Task<ImageFileSystem> ReadAsync()
        {
            await using LayoutImageSource source = await LayoutImageSource.OpenAsync(layout.Path);
            ContainerImage image = await ContainerImage.OpenAsync(source, "test");
            return await ImageFileSystem.ReadAsync(image, new ImageFileSystemOptions { Limits = new ImageReadLimits { MaxSteps = 100 } });
        }
        Assert.That(ReadAsync, isRefused ? Fails(ImageReadFailure.LimitExceeded, "steps") : Throws.Nothing);
    }

    [Test]
    public void List_of_tags_without_an_end_is_refused_and_not_cut()
    {
        var registry = new FakeRegistry(_ => FakeRegistry.Respond(HttpStatusCode.OK, Tags, headers: Asked(1_500) ? [] : [("Link", $"<{Page}>; rel=\"next\"")]));

        Assert.That(() => Open(registry).ListAsync(), Fails(ImageReadFailure.LimitExceeded, "pages"));
    }

    [Test]
    public void Redirects_without_an_end_are_refused()
    {
        var registry = new FakeRegistry(r => Asked(20)
            ? FakeRegistry.Respond(HttpStatusCode.OK, Tags)
            : FakeRegistry.Respond(HttpStatusCode.Found, headers: ("Location", r.RequestUri + "x")));

        Assert.That(() => Open(registry).ListAsync(), Fails(ImageReadFailure.Unreachable, "redirects"));
    }

    [Test]
    public void Reason_that_a_registry_gives_is_read_up_to_64_KiB()
    {
        byte[] answer = Encoding.UTF8.GetBytes($$"""{"errors":[{"code":"DENIED","message":"no","detail":"{{new string('x', 70_000)}}"}]}""");
        var registry = new FakeRegistry(_ => FakeRegistry.Respond(HttpStatusCode.Forbidden, answer));

        Assert.That(
            () => Open(registry).ListAsync(),
            Throws.TypeOf<ImageReadException>().With.Message.Contains("403").And.Message.Not.Contains("DENIED"));
    }

    [Test]
    public void Answer_with_a_token_is_read_up_to_a_mebibyte()
    {
        byte[] answer = Encoding.UTF8.GetBytes($$"""{"token":"t","more":"{{new string('x', 1_100_000)}}"}""");
        var registry = new FakeRegistry(request => request switch
        {
            { RequestUri.Host: "auth.example" } => FakeRegistry.Respond(HttpStatusCode.OK, answer),
            { Headers.Authorization.Scheme: "Bearer" } => FakeRegistry.Respond(HttpStatusCode.OK, Tags),
            _ => FakeRegistry.Respond(HttpStatusCode.Unauthorized, headers: ("WWW-Authenticate", "Bearer realm=\"https://auth.example/token\"")),
        });

        Assert.That(() => Open(registry).ListAsync(), Throws.InstanceOf<IOException>());
        Assert.That(registry.Requests.Select(r => r.Authorization), Has.None.StartsWith("Bearer"));
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Fails(ImageReadFailure failure, string words) =>
        Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(failure).And.Message.Contains(words);

    /// <summary>Whether a registry was asked so often that no bound can hold; it ends then, so that the test does.</summary>
    private bool Asked(int times) => ++asked > times;

    private static RegistryImageSource Open(FakeRegistry registry)
    {
        Assert.That(ImageReference.TryParse("registry.example/app:1", out ImageReference? reference), Is.EqualTo(ImageReferenceError.None));
        return new RegistryImageSource(reference!, new RegistryOptions { Handler = registry, Time = new InstantTime(), Timeout = InstantTime.Never });
    }
}
