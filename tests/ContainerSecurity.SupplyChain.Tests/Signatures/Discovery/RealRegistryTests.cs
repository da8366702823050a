using System.Net.Http.Headers;
using System.Text;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Cosign;
using ContainerSecurity.SupplyChain.Signatures.Discovery;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Discovery;

/// <summary>Signatures in a real registry without the API of referrers.</summary>
public class RealRegistryTests
{
    [Test]
    public async Task Signatures_by_the_tag_of_cosign_and_by_that_of_referrers_are_found()
    {
        using var fixture = new SignedImageFixture();
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://{registry.Address}/v2/shop/web/") };
        string config = await PushAsync(client, ImageMediaType.Config, """{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}""");
        string empty = await PushAsync(client, ImageMediaType.Empty, "{}");
        Descriptor image = await PushManifestAsync(client, null, Manifest(config, await PushAsync(client, ImageMediaType.Layer, "x")));
        byte[] payload = SimpleSigningPayload.Write("", image.Digest);
        string signature = Convert.ToBase64String(fixture.Key.Sign(payload));
        string layer = await PushAsync(
            client, SignatureMediaTypes.SimpleSigning, Encoding.UTF8.GetString(payload),
            $$""","annotations":{"dev.cosignproject.cosign/signature":"{{signature}}"}""");
        await PushManifestAsync(client, $"{image.Digest.ReferrersTag}.sig", Manifest(config, layer));
        byte[] bundle = SignedImageFixture.BundleOf(SignedImageFixture.Statement(fixture.Key, "https://example.com/p", image.Digest));
        Descriptor referrer = await PushManifestAsync(client, null, Manifest(
            empty,
            await PushAsync(client, SignatureMediaTypes.Bundle, Encoding.UTF8.GetString(bundle)),
            $$""","artifactType":"{{SignatureMediaTypes.Bundle}}","subject":{"mediaType":"{{image.MediaType}}","digest":"{{image.Digest}}","size":{{image.Size}}}"""));
        await PushManifestAsync(client, image.Digest.ReferrersTag, Repository.Index(referrer), ImageMediaType.Index);

        ImageReference.TryParse($"{registry.Address}/shop/web", out ImageReference? reference);
        await using var source = new RegistryImageSource(
            reference!, new RegistryOptions { PlainHttp = new HashSet<string> { registry.Address } });
        IReadOnlyList<SignatureEvidence> found = await new SignatureDiscovery().FindAllAsync(source, [image.Digest]);

        Assert.That(
            fixture.Verifier.Verify(found, image.Digest).Select(v => v.Signature?.Form),
            Is.EquivalentTo(new[] { SignatureForm.CosignSimpleSigning, SignatureForm.Attestation }));
    }

    private static string Manifest(string config, string layer, string more = "") =>
        $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{{config}},"layers":[{{layer}}]{{more}}}""";

    /// <summary>Pushes a blob; its descriptor.</summary>
    private static async Task<string> PushAsync(HttpClient client, string mediaType, string text, string more = "")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Digest digest = Digest.OfBytes(bytes);
        using HttpResponseMessage begun = await client.PostAsync(new Uri("blobs/uploads/", UriKind.Relative), null);
        string location = begun.Headers.Location!.ToString();
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using HttpResponseMessage pushed = await client.PutAsync(
            new Uri($"{location}{(location.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={digest}", UriKind.RelativeOrAbsolute), content);
        Assert.That(pushed.IsSuccessStatusCode, await pushed.Content.ReadAsStringAsync());
        return $$"""{"mediaType":"{{mediaType}}","digest":"{{digest}}","size":{{bytes.Length}}{{more}}}""";
    }

    private static async Task<Descriptor> PushManifestAsync(
        HttpClient client, string? tag, string json, string mediaType = ImageMediaType.Manifest)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Digest digest = Digest.OfBytes(bytes);
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using HttpResponseMessage pushed = await client.PutAsync(new Uri($"manifests/{tag ?? digest.ToString()}", UriKind.Relative), content);
        Assert.That(pushed.IsSuccessStatusCode, await pushed.Content.ReadAsStringAsync());
        return new Descriptor(mediaType, digest, bytes.Length);
    }
}
