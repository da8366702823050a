using System.Net;
using System.Text;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Registries.Pushing;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Tests;

namespace ContainerSecurity.Images.Tests;

/// <summary>Blobs, manifests and referrers are put into registries, and what these answer is not taken on trust.</summary>
public class PushTests
{
    private const string Host = "registry.example";
    private const string Type = "application/vnd.example.note";
    private static readonly byte[] Note = "a note"u8.ToArray();

    [Test]
    public async Task Blob_is_asked_for_then_uploaded_in_one_piece_and_not_again()
    {
        var registry = new MemoryRegistry();
        await using RegistryImageTarget target = Open(registry);
        Descriptor blob = await target.PushBlobAsync(Note, Type);
        await target.PushBlobAsync(Note, Type);

        Assert.That(registry.Blobs.Keys, Is.EqualTo(new[] { blob.Digest.ToString() }));
        Assert.That(registry.Requests.Select(r => r.Split(' ')[0]), Is.EqualTo(new[] { "HEAD", "POST", "PUT", "HEAD" }));
        Assert.That(registry.Requests[2], Does.EndWith($"?state=x&digest={Uri.EscapeDataString(blob.Digest.ToString())}"));
    }

    [Test]
    public async Task Token_is_asked_for_to_pull_and_push_at_once()
    {
        var registry = new MemoryRegistry { Token = "t0ken" };
        await using RegistryImageTarget target = Open(registry);
        await target.PushBlobAsync(Note, Type);
        Assert.That(registry.Requests.Where(r => r.Contains("/token", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            $"GET {Host}/token?scope=repository%3Aapp%3Apull%2Cpush&service=memory",
        }));
    }

