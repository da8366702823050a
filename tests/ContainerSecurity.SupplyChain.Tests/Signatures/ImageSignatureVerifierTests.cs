using System.Text;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Cosign;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Trust;
using static ContainerSecurity.SupplyChain.Tests.Signatures.SignedImageFixture;

namespace ContainerSecurity.SupplyChain.Tests.Signatures;

/// <summary>What counts as a signature of an image by a trusted key, and what does not.</summary>
public class ImageSignatureVerifierTests
{
    private const string Type = SimpleSigningPayload.PayloadType;

    private SignedImageFixture fixture = null!;

    [SetUp]
    public void SetUp() => fixture = new SignedImageFixture();

    [TearDown]
    public void TearDown() => fixture.Dispose();

    [Test]
    public void Simple_signature_counts_and_says_what_was_claimed()
    {
        byte[] payload = SimpleSigningPayload.Write("registry.example/web", Signed, new Dictionary<string, string> { ["team"] = "shop" });
        VerifiedSignature signature = Only(fixture.Simple(payload)).Signature!;

        Assert.Multiple(() =>
        {
            Assert.That(signature.Form, Is.EqualTo(SignatureForm.CosignSimpleSigning));
            Assert.That(signature.Digest, Is.EqualTo(Signed.ToString()));
            Assert.That(signature.KeyFingerprint, Is.EqualTo(fixture.Key.PublicKey.Fingerprint));
            Assert.That(signature.Claims["docker-reference"], Is.EqualTo("registry.example/web"));
            Assert.That(signature.Claims["annotation:team"], Is.EqualTo("shop"));
            Assert.That(signature.Time, Is.Null, "nobody vouches for a time");
            Assert.That(signature.Identity, Is.Null);
        });
    }

    [TestCase("atomic container signature")]
    [TestCase("cosign container image signature ")]
    [TestCase("Cosign container image signature")]
    public void Payload_of_another_type_is_refused(string type) =>
        AssertRefused(fixture.Simple(Payload(type, Signed)), RefusalReason.PayloadType);

    [Test]
    public void Signature_of_another_image_is_refused() =>
        AssertRefused(fixture.Simple(Payload(Type, OtherImage)), RefusalReason.Digest);

    /// <summary>Two readers that take different ones of two equal names would see two images (CVE-2026-39395 and its kin).</summary>
    [TestCase("""{"critical":{"identity":{},"image":{"docker-manifest-digest":"OTHER","docker-manifest-digest":"IMAGE"},"type":"TYPE"}}""")]
    [TestCase("""{"critical":{"image":{"docker-manifest-digest":"OTHER"},"type":"TYPE"},"critical":{"image":{"docker-manifest-digest":"IMAGE"},"type":"TYPE"}}""")]
    [TestCase("""{"critical":{"image":{"docker-manifest-digest":"IMAGE"},"type":"TYPE"}} """ + "{}")]
    [TestCase("""{"critical":{"image":{"docker-manifest-digest":7},"type":"TYPE"}}""")]
    [TestCase("""{"critical":{"image":{},"type":"TYPE"}}""")]
    [TestCase("""{"critical":{"identity":{"docker-reference":[]},"image":{"docker-manifest-digest":"IMAGE"},"type":"TYPE"}}""")]
    [TestCase("""{"critical":{"image":{"docker-manifest-digest":"IMAGE"},"type":"TYPE"},"optional":[]}""")]
    [TestCase("""["critical"]""")]
    [TestCase("")]
    public void Malformed_payload_is_refused_though_it_is_signed(string json) => AssertRefused(
        fixture.Simple(Encoding.UTF8.GetBytes(json
            .Replace("IMAGE", Signed.ToString()).Replace("OTHER", OtherImage.ToString()).Replace("TYPE", Type))),
        RefusalReason.Malformed);

    [Test]
    public void Payload_without_a_signature_is_refused() =>
        AssertRefused(Evidence(SignatureMediaTypes.SimpleSigning, Payload(Type, Signed)), RefusalReason.Signature);

