using System.Net;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Hardening;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Images.Tests;

/// <summary>Digests and users of images, as a registry gives them.</summary>
public class RegistryImageResolverTests
{
    private static readonly string Config =
        $$$"""{"architecture":"amd64","os":"linux","config":{"User":"101"},"rootfs":{"type":"layers","diff_ids":["{{{DigestOf("layer")}}}"]}}""";

    private static readonly string Manifest = $$"""
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{DigestOf(Config)}}","size":{{Config.Length}}},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{DigestOf("layer")}}","size":5}]}
        """;

    private static string DigestOf(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static HttpResponseMessage Answer(HttpRequestMessage request) => request.RequestUri!.AbsolutePath switch
    {
        var path when path.Contains("/manifests/", StringComparison.Ordinal) =>
            FakeRegistry.Respond(HttpStatusCode.OK, Encoding.UTF8.GetBytes(Manifest), "application/vnd.oci.image.manifest.v1+json",
                ("Docker-Content-Digest", DigestOf(Manifest))),
        var path when path.EndsWith(DigestOf(Config), StringComparison.Ordinal) => FakeRegistry.Respond(HttpStatusCode.OK, Encoding.UTF8.GetBytes(Config)),
        _ => FakeRegistry.Respond(HttpStatusCode.NotFound),
    };

    private static async Task<(ResolvedImage? Image, string? Failure)> Resolve(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        string? failure = null;
        using var registry = new FakeRegistry(answer);
        var resolver = new RegistryImageResolver(
            new RegistryOptions { Handler = registry, Time = new InstantTime(), Timeout = InstantTime.Never }, new Resources.Images.ImagePlatform("linux", "amd64"), onFailure: (_, message) => failure = message);
        _ = ImageReference.TryParse("registry.example/web:1", out ImageReference? reference);
        return (await resolver.ResolveAsync(reference!, default), failure);
    }

    [Test]
    public async Task Image_is_known_by_its_digest_and_its_user()
    {
        (ResolvedImage? image, string? failure) = await Resolve(Answer);

        Assert.That(failure, Is.Null);
        Assert.That(image, Is.EqualTo(new ResolvedImage(DigestOf(Manifest), "101")));
    }

    [Test]
    public async Task Image_whose_configuration_cannot_be_read_is_known_by_its_digest()
    {
        (ResolvedImage? image, string? failure) = await Resolve(r =>
            r.RequestUri!.AbsolutePath.Contains("/blobs/", StringComparison.Ordinal) ? FakeRegistry.Respond(HttpStatusCode.NotFound) : Answer(r));

        Assert.That(image, Is.EqualTo(new ResolvedImage(DigestOf(Manifest), null)));
        Assert.That(failure, Is.Not.Null);
    }

    [Test]
    public async Task Image_that_there_is_not_is_not_known_and_said()
    {
        (ResolvedImage? image, string? failure) = await Resolve(_ => FakeRegistry.Respond(HttpStatusCode.NotFound));

        Assert.That(image, Is.Null);
        Assert.That(failure, Is.Not.Null);
    }
}
