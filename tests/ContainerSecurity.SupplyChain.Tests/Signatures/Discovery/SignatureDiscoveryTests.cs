using System.Net;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Cosign;
using ContainerSecurity.SupplyChain.Signatures.Discovery;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Discovery;

/// <summary>Signatures of an image are found wherever clients put them, and a fault is never the answer that there is none.</summary>
public class SignatureDiscoveryTests
{
    private const string BundleType = SignatureMediaTypes.Bundle;

    private SignedImageFixture fixture = null!;
    private Repository repository = null!;
    private Descriptor image = null!;

    [SetUp]
    public void SetUp()
    {
        fixture = new SignedImageFixture();
        repository = new Repository();
        image = repository.AddImage();
    }

    [TearDown]
    public void TearDown() => fixture.Dispose();

    [Test]
    public async Task Bundle_is_found_by_the_API_of_referrers()
    {
        repository.Referrers = [AddBundle(image) with { ArtifactType = BundleType }];

        Assert.That(await VerifiedAsync(), Is.EqualTo(new[] { SignatureForm.CosignBundle }));
    }

    [Test]
    public async Task Bundle_is_found_by_the_tag_of_referrers_where_there_is_no_such_API()
    {
        repository.AddManifest(Repository.Index(AddBundle(image)), image.Digest.ReferrersTag, ImageMediaType.Index);

        Assert.That(await VerifiedAsync(), Is.EqualTo(new[] { SignatureForm.CosignBundle }));
    }

    /// <summary>GHCR was seen with an empty answer (kyverno#16678): the tags are asked as well.</summary>
    [Test]
    public async Task Empty_answer_of_the_API_does_not_hide_what_the_tags_hold()
    {
        repository.Referrers = [];
        repository.AddManifest(Repository.Index(AddBundle(image)), image.Digest.ReferrersTag, ImageMediaType.Index);
        AddSigTag();

        Assert.That(await VerifiedAsync(), Is.EquivalentTo(new[] { SignatureForm.CosignSimpleSigning, SignatureForm.CosignBundle }));
    }

    /// <summary>cosign 3 types the members of the fallback as empty (cosign#4641).</summary>
    [Test]
    public async Task Members_that_are_typed_as_empty_are_opened()
    {
        repository.AddManifest(
            Repository.Index(AddBundle(image) with { ArtifactType = ImageMediaType.Empty }), image.Digest.ReferrersTag, ImageMediaType.Index);

        Assert.That(await VerifiedAsync(), Is.EqualTo(new[] { SignatureForm.CosignBundle }));
    }

    /// <summary>GitLab resolves the tag to the image itself, whose parts look like referrers (oras-go#1396).</summary>
    [Test]
    public async Task Manifests_without_this_subject_are_no_referrers()
    {
        Descriptor other = AddBundle(null);
        Descriptor another = AddBundle(new Descriptor(ImageMediaType.Manifest, SignedImageFixture.OtherImage, 9));
        repository.AddManifest(Repository.Index(image, other, another), image.Digest.ReferrersTag, ImageMediaType.Index);

        Assert.That(await FindAsync(), Is.Empty);
    }

    [Test]
    public async Task Signatures_and_attestations_are_found_by_the_tags_of_cosign()
    {
        AddSigTag();
        repository.AddArtifact(
            "application/vnd.dev.cosign.artifact.att.v1+json", null, $"{image.Digest.ReferrersTag}.att",
            repository.Layer(SignatureMediaTypes.Dsse, Envelope(), """{"dev.cosignproject.cosign/signature":""}"""));

        Assert.That(await VerifiedAsync(), Is.EqualTo(new[] { SignatureForm.CosignSimpleSigning, SignatureForm.Attestation }));
    }