    [Test]
    public void Signature_by_another_key_is_refused_and_without_any_key_too()
    {
        using SigningKey other = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var verifier = new ImageSignatureVerifier(new TrustedSigners { Keys = [new TrustedKey(other.PublicKey)] });

        Assert.That(verifier.Verify(fixture.Simple(), Signed).Single().Reason, Is.EqualTo(RefusalReason.Signature));
        Assert.That(
            new ImageSignatureVerifier(new TrustedSigners()).Verify(fixture.Simple(), Signed).Single().Reason,
            Is.EqualTo(RefusalReason.Signature));
    }

    /// <summary>An attestation is none of the signatures a policy asks for (CVE-2022-35929): its form says so.</summary>
    [TestCase("https://slsa.dev/provenance/v1", SignatureForm.Attestation)]
    [TestCase("https://sigstore.dev/cosign/sign/v1", SignatureForm.CosignBundle)]
    [TestCase("https://sigstore.dev/cosign/sign/v1/other", SignatureForm.Attestation)]
    public void Form_of_a_bundle_is_told_by_its_predicate(string predicateType, SignatureForm form)
    {
        VerifiedSignature signature = Only(fixture.Bundle(predicateType)).Signature!;

        Assert.That(signature.Form, Is.EqualTo(form));
        Assert.That(signature.Statement!.PredicateType, Is.EqualTo(predicateType));
    }

    [Test]
    public void Envelope_of_another_payload_type_is_refused()
    {
        DsseEnvelope envelope = DsseEnvelope.Sign("application/json", InTotoPayload(Signed), fixture.Key);

        AssertRefused(Evidence(SignatureMediaTypes.Dsse, envelope.Write()), RefusalReason.PayloadType);
        AssertRefused(Evidence(SignatureMediaTypes.Bundle, BundleOf(envelope)), RefusalReason.PayloadType);
    }

    /// <summary>A type whose signature was made over the payload of another form is confusion of types.</summary>
    [Test]
    public void Simple_payload_in_an_envelope_is_no_statement_and_a_statement_is_no_simple_payload()
    {
        DsseEnvelope envelope = DsseEnvelope.Sign(DsseEnvelope.InTotoType, Payload(Type, Signed), fixture.Key);

        AssertRefused(Evidence(SignatureMediaTypes.Dsse, envelope.Write()), RefusalReason.Malformed);
        AssertRefused(fixture.Simple(InTotoPayload(Signed)), RefusalReason.PayloadType);
    }

    /// <summary>The subject must be compared (jdx/mise#9972).</summary>
    [Test]
    public void Statement_about_another_image_is_refused()
    {
        DsseEnvelope envelope = Statement(fixture.Key, "https://example.com/p", OtherImage);

        AssertRefused(Evidence(SignatureMediaTypes.Dsse, envelope.Write()), RefusalReason.Digest);
        AssertRefused(Evidence(SignatureMediaTypes.Bundle, BundleOf(envelope)), RefusalReason.Digest);
    }

    [Test]
    public void Envelope_that_two_trusted_keys_signed_counts_for_both_and_one_key_twice_counts_once()
    {
        using SigningKey second = SigningKey.Generate(KeyAlgorithm.Ed25519);
        using SigningKey stranger = SigningKey.Generate(KeyAlgorithm.EcdsaP384);
        DsseEnvelope envelope = DsseEnvelope.Sign(
            DsseEnvelope.InTotoType, InTotoPayload(Signed), stranger, fixture.Key, fixture.Key, second);
        var signers = new TrustedSigners { Keys = [new TrustedKey(fixture.Key.PublicKey), new TrustedKey(second.PublicKey)] };

        IReadOnlyList<SignatureVerdict> verdicts =
            new ImageSignatureVerifier(signers).Verify(Evidence(SignatureMediaTypes.Dsse, envelope.Write()), Signed);

        Assert.That(
            verdicts.Select(v => v.Signature!.KeyFingerprint),
            Is.EquivalentTo(new[] { fixture.Key.PublicKey.Fingerprint, second.PublicKey.Fingerprint }));
    }