    [Test]
    public async Task Artifact_without_an_answer_about_its_subject_is_listed_under_the_tag_beside_what_is_there()
    {
        var registry = new MemoryRegistry();
        Descriptor subject = Subject(registry);
        registry.Manifests[subject.Digest.ReferrersTag] = (ImageMediaType.Index, Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Index}}","manifests":[{"mediaType":"{{ImageMediaType.Manifest}}","digest":"{{Digest.OfBytes([1])}}","size":1,"artifactType":"x/y","later":[1,2]}],"annotations":{"kept":"yes"} }"""));
        await using RegistryImageTarget target = Open(registry);
        Descriptor pushed = await target.PushArtifactAsync(Artifact(subject));
        await target.PushArtifactAsync(Artifact(subject));

        string list = Encoding.UTF8.GetString(registry.Manifests[subject.Digest.ReferrersTag].Content);
        Assert.That(list, Does.Contain("\"later\":[1,2]").And.Contain("\"kept\":\"yes\""));
        ImageIndex index = ImageIndex.Read(registry.Manifests[subject.Digest.ReferrersTag].Content, "list").Value!;
        Assert.That(index.Manifests.Select(m => (m.Digest, m.ArtifactType)), Is.EqualTo(new[] { (Digest.OfBytes([1]), "x/y"), (pushed.Digest, Type) }));
        Assert.That(index.Manifests[1].Annotations, Is.EqualTo(new Dictionary<string, string> { ["who"] = "me" }));
    }

    [Test]
    public async Task Artifact_without_a_type_is_listed_by_that_of_its_configuration()
    {
        var registry = new MemoryRegistry();
        Descriptor subject = Subject(registry);
        await using RegistryImageTarget target = Open(registry);
        await target.PushArtifactAsync(new OciArtifact(null, [new OciArtifactBlob(Type, Note)])
        {
            Subject = subject,
            Config = new OciArtifactBlob(ImageMediaType.Config, "{}"u8.ToArray()),
        });
        Assert.That(ImageIndex.Read(registry.Manifests[subject.Digest.ReferrersTag].Content, "list").Value!.Manifests[0].ArtifactType,
            Is.EqualTo(ImageMediaType.Config));
    }

    [Test]
    public async Task Registry_that_lists_referrers_itself_gets_no_tag()
    {
        var registry = new MemoryRegistry { HasReferrers = true };
        Descriptor subject = Subject(registry);
        await using RegistryImageTarget target = Open(registry);
        Descriptor pushed = await target.PushArtifactAsync(Artifact(subject));
        Assert.That(registry.Manifests.Keys, Has.None.EqualTo(subject.Digest.ReferrersTag));
        await using var source = new RegistryImageSource(Reference(), Options(registry));
        Assert.That((await source.ListReferrersAsync(subject.Digest, Type)).Select(r => r.Digest), Is.EqualTo(new[] { pushed.Digest }));
    }

    [Test]
    public async Task Tag_that_is_the_subject_itself_is_not_overwritten()
    {
        var registry = new MemoryRegistry();
        Descriptor subject = Subject(registry);
        registry.Manifests[subject.Digest.ReferrersTag] = registry.Manifests[subject.Digest.ToString()];
        await using RegistryImageTarget target = Open(registry);
        Assert.That(() => target.PushArtifactAsync(Artifact(subject)), Refused(ImageReadFailure.Malformed));
    }

    [Test]
    public async Task List_that_another_writer_replaced_is_written_again()
    {
        var registry = new MemoryRegistry();
        Descriptor subject = Subject(registry);
        string path = $"/manifests/{subject.Digest.ReferrersTag}";
        int puts = 0;
        registry.Instead = request => request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal)
            && puts++ == 0
            ? MemoryRegistry.Respond(HttpStatusCode.Created)
            : null;
        await using RegistryImageTarget target = Open(registry);
        Descriptor pushed = await target.PushArtifactAsync(Artifact(subject));
        Assert.That(ImageIndex.Read(registry.Manifests[subject.Digest.ReferrersTag].Content, "list").Value!.Manifests[0].Digest, Is.EqualTo(pushed.Digest));
    }

    [Test]
    public async Task List_that_is_lost_each_time_ends_with_an_error()
    {
        var registry = new MemoryRegistry();
        Descriptor subject = Subject(registry);
        registry.Instead = request => request.Method == HttpMethod.Put
            && request.RequestUri!.AbsolutePath.EndsWith(subject.Digest.ReferrersTag, StringComparison.Ordinal)
            ? MemoryRegistry.Respond(HttpStatusCode.Created)
            : null;
        await using RegistryImageTarget target = Open(registry);
        Assert.That(() => target.PushArtifactAsync(Artifact(subject)), Refused(ImageReadFailure.Unreachable));
    }

    [TestCase("PUT", "/blobs/", "Docker-Content-Digest", "sha256:0000000000000000000000000000000000000000000000000000000000000000",
        ImageReadFailure.DigestMismatch)]
    [TestCase("PUT", "/manifests/", "Docker-Content-Digest", "sha256:0000000000000000000000000000000000000000000000000000000000000000",
        ImageReadFailure.DigestMismatch)]
    [TestCase("PUT", "/manifests/", "OCI-Subject", "sha256:0000000000000000000000000000000000000000000000000000000000000000", ImageReadFailure.DigestMismatch)]
    public async Task Answer_about_other_content_is_an_error(string method, string path, string header, string value, ImageReadFailure failure)
    {
        var registry = new MemoryRegistry();
        Descriptor subject = Subject(registry);
        registry.Instead = request => request.Method.Method == method && request.RequestUri!.AbsolutePath.Contains(path, StringComparison.Ordinal)
            ? MemoryRegistry.With(MemoryRegistry.Respond(HttpStatusCode.Created), header, value)
            : null;
        await using RegistryImageTarget target = Open(registry);
        Assert.That(() => target.PushArtifactAsync(Artifact(subject)), Refused(failure));
    }

    [TestCase("POST", HttpStatusCode.Forbidden, ImageReadFailure.Unauthorized)]
    [TestCase("POST", HttpStatusCode.Accepted, ImageReadFailure.Malformed)]
    [TestCase("POST", HttpStatusCode.NotFound, ImageReadFailure.NotFound)]
    [TestCase("PUT", HttpStatusCode.MethodNotAllowed, ImageReadFailure.Unreachable)]
    [TestCase("PUT", HttpStatusCode.OK, ImageReadFailure.Malformed)]
    public async Task Refusal_is_an_error(string method, HttpStatusCode status, ImageReadFailure failure)
    {
        var registry = new MemoryRegistry { Instead = request => request.Method.Method == method ? MemoryRegistry.Respond(status) : null };
        await using RegistryImageTarget target = Open(registry);
        Assert.That(() => target.PushBlobAsync(Note, Type), Refused(failure));
    }

    [Test]
    public async Task Upload_is_sent_to_another_host_without_the_token()
    {
        var seen = new List<string?>();
        var registry = new MemoryRegistry { Token = "t0ken" };
        registry.Instead = request =>
        {
            if (request.RequestUri!.Host == "storage.example")
            {
                seen.Add(request.Headers.Authorization?.ToString());
                return MemoryRegistry.Respond(HttpStatusCode.Created);
            }
            return request.Method == HttpMethod.Post
                ? MemoryRegistry.With(MemoryRegistry.Respond(HttpStatusCode.Accepted), "Location", "https://storage.example/up?x=1")
                : null;
        };
        await using RegistryImageTarget target = Open(registry);
        await target.PushBlobAsync(Note, Type);
        Assert.That(seen, Is.EqualTo(new string?[] { null }));
    }

    [Test]
    public async Task Upload_is_not_sent_in_clear_text_where_the_registry_was_asked_with_TLS()
    {
        var registry = new MemoryRegistry
        {
            Instead = request => request.Method == HttpMethod.Post
                ? MemoryRegistry.With(MemoryRegistry.Respond(HttpStatusCode.Accepted), "Location", "http://registry.example/up")
                : null,
        };
        await using RegistryImageTarget target = Open(registry);
        Assert.That(() => target.PushBlobAsync(Note, Type), Refused(ImageReadFailure.Malformed));
        Assert.That(registry.Requests, Has.None.StartsWith("PUT"));
    }

    [TestCase(HttpStatusCode.Found)]
    [TestCase(HttpStatusCode.SeeOther)]
    public async Task Upload_that_is_redirected_to_a_page_is_an_error(HttpStatusCode status)
    {
        var registry = new MemoryRegistry
        {
            Instead = request => request.Method == HttpMethod.Put
                ? MemoryRegistry.With(MemoryRegistry.Respond(status), "Location", "https://registry.example/v2/")
                : null,
        };
        await using RegistryImageTarget target = Open(registry);
        Assert.That(() => target.PushBlobAsync(Note, Type), Throws.TypeOf<ImageReadException>());
    }

    [Test]
    public async Task Fault_that_passes_is_tried_again_with_the_same_body()
    {
        int puts = 0;
        var registry = new MemoryRegistry();
        registry.Instead = request => request.Method == HttpMethod.Put && puts++ == 0 ? MemoryRegistry.Respond(HttpStatusCode.ServiceUnavailable) : null;
        await using RegistryImageTarget target = Open(registry);
        Descriptor blob = await target.PushBlobAsync(Note, Type);
        Assert.That(registry.Blobs[blob.Digest.ToString()], Is.EqualTo(Note));
    }

    [Test]
    public async Task Upload_whose_answer_was_lost_is_found_by_its_digest()
    {
        int puts = 0;
        var registry = new MemoryRegistry();
        registry.Instead = request =>
        {
            if (request.Method != HttpMethod.Put)
                return null;
            registry.Blobs[Digest.OfBytes(Note).ToString()] = Note;
            return MemoryRegistry.Respond(puts++ == 0 ? HttpStatusCode.BadGateway : HttpStatusCode.NotFound);
        };
        await using RegistryImageTarget target = Open(registry);
        Assert.That((await target.PushBlobAsync(Note, Type)).Digest, Is.EqualTo(Digest.OfBytes(Note)));
    }

    [Test]
    public async Task Blob_that_is_there_with_another_length_is_an_error()
    {
        var registry = new MemoryRegistry();
        registry.Blobs[Digest.OfBytes(Note).ToString()] = [1, 2, 3];
        await using RegistryImageTarget target = Open(registry);
        Assert.That(() => target.PushBlobAsync(Note, Type), Refused(ImageReadFailure.DigestMismatch));
    }

    [Test]
    public async Task Blobs_and_manifests_above_their_bounds_are_not_sent()
    {
        var registry = new MemoryRegistry();
        await using RegistryImageTarget target = Open(registry);
        Assert.That(() => target.PushBlobAsync(new byte[RegistryImageTarget.MaxBlobSize + 1], Type), Refused(ImageReadFailure.LimitExceeded));
        Assert.That(
            () => target.PushManifestAsync(new byte[ImageReadLimits.Default.MaxDocumentSize + 1], ImageMediaType.Manifest),
            Refused(ImageReadFailure.LimitExceeded));
        Assert.That(registry.Requests, Is.Empty);
    }

    [Test]
    public async Task Bytes_that_are_no_manifest_are_not_sent()
    {
        var registry = new MemoryRegistry();
        await using RegistryImageTarget target = Open(registry);
        Assert.That(() => target.PushManifestAsync("{}"u8.ToArray(), ImageMediaType.Manifest), Refused(ImageReadFailure.Malformed));
        Assert.That(registry.Requests, Is.Empty);
    }

    [Test]
    public async Task Debians_registry_keeps_artifacts_under_the_tag_of_referrers()
    {
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        var options = new RegistryOptions { PlainHttp = new HashSet<string> { registry.Address } };
        ImageReference.TryParse($"{registry.Address}/csec/app", out ImageReference? repository);
        await using var target = new RegistryImageTarget(repository!, options);
        Descriptor subject = await target.PushArtifactAsync(new OciArtifact(Type, [new OciArtifactBlob(Type, Note)]), "1");
        Descriptor first = await target.PushArtifactAsync(Artifact(subject));
        Descriptor second = await target.PushArtifactAsync(Artifact(subject) with { Annotations = new Dictionary<string, string> { ["who"] = "you" } });

        await using var source = new RegistryImageSource(repository!, options);
        Assert.That((await source.ResolveAsync("1")).Descriptor.Digest, Is.EqualTo(subject.Digest));
        IReadOnlyList<Descriptor> referrers = await source.ListReferrersAsync(subject.Digest, Type);
        Assert.That(referrers.Select(r => r.Digest), Is.EqualTo(new[] { first.Digest, second.Digest }));
        ImageManifest manifest = (await source.ReadManifestAsync(referrers[1])).ReadManifest();
        using var content = new MemoryStream();
        await using (Stream blob = await source.OpenBlobAsync(manifest.Layers[0]))
            await blob.CopyToAsync(content);
        Assert.That(content.ToArray(), Is.EqualTo(Note));
    }

    private static OciArtifact Artifact(Descriptor subject) =>
        new(Type, [new OciArtifactBlob(Type, Note)]) { Subject = subject, Annotations = new Dictionary<string, string> { ["who"] = "me" } };

    private static Descriptor Subject(MemoryRegistry registry)
    {
        byte[] manifest = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{{TestLayout.Describe(ImageMediaType.Config, TestLayout.Sha256([]), 0)}},"layers":[{{TestLayout.Describe(ImageMediaType.Layer, TestLayout.Sha256([]), 0)}}]}""");
        var digest = Digest.OfBytes(manifest);
        registry.Manifests[digest.ToString()] = (ImageMediaType.Manifest, manifest);
        return new Descriptor(ImageMediaType.Manifest, digest, manifest.Length);
    }

    private static NUnit.Framework.Constraints.EqualConstraint<ImageReadFailure> Refused(ImageReadFailure failure) =>
        Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(failure);

    private static ImageReference Reference()
    {
        ImageReference.TryParse($"{Host}/app", out ImageReference? reference);
        return reference!;
    }

    private static RegistryOptions Options(HttpMessageHandler handler) => new() { Handler = handler, Time = new InstantTime(), Timeout = InstantTime.Never };

    private static RegistryImageTarget Open(HttpMessageHandler handler) => new(Reference(), Options(handler));
}