    /// <summary>Two keys may sign the same payload: two layers of one digest, with a signature each.</summary>
    [Test]
    public async Task Layers_of_one_digest_are_a_signature_each()
    {
        byte[] payload = Payload();
        repository.AddArtifact(
            "application/vnd.dev.cosign.artifact.sig.v1+json", null, $"{image.Digest.ReferrersTag}.sig",
            SimpleLayer(payload, "AAAA"), SimpleLayer(payload, Convert.ToBase64String(fixture.Key.Sign(payload))));

        Assert.That(await FindAsync(), Has.Count.EqualTo(2));
        Assert.That(await VerifiedAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Decision_by_the_tag_of_signatures_needs_two_requests()
    {
        AddSigTag();
        await using RegistryImageSource source = repository.Open();
        await foreach (SignatureEvidence evidence in new SignatureDiscovery().FindAsync(source, image.Digest))
        {
            Assert.That(fixture.Verifier.Verify(evidence, image.Digest).Single().IsVerified);
            break;
        }

        Assert.That(repository.Registry.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Decision_by_referrers_alone_needs_three_requests()
    {
        repository.Referrers = [AddBundle(image) with { ArtifactType = BundleType }];
        IReadOnlyList<SignatureEvidence> found = await FindAsync(new SignatureDiscoveryOptions { Places = SignaturePlaces.Referrers });

        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(repository.Registry.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Image_without_signatures_has_none() => Assert.That(await FindAsync(), Is.Empty);

    /// <summary>A swallowed fault would be a way to switch verification off (NVIDIA/aicr#890).</summary>
    [TestCase("referrers")]
    [TestCase("sig")]
    [TestCase("att")]
    [TestCase("tag")]
    public void Fault_of_the_registry_is_an_error(string place)
    {
        string path = place switch
        {
            "referrers" => $"referrers/{image.Digest}",
            "tag" => $"manifests/{image.Digest.ReferrersTag}",
            _ => $"manifests/{image.Digest.ReferrersTag}.{place}",
        };
        foreach (HttpStatusCode status in new[] { HttpStatusCode.InternalServerError, HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests })
        {
            repository.Faults[path] = status;
            Assert.That(FindAsync, Throws.TypeOf<ImageReadException>(), status.ToString());
        }
    }

    [Test]
    public void Listed_signature_that_is_not_there_is_an_error()
    {
        repository.Referrers = [new Descriptor(ImageMediaType.Manifest, Digest.OfBytes([9]), 1) { ArtifactType = BundleType }];

        Assert.That(FindAsync, Throws.TypeOf<ImageReadException>());
    }

    [Test]
    public async Task Changed_manifest_or_signature_is_never_accepted()
    {
        Descriptor bundle = AddBundle(image);
        repository.Referrers = [bundle with { ArtifactType = BundleType }];
        Digest content = Digest.OfBytes((await FindAsync()).Single().Content.ToArray());
        foreach (Digest digest in new[] { bundle.Digest, content })
        {
            int length = digest == content ? 40 : (int)bundle.Size;
            for (int i = 0; i < length; i++)
            {
                int at = i;
                repository.Corrupt(digest, bytes => [.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]]);
                Assert.That(FindAsync, Throws.TypeOf<ImageReadException>(), $"{digest} {at}");
                repository.Corrupt(digest, bytes => [.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]]);
            }
        }

        Assert.That(await VerifiedAsync(), Has.Count.EqualTo(1));
    }

    /// <summary>Endless attestations (CVE-2023-46737): more than the bound is an error, for one that counts may be among the rest.</summary>
    [Test]
    public async Task Number_of_signatures_is_bounded()
    {
        byte[] payload = Payload();
        repository.AddArtifact(
            "application/vnd.dev.cosign.artifact.sig.v1+json", null, $"{image.Digest.ReferrersTag}.sig",
            [.. Enumerable.Repeat(SimpleLayer(payload, "AAAA"), 3)]);
        repository.Referrers = [.. Enumerable.Range(0, 3).Select(i => AddBundle(image, $"p{i}") with { ArtifactType = BundleType })];

        Assert.That(await FindAsync(new SignatureDiscoveryOptions { MaxSignatures = 6 }), Has.Count.EqualTo(6));
        foreach (int max in new[] { 5, 2 })
            Assert.That(
                () => FindAsync(new SignatureDiscoveryOptions { MaxSignatures = max }),
                Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.LimitExceeded));
    }

    [Test]
    public async Task Size_of_signatures_is_bounded()
    {
        AddSigTag();
        int size = Payload().Length;

        Assert.That(await FindAsync(new SignatureDiscoveryOptions { MaxSize = size, MaxTotalSize = size }), Has.Count.EqualTo(1));
        foreach (SignatureDiscoveryOptions options in new[]
        {
            new SignatureDiscoveryOptions { MaxSize = size - 1 },
            new SignatureDiscoveryOptions { MaxTotalSize = size - 1 },
        })
            Assert.That(
                () => FindAsync(options), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.LimitExceeded));
    }

    [Test]
    public async Task Index_and_its_platform_are_both_looked_at_and_the_signed_one_is_said()
    {
        string index = $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Index}}","manifests":[{"mediaType":"{{image.MediaType}}","digest":"{{image.Digest}}","size":{{image.Size}},"platform":{"os":"linux","architecture":"amd64"} }]}""";
        repository.AddManifest(index, "1", ImageMediaType.Index);
        AddSigTag();
        await using RegistryImageSource source = repository.Open();
        IReadOnlyList<Digest> digests = SignedDigests.Of(await source.ResolveAsync("1"), new ImagePlatform("linux", "amd64"));
        IReadOnlyList<SignatureEvidence> found = await new SignatureDiscovery().FindAllAsync(source, digests);

        Assert.That(digests, Has.Count.EqualTo(2));
        Assert.That(fixture.Verifier.Verify(found, digests).Single().Signature!.Digest, Is.EqualTo(image.Digest.ToString()));
        Assert.That(SignedDigests.Of(await source.ResolveAsync("1"), null), Has.Count.EqualTo(1), "a platform that is not known may be any");
        Assert.That(SignedDigests.Of(await source.ResolveAsync("1"), new ImagePlatform("linux", "arm64")), Has.Count.EqualTo(1));
    }

