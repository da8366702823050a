using System.Text;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Cosign;
using ContainerSecurity.SupplyChain.Signatures.Discovery;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Discovery;

/// <summary>Signatures in OCI layouts, however they were copied there.</summary>
public class LayoutSignatureTests
{
    private const string SignatureArtifact = "application/vnd.dev.cosign.artifact.sig.v1+json";

    private SignedImageFixture fixture = null!;
    private TestLayout layout = null!;
    private Digest image = null!;

    [SetUp]
    public void SetUp()
    {
        fixture = new SignedImageFixture();
        layout = new TestLayout();
        image = layout.AddImage("1", "a layer"u8.ToArray());
    }

    [TearDown]
    public void TearDown()
    {
        layout.Dispose();
        fixture.Dispose();
    }

    [Test]
    public async Task Signature_by_the_tag_of_cosign_is_found()
    {
        layout.AddManifest($"{image.ReferrersTag}.sig", Signature());

        Assert.That(await VerifiedAsync(), Is.EqualTo(new[] { SignatureForm.CosignSimpleSigning }));
    }

    [Test]
    public async Task Referrer_in_the_index_is_found()
    {
        layout.AddManifest("referrer", Bundle());

        Assert.That(await VerifiedAsync(), Is.EqualTo(new[] { SignatureForm.CosignBundle }));
    }

    [Test]
    public async Task Referrer_in_the_index_under_the_tag_of_referrers_is_found()
    {
        byte[] manifest = Encoding.UTF8.GetBytes(Bundle());
        string member = TestLayout.Describe(ImageMediaType.Manifest, layout.AddBlob(manifest), manifest.Length);
        layout.AddManifest(
            image.ReferrersTag, $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Index}}","manifests":[{{member}}]}""", ImageMediaType.Index);

        Assert.That(await VerifiedAsync(), Is.EqualTo(new[] { SignatureForm.CosignBundle }));
    }

    /// <summary>cosign save writes no names, but what each manifest is.</summary>
    [Test]
    public async Task Saved_layout_of_cosign_has_an_image_and_its_signature()
    {
        byte[] signature = Encoding.UTF8.GetBytes(Signature());
        long size = new FileInfo(layout.BlobPath(image)).Length;
        string Member(Digest digest, long length, string kind) => TestLayout.Describe(
            ImageMediaType.Manifest, digest, length, $$""","annotations":{"kind":"dev.cosignproject.cosign/{{kind}}"}""");
        File.WriteAllText(
            Path.Combine(layout.Path, "index.json"),
            $$"""{"schemaVersion":2,"manifests":[{{Member(image, size, "image")}},{{Member(layout.AddBlob(signature), signature.Length, "sigs")}}]}""");

        await using LayoutImageSource source = await LayoutImageSource.OpenAsync(layout.Path);
        Assert.That((await source.ResolveAsync(null)).Descriptor.Digest, Is.EqualTo(image), "the signature is no second image");
        Assert.That(await VerifiedAsync(), Is.EqualTo(new[] { SignatureForm.CosignSimpleSigning }));
    }

    [Test]
    public async Task No_changed_byte_of_the_layout_is_accepted()
    {
        layout.AddManifest($"{image.ReferrersTag}.sig", Signature());
        foreach (string file in Directory.GetFiles(Path.Combine(layout.Path, "blobs", "sha256")).Where(f => !f.EndsWith(image.Encoded, StringComparison.Ordinal)))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file);
            if (!Encoding.UTF8.GetString(bytes).Contains("cosign", StringComparison.Ordinal))
                continue;
            for (int i = 0; i < bytes.Length; i++)
            {
                byte[] changed = [.. bytes];
                changed[i] ^= 1;
                await File.WriteAllBytesAsync(file, changed);
                Assert.That(VerifiedAsync, Throws.TypeOf<ImageReadException>(), $"{Path.GetFileName(file)} {i}");
            }
            await File.WriteAllBytesAsync(file, bytes);
        }

        Assert.That(await VerifiedAsync(), Has.Count.EqualTo(1));
    }

    private string Signature()
    {
        byte[] payload = SimpleSigningPayload.Write("", image);
        string signature = $$""","annotations":{"dev.cosignproject.cosign/signature":"{{Convert.ToBase64String(fixture.Key.Sign(payload))}}"}""";
        return Manifest(
            TestLayout.Describe(SignatureMediaTypes.SimpleSigning, layout.AddBlob(payload), payload.Length, signature), SignatureArtifact, "");
    }

    private string Bundle()
    {
        byte[] bundle = SignedImageFixture.BundleOf(
            SignedImageFixture.Statement(fixture.Key, SignatureMediaTypes.CosignSignPredicate, image));
        return Manifest(
            TestLayout.Describe(SignatureMediaTypes.Bundle, layout.AddBlob(bundle), bundle.Length),
            SignatureMediaTypes.Bundle,
            $",\"subject\":{TestLayout.Describe(ImageMediaType.Manifest, image, new FileInfo(layout.BlobPath(image)).Length)}");
    }

    private string Manifest(string layer, string artifactType, string more) =>
        $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","artifactType":"{{artifactType}}","config":{{TestLayout.Describe(ImageMediaType.Empty, layout.AddBlob("{}"u8.ToArray()), 2)}},"layers":[{{layer}}]{{more}}}""";

    private async Task<IReadOnlyList<SignatureForm>> VerifiedAsync()
    {
        await using LayoutImageSource source = await LayoutImageSource.OpenAsync(layout.Path);
        IReadOnlyList<SignatureEvidence> found = await new SignatureDiscovery().FindAllAsync(source, [image]);
        return [.. fixture.Verifier.Verify(found, image).Where(v => v.IsVerified).Select(v => v.Signature!.Form)];
    }
}