    [Test]
    public void Bundle_with_two_signatures_is_refused()
    {
        DsseEnvelope envelope = DsseEnvelope.Sign(DsseEnvelope.InTotoType, InTotoPayload(Signed), fixture.Key, fixture.Key);

        AssertRefused(Evidence(SignatureMediaTypes.Bundle, BundleOf(envelope)), RefusalReason.Malformed);
    }

    [Test]
    public void Signature_of_an_index_that_contains_the_image_counts_and_is_said()
    {
        SignatureVerdict verdict = fixture.Verifier.Verify(fixture.Simple(), OtherImage, Signed).Single();

        Assert.That(verdict.Signature!.Digest, Is.EqualTo(Signed.ToString()));
    }

    /// <summary>GitLab resolves the tag of referrers to the image itself (oras-go#1396).</summary>
    [Test]
    public void Manifest_with_another_subject_is_refused_though_its_payload_names_the_image() => AssertRefused(
        fixture.Simple() with { Subject = new Descriptor(ImageMediaType.Manifest, OtherImage, 7) }, RefusalReason.Digest);

    [Test]
    public void Unknown_form_is_refused() =>
        AssertRefused(Evidence("application/vnd.example", [1, 2, 3]), RefusalReason.UnknownForm);

    /// <summary>A key outside of its time (GHSA-wqqc-jjcq-vfxm); without a verified time of signing the present counts.</summary>
    [TestCase(-2, -1, false)]
    [TestCase(-1, 1, true)]
    [TestCase(1, 2, false)]
    public void Key_counts_within_its_time_alone(int from, int until, bool counts)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var key = new TrustedKey(fixture.Key.PublicKey) { NotBefore = now.AddDays(from), NotAfter = now.AddDays(until) };
        SignatureVerdict verdict = new ImageSignatureVerifier(new TrustedSigners { Keys = [key] }).Verify(fixture.Simple(), Signed).Single();

        Assert.That(verdict.IsVerified, Is.EqualTo(counts));
        Assert.That(verdict.Reason, Is.EqualTo(counts ? null : (RefusalReason?)RefusalReason.Expired));
    }

    [Test]
    public void Key_that_must_be_in_a_log_is_not_enough_without_one()
    {
        TrustedSigners signers = fixture.Signers with { Requirements = new SigstoreRequirements { LogEntriesOfKeys = 1 } };

        Assert.That(
            new ImageSignatureVerifier(signers).Verify(fixture.Bundle(), Signed).Single().Reason,
            Is.EqualTo(RefusalReason.TransparencyLog));
    }

    [TestCase("dev.sigstore.cosign/bundle", "{")]
    [TestCase("dev.sigstore.cosign/bundle", """{"SignedEntryTimestamp":"AAAA","Payload":{"body":"AAAA","logID":"XY"}}""")]
    [TestCase("dev.sigstore.cosign/certificate", "no certificate")]
    [TestCase("dev.sigstore.cosign/rfc3161timestamp", "[]")]
    public void Malformed_annotation_is_refused(string name, string value)
    {
        SignatureEvidence evidence = fixture.Simple();

        AssertRefused(
            evidence with { Annotations = new Dictionary<string, string>(evidence.Annotations) { [name] = value } }, RefusalReason.Malformed);
    }

    private static byte[] InTotoPayload(Digest digest) => Encoding.UTF8.GetBytes(
        $$$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"{{{digest.Encoded}}}"}}],"predicateType":"p","predicate":{}}""");

    private static byte[] Payload(string type, Digest digest) => Encoding.UTF8.GetBytes(
        $$$"""{"critical":{"identity":{"docker-reference":""},"image":{"docker-manifest-digest":"{{{digest}}}"},"type":"{{{type}}}"},"optional":null}""");

    private SignatureVerdict Only(SignatureEvidence evidence) => fixture.Verifier.Verify(evidence, Signed).Single();

    private void AssertRefused(SignatureEvidence evidence, RefusalReason reason)
    {
        SignatureVerdict verdict = Only(evidence);
        Assert.That(verdict.Reason, Is.EqualTo(reason), verdict.Refusal);
        Assert.That(verdict.Refusal, Does.EndWith("."));
        Assert.That(verdict.Location, Is.EqualTo("here"));
    }
}
