using System.Net;
using System.Text;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Tests;

/// <summary>What a registry may do to its clients: ask for tokens, redirect, fail, break off, lie.</summary>
public class RegistryProtocolTests
{
    private const string Host = "registry.example";
    private static readonly byte[] Manifest = Encoding.UTF8.GetBytes(
        $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{{TestLayout.Describe(ImageMediaType.Config, TestLayout.Sha256([]), 0)}},"layers":[{{TestLayout.Describe(ImageMediaType.Layer, TestLayout.Sha256([]), 0)}}]}""");

    private static readonly byte[] Blob = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];
    private static readonly Descriptor BlobDescriptor = new(ImageMediaType.Layer, TestLayout.Sha256(Blob), Blob.Length);

    [Test]
    public async Task Token_is_fetched_with_the_password_and_the_registry_gets_the_token_alone()
    {
        var registry = new FakeRegistry(request => request switch
        {
            { RequestUri.Host: "auth.example" } => FakeRegistry.Respond(HttpStatusCode.OK, """{"token":"t0ken"}"""u8.ToArray()),
            { Headers.Authorization.Scheme: "Bearer" } => Ok(),
            _ => FakeRegistry.Respond(
                HttpStatusCode.Unauthorized,
                headers: ("WWW-Authenticate", "Bearer realm=\"https://auth.example/token\",service=\"registry\",scope=\"repository:app:pull,push\"")),
        });
        await using RegistryImageSource source = Open(registry, credentials: new FixedCredentials(new RegistryCredential("me", "secret")));
        await source.ResolveAsync("1");
        await source.ResolveAsync("2");

        Assert.That(registry.Requests.Select(r => (r.Address.Host, r.Authorization)), Is.EqualTo(new[]
        {
            (Host, null), ("auth.example", "Basic " + Convert.ToBase64String("me:secret"u8)), (Host, "Bearer t0ken"), (Host, "Bearer t0ken"),
        }));
        Assert.That(registry.Requests[1].Address.Query, Is.EqualTo("?scope=repository%3Aapp%3Apull%2Cpush&service=registry"));
    }

    [Test]
    public void Password_is_not_sent_to_a_token_server_without_TLS()
    {
        var registry = new FakeRegistry(_ =>
            FakeRegistry.Respond(
                HttpStatusCode.Unauthorized, headers: ("WWW-Authenticate", "Bearer realm=\"http://auth.example/token\"")));
        RegistryImageSource source = Open(registry, credentials: new FixedCredentials(new RegistryCredential("me", "secret")));
        Assert.That(() => source.ResolveAsync("1"), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.Unauthorized));
        Assert.That(registry.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redirect_is_followed_without_the_credentials()
    {
        var registry = new FakeRegistry(request => request switch
        {
            { RequestUri.Host: "storage.example" } => FakeRegistry.Respond(HttpStatusCode.OK, Blob),
            { Headers.Authorization: not null } => FakeRegistry.Respond(
                HttpStatusCode.TemporaryRedirect, headers: ("Location", "https://storage.example/blob?signed=1")),
            _ => FakeRegistry.Respond(HttpStatusCode.Unauthorized, headers: ("WWW-Authenticate", "Basic realm=\"x\"")),
        });
        await using RegistryImageSource source = Open(registry, credentials: new FixedCredentials(new RegistryCredential("me", "secret")));
        Assert.That(await ReadAsync(source), Is.EqualTo(Blob));
        Assert.That(registry.Requests[^1], Is.EqualTo((new Uri("https://storage.example/blob?signed=1"), (string?)null, (string?)null)));
    }

    [TestCase("http://storage.example/blob")]
    [TestCase("file:///etc/passwd")]
    [TestCase("https://registry.example/v2/app/blobs/again")]
    public void Redirect_to_a_worse_place_or_in_a_circle_is_not_followed(string location)
    {
        var registry = new FakeRegistry(_ => FakeRegistry.Respond(HttpStatusCode.Found, headers: ("Location", location)));
        RegistryImageSource source = Open(registry);
        Assert.That(() => ReadAsync(source), Throws.TypeOf<ImageReadException>());
        Assert.That(registry.Requests, Has.Count.LessThanOrEqualTo(6));
    }

    [TestCase("http://storage.example/blob", 1)]
    [TestCase("http://registry.example/v2/app/blobs/plain", 1)]
    [TestCase("https://storage.example/way", 2)]
    public void Redirect_never_leads_from_https_to_http(string location, int requests)
    {
        var registry = new FakeRegistry(request => request.RequestUri! switch
        {
            { Scheme: "http" } => FakeRegistry.Respond(HttpStatusCode.OK, Blob),
            { AbsolutePath: "/way" } => FakeRegistry.Respond(HttpStatusCode.Found, headers: ("Location", "http://storage.example/blob")),
            _ => FakeRegistry.Respond(HttpStatusCode.Found, headers: ("Location", location)),
        });
        RegistryImageSource source = Open(registry);

        Assert.That(() => ReadAsync(source), Throws.TypeOf<ImageReadException>().With.Message.Contains("redirects from https"));
        Assert.That(registry.Requests.Select(r => r.Address.Scheme), Is.EqualTo(Enumerable.Repeat("https", requests)));
    }

    [Test]
    public async Task Request_is_tried_again_later_and_later_unless_the_registry_says_when()
    {
        var answers = new Queue<HttpResponseMessage>(
        [
            FakeRegistry.Respond(HttpStatusCode.ServiceUnavailable), FakeRegistry.Respond(HttpStatusCode.BadGateway),
            FakeRegistry.Respond(HttpStatusCode.TooManyRequests, headers: ("Retry-After", "7")),
            FakeRegistry.Respond(HttpStatusCode.TooManyRequests, headers: ("Retry-After", "3600")), Ok(),
        ]);
        var time = new InstantTime();
        await using RegistryImageSource source = Open(new FakeRegistry(_ => answers.Dequeue()), time);
        await source.ResolveAsync("1");
        Assert.That(time.Waits.Select(w => w.TotalSeconds), Is.EqualTo(new[] { 0.5, 1, 7, 30 }));
    }

    [Test]
    public void Registry_that_keeps_failing_is_given_up()
    {
        var registry = new FakeRegistry(_ => throw new HttpRequestException("no route"));
        RegistryImageSource source = Open(registry);
        Assert.That(
            () => source.ResolveAsync("1"),
            Throws.TypeOf<ImageReadException>().With
                .Property("Failure")
                .EqualTo(ImageReadFailure.Unreachable).And.Message
                .Contains("no route"));
        Assert.That(registry.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Blob_that_breaks_off_is_continued([Values] bool knowsRanges)
    {
        var registry = new FakeRegistry(request =>
        {
            long from = knowsRanges ? request.Headers.Range?.Ranges.First().From ?? 0 : 0;
            byte[] rest = Blob[(int)from..];
            HttpResponseMessage response = knowsRanges && from > 0
                ? FakeRegistry.Respond(HttpStatusCode.PartialContent, headers: ("Content-Range", $"bytes {from}-{Blob.Length - 1}/{Blob.Length}"))
                : FakeRegistry.Respond(HttpStatusCode.OK);
            var content = new StreamContent(new BreakingStream(rest, request.Headers.Range is null ? 100_000 : int.MaxValue));
            foreach (var header in response.Content.Headers)
                content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            content.Headers.ContentLength = null;
            response.Content = content;
            return response;
        });
        await using RegistryImageSource source = Open(registry);
        Assert.That(await ReadAsync(source), Is.EqualTo(Blob));
        Assert.That(registry.Requests.Select(r => r.Range), Is.EqualTo(new[] { null, "bytes=100000-" }));
    }

    [Test]
    public async Task Mirror_is_asked_first_and_passed_over_where_it_fails()
    {
        var registry = new FakeRegistry(request => request.RequestUri!.Host == Host ? Ok() : FakeRegistry.Respond(HttpStatusCode.NotFound));
        await using var source = new RegistryImageSource(Reference(), new RegistryOptions
        {
            Handler = registry,
            Mirrors = new Dictionary<string, IReadOnlyList<string>> { [Host] = ["mirror.example"] },
        });
        await source.ResolveAsync("1");
        Assert.That(registry.Requests.Select(r => r.Address.Host), Is.EqualTo(new[] { "mirror.example", Host }));
    }

    [Test]
    public void Manifest_with_another_digest_is_refused()
    {
        RegistryImageSource source = Open(new FakeRegistry(_ => Ok()));
        Assert.That(
            () => source.ResolveAsync(TestLayout.Sha256([]).ToString()),
            Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.DigestMismatch));
        RegistryImageSource lying = Open(new FakeRegistry(_ =>
            FakeRegistry.Respond(
                HttpStatusCode.OK,
                Manifest,
                ImageMediaType.Manifest,
                ("Docker-Content-Digest", TestLayout.Sha256([]).ToString()))));
        Assert.That(() => lying.ResolveAsync("1"), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.DigestMismatch));
    }

    [Test]
    public void Manifest_of_another_type_than_the_answer_says_is_refused()
    {
        RegistryImageSource source = Open(new FakeRegistry(_ => FakeRegistry.Respond(HttpStatusCode.OK, Manifest, ImageMediaType.DockerManifest)));
        Assert.That(
            () => ContainerImage.OpenAsync(source, "1"),
            Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.Malformed));
    }

    [Test]
    public async Task Tags_and_referrers_are_read_page_by_page()
    {
        string descriptor = TestLayout.Describe(ImageMediaType.Manifest, TestLayout.Sha256([]), 0);
        var registry = new FakeRegistry(request => (request.RequestUri!.AbsolutePath.Contains("tags", StringComparison.Ordinal),
            request.RequestUri.Query.Contains("last", StringComparison.Ordinal)) switch
        {
            (true, false) => FakeRegistry.Respond(
                HttpStatusCode.OK,
                """{"name":"app","tags":["a"]}"""u8.ToArray(),
                "application/json",
                ("Link", "</v2/app/tags/list?last=a>; rel=\"next\"")),
            (true, true) => FakeRegistry.Respond(HttpStatusCode.OK, """{"name":"app","tags":["b"]}"""u8.ToArray(), "application/json"),
            (false, false) => FakeRegistry.Respond(
                HttpStatusCode.OK,
                Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"manifests":[{{descriptor}}]}"""),
                ImageMediaType.Index,
                ("Link", "<https://elsewhere.example/?last=x>; rel=\"next\"")),
            _ => FakeRegistry.Respond(HttpStatusCode.OK, """{"schemaVersion":2,"manifests":[]}"""u8.ToArray(), ImageMediaType.Index),
        });
        await using RegistryImageSource source = Open(registry);
        Assert.That(await source.ListAsync(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(await source.ListReferrersAsync(TestLayout.Sha256([])), Has.Count.EqualTo(1));
        Assert.That(registry.Requests.Select(r => r.Address.Host), Has.All.EqualTo(Host));
    }

    [Test]
    public void Fault_of_the_registry_is_told_in_its_words()
    {
        var registry = new FakeRegistry(_ =>
            FakeRegistry.Respond(
                HttpStatusCode.Forbidden, """{"errors":[{"code":"DENIED","message":"not yours"}]}"""u8.ToArray()));
        RegistryImageSource source = Open(registry);
        Assert.That(
            () => source.ResolveAsync("1"),
            Throws.TypeOf<ImageReadException>().With.Message
                .EqualTo("registry.example answers 403 Forbidden (DENIED: not yours)."));
    }

    private static HttpResponseMessage Ok() => FakeRegistry.Respond(HttpStatusCode.OK, Manifest, ImageMediaType.Manifest);

    private static ImageReference Reference() => new(Host, "app", null, null);

    private static RegistryImageSource Open(FakeRegistry registry, TimeProvider? time = null, IRegistryCredentials? credentials = null) =>
        new(Reference(), new RegistryOptions { Handler = registry, Time = time ?? new InstantTime(), Timeout = InstantTime.Never, Credentials = credentials });

    private static async Task<byte[]> ReadAsync(RegistryImageSource source)
    {
        await using Stream blob = await source.OpenBlobAsync(BlobDescriptor);
        using var buffer = new MemoryStream();
        await blob.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    private sealed class FixedCredentials(RegistryCredential credential) : IRegistryCredentials
    {
        public ValueTask<RegistryCredential?> FindAsync(string registry, CancellationToken cancellationToken = default) => new(credential);
    }

    private sealed class BreakingStream(byte[] content, int breakAt) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= breakAt
                ? throw new IOException("connection reset")
                : base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, breakAt - Position)], cancellationToken);
    }
}
