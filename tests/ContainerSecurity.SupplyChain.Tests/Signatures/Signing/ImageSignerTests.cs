using System.Text;
using System.Text.Json;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Images;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Signing;
using ContainerSecurity.Tests;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Signing;

/// <summary>What is signed and attested is found and verified again, in each form, in registries with and without a list of referrers.</summary>
public class ImageSignerTests
{
    private const string Type = "https://example.com/note/v1";
    private readonly SigningKey key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
    private readonly SigningKey other = SigningKey.Generate(KeyAlgorithm.Ed25519);

    [OneTimeTearDown]
    public void Dispose()
    {
        key.Dispose();
        other.Dispose();
    }

    [Test]
    public async Task Signed_image_is_verified([Values] SignatureShape shape, [Values] bool hasReferrers, [Values] KeyAlgorithm algorithm)
    {
        using var signing = SigningKey.Generate(algorithm);
        using var registry = new MemoryRegistry { HasReferrers = hasReferrers };
        Digest image = Put(registry);
        await Signer(registry, signing).SignAsync(image, shape);
        ImageVerification verified = await Verify(registry, image, signing);
        Assert.That(verified.State, Is.EqualTo(ImageVerificationState.Verified), string.Join(" ", verified.Reasons));
        Assert.That((await Verify(registry, image, other)).State, Is.EqualTo(ImageVerificationState.Refused));
    }

    [Test]
    public async Task Attested_image_is_verified_by_type_and_is_not_signed_by_that([Values] SignatureShape shape, [Values] bool hasReferrers)
    {
        using var registry = new MemoryRegistry { HasReferrers = hasReferrers };
        Digest image = Put(registry);
        using JsonDocument predicate = JsonDocument.Parse("""{"checked": true}""");
        await Signer(registry, key).AttestAsync(image, Type, predicate.RootElement, shape);
        Assert.That((await Verify(registry, image, key)).State, Is.EqualTo(ImageVerificationState.Refused), "an attestation is no signature");
        await Signer(registry, key).SignAsync(image, shape);
        Assert.That((await Verify(registry, image, key, new RequiredAttestation(Type) { Expression = "predicate.checked" })).State,
            Is.EqualTo(ImageVerificationState.Verified));
        Assert.That((await Verify(registry, image, key, new RequiredAttestation("https://example.com/other/v1"))).State,
            Is.EqualTo(ImageVerificationState.Refused));
    }

    [Test]
    public async Task Second_signature_under_the_tag_leaves_the_first()
    {
        using var registry = new MemoryRegistry();
        Digest image = Put(registry);
        await Signer(registry, key).SignAsync(image, SignatureShape.Tag, new Dictionary<string, string> { ["build"] = "1" });
        await Signer(registry, other).SignAsync(image, SignatureShape.Tag);
        Assert.That(ImageManifest.Read(registry.Manifests[$"{image.ReferrersTag}.sig"].Content, "sig").Value!.Layers, Has.Count.EqualTo(2));
        Assert.That((await Verify(registry, image, key)).State, Is.EqualTo(ImageVerificationState.Verified));
        Assert.That((await Verify(registry, image, other)).State, Is.EqualTo(ImageVerificationState.Verified));
    }

    [Test]
    public void Image_that_is_not_there_is_not_signed()
    {
        using var registry = new MemoryRegistry();
        Assert.That(
            () => Signer(registry, key).SignAsync(Digest.OfBytes([7])),
            Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.NotFound));
        Assert.That(registry.Requests, Has.None.StartsWith("P"));
    }

    private static async Task<ImageVerification> Verify(MemoryRegistry registry, Digest image, SigningKey by, params RequiredAttestation[] attestations)
    {
        var asked = new ImageTrustRequirement([new ImagePattern("*")]) { Keys = [new RequiredKey(by.ExportPublicPem(), null)], Attestations = attestations };
        var trust = new RegistryImageTrust(new RegistryImageTrustOptions { Registry = new RegistryOptions { Handler = registry } });
        ImageReference.TryParse($"registry.example/app@{image}", out ImageReference? reference);
        return await trust.VerifyAsync(reference!, new ImageTrustPolicy([asked]), CancellationToken.None);
    }

    private static ImageSigner Signer(MemoryRegistry registry, SigningKey key)
    {
        ImageReference.TryParse("registry.example/app", out ImageReference? repository);
        return new ImageSigner(repository!, key, new RegistryOptions { Handler = registry });
    }

    private static Digest Put(MemoryRegistry registry)
    {
        byte[] manifest = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{"mediaType":"{{ImageMediaType.Config}}","digest":"{{Digest.OfBytes([])}}","size":0},"layers":[{"mediaType":"{{ImageMediaType.Layer}}","digest":"{{Digest.OfBytes([])}}","size":0}]}""");
        registry.Manifests[Digest.OfBytes(manifest).ToString()] = (ImageMediaType.Manifest, manifest);
        return Digest.OfBytes(manifest);
    }
}
