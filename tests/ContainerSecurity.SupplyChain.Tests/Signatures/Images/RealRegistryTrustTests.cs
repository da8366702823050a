using System.Net.Http.Headers;
using System.Text;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Images;
using ContainerSecurity.SupplyChain.Signatures.Notary;
using ContainerSecurity.SupplyChain.Tests.Signatures.Discovery;
using ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Images;

/// <summary>Images are verified in a real registry, which has no API of referrers.</summary>
[TestFixture]
public class RealRegistryTrustTests
{
    [Test]
    public async Task An_image_that_two_have_signed_each_in_its_way_is_verified()
    {
        using var anna = new Signer();
        TestChain chain = new TestChain { NotBefore = DateTimeOffset.UtcNow.AddDays(-1), NotAfter = DateTimeOffset.UtcNow.AddDays(1) }.Build();
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://{registry.Address}/v2/shop/web/") };
        string config = await PushAsync(client, ImageMediaType.Config, """{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"""u8.ToArray());
        Descriptor image = await PushManifestAsync(client, "1.0", Manifest(config, await PushAsync(client, ImageMediaType.Layer, "x"u8.ToArray())));
        var trust = new RegistryImageTrust(new RegistryImageTrustOptions { Registry = new RegistryOptions { PlainHttp = new HashSet<string> { registry.Address } } });
        ImageReference reference = Signer.Parse($"{registry.Address}/shop/web:1.0");
        var policy = new ImageTrustPolicy([new ImageTrustRequirement([new ImagePattern("*")]) { Keys = [anna.Required], Notary = Folder(chain, reference),
            Threshold = 2 }]);

        ImageVerification unsigned = await trust.VerifyAsync(reference, policy, default);
        byte[] payload = Signer.Payload(image.Digest);
        string layer = await PushAsync(client, SignatureMediaTypes.SimpleSigning, payload, $$""","annotations":{"dev.cosignproject.cosign/signature":"{{anna.SignatureOf(payload)}}"}""");
        await PushManifestAsync(client, $"{image.Digest.ReferrersTag}.sig", Manifest(config, layer));
        ImageVerification half = await trust.VerifyAsync(reference, policy, default);
        byte[] envelope = new TestEnvelope { Signed = image, Time = DateTimeOffset.UtcNow }.ToCose(chain);
        Descriptor signature = await PushManifestAsync(client, null, Manifest(
            await PushAsync(client, NotaryMediaTypes.Artifact, "{}"u8.ToArray()),
            await PushAsync(client, NotaryMediaTypes.Cose, envelope),
            $$""","subject":{"mediaType":"{{image.MediaType}}","digest":"{{image.Digest}}","size":{{image.Size}}}"""));
        await PushManifestAsync(client, image.Digest.ReferrersTag, Repository.Index(signature), ImageMediaType.Index);
        ImageVerification whole = await trust.VerifyAsync(reference, policy, default);

        Assert.That(
            new[] { unsigned.State, half.State, whole.State },
            Is.EqualTo(new[] { ImageVerificationState.Refused, ImageVerificationState.Refused, ImageVerificationState.Verified }),
            string.Join(" ", whole.Reasons));
        Assert.That(whole.VerifiedBy, Has.Count.EqualTo(2));
    }

    private static string Folder(TestChain chain, ImageReference image)
    {
        string folder = Directory.CreateTempSubdirectory("notary-").FullName;
        string store = Directory.CreateDirectory(Path.Combine(folder, "truststore", "x509", "ca", "shop")).FullName;
        File.WriteAllText(Path.Combine(store, "root.crt"), chain.Root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "trustpolicy.json"), $$"""
            {"version":"1.0","trustPolicies":[{"name":"shop","registryScopes":["{{image.Name}}"],"signatureVerification":{"level":"strict"},
            "trustStores":["ca:shop"],"trustedIdentities":["x509.subject: C=US, ST=WA, O=example.com"]}]}
            """);
        return folder;
    }

    private static string Manifest(string config, string layer, string more = "") =>
        $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{{config}},"layers":[{{layer}}]{{more}}}""";

    private static async Task<string> PushAsync(HttpClient client, string mediaType, byte[] bytes, string more = "")
    {
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

    private static async Task<Descriptor> PushManifestAsync(HttpClient client, string? tag, string json, string mediaType = ImageMediaType.Manifest)
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