    private async Task<IReadOnlyList<SignatureEvidence>> FindAsync(SignatureDiscoveryOptions? options)
    {
        await using RegistryImageSource source = repository.Open();
        return await new SignatureDiscovery(options).FindAllAsync(source, [image.Digest]);
    }

    private Task<IReadOnlyList<SignatureEvidence>> FindAsync() => FindAsync(null);

    private async Task<IReadOnlyList<SignatureForm>> VerifiedAsync() =>
        [.. fixture.Verifier.Verify(await FindAsync(), image.Digest).Where(v => v.IsVerified).Select(v => v.Signature!.Form)];

    private byte[] Payload() => SimpleSigningPayload.Write("", image.Digest);

    private byte[] Envelope() => SignedImageFixture.Statement(fixture.Key, "https://example.com/p", image.Digest).Write();

    private string SimpleLayer(byte[] payload, string signature) => repository.Layer(
        SignatureMediaTypes.SimpleSigning, payload, $$"""{"dev.cosignproject.cosign/signature":"{{signature}}"}""");

    private void AddSigTag() => repository.AddArtifact(
        "application/vnd.dev.cosign.artifact.sig.v1+json", null, $"{image.Digest.ReferrersTag}.sig",
        SimpleLayer(Payload(), Convert.ToBase64String(fixture.Key.Sign(Payload()))));

    private Descriptor AddBundle(Descriptor? subject, string name = "x")
    {
        byte[] bundle = SignedImageFixture.BundleOf(SignedImageFixture.Statement(
            fixture.Key, SignatureMediaTypes.CosignSignPredicate, image.Digest, $$"""{"x":"{{name}}"}"""));
        return repository.AddArtifact(BundleType, subject, null, repository.Layer(BundleType, bundle));
    }
}
