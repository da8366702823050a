using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Images;
using ContainerSecurity.SupplyChain.Signatures.Notary;
using ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Images;

[TestFixture]
public class ImageTrustVerifierTests
{
    private static readonly ImageReference Web = Signer.Parse("registry.example.com/shop/web:1.4.2");
    private static readonly Descriptor Target = TestEnvelope.Target;

    private Signer anna = null!;
    private Signer ben = null!;
    private Signer eve = null!;

    [SetUp]
    public void Create() => (anna, ben, eve) = (new Signer(), new Signer(), new Signer());

    [TearDown]
    public void Remove()
    {
        anna.Dispose();
        ben.Dispose();
        eve.Dispose();
    }

    private static ImageTrustRequirement By(params RequiredKey[] keys) => new([new ImagePattern("registry.example.com/shop/*")]) { Keys = keys };

    private static ImageVerification Verify(ImageTrustRequirement asked, params SignatureEvidence[] evidence) =>
        ImageTrustVerifier.Create(new ImageTrustPolicy([asked])).Verify(Web, [Target], evidence);

    [Test]
    public void A_signature_of_a_trusted_key_counts()
    {
        ImageVerification verification = Verify(By(anna.Required), eve.Simple(Target.Digest), anna.Simple(Target.Digest));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verification.State, Is.EqualTo(ImageVerificationState.Verified));
            Assert.That(verification.VerifiedBy, Is.EqualTo(new[] { $"the key {anna.Key.PublicKey.Fingerprint}" }));
            Assert.That(verification.Digest, Is.EqualTo(Target.Digest.ToString()));
        }
    }

    [Test]
    public void An_image_without_a_signature_is_refused() =>
        Assert.That(Verify(By(anna.Required)).Reasons, Is.EqualTo(new[] { "It has no signature." }));

    [Test]
    public void A_signature_of_somebody_else_or_over_another_image_is_refused()
    {
        ImageVerification verification = Verify(By(anna.Required), eve.Simple(Target.Digest), anna.Simple(Digest.OfBytes([1])));
        Assert.That(verification.State, Is.EqualTo(ImageVerificationState.Refused));
        Assert.That(verification.Reasons, Has.Count.EqualTo(3));
    }

    [Test]
    public void One_who_signs_twice_counts_once()
    {
        ImageTrustRequirement two = By(anna.Required, ben.Required, eve.Required) with { Threshold = 2 };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Verify(two, anna.Simple(Target.Digest), anna.Simple(Target.Digest)).State, Is.EqualTo(ImageVerificationState.Refused));
            Assert.That(Verify(two, anna.Simple(Target.Digest), eve.Simple(Target.Digest)).State, Is.EqualTo(ImageVerificationState.Verified));
            Assert.That(Verify(By(anna.Required, anna.Required) with { Threshold = 2 }, anna.Simple(Target.Digest)).State,
                Is.EqualTo(ImageVerificationState.Refused));
        }
    }

    [Test]
    public void An_attestation_is_no_signature() =>
        Assert.That(Verify(By(anna.Required), anna.Attest(Target.Digest, Signer.Provenance, "{}")).State, Is.EqualTo(ImageVerificationState.Refused));

    [TestCase("predicate.builder == 'ours'", """{"builder":"ours"}""", true)]
    [TestCase("predicate.builder == 'ours'", """{"builder":"theirs"}""", false)]
    [TestCase("predicate.builder == 'ours'", "{}", false)]
    [TestCase("predicate.builder", """{"builder":"ours"}""", false)]
    [TestCase("subject.exists(s, s.digest.sha256.size() == 64) && now > timestamp('2020-01-01T00:00:00Z')", "{}", true)]
    public void An_attestation_must_satisfy_the_expression(string expression, string predicate, bool isVerified)
    {
        ImageTrustRequirement asked = By(anna.Required) with { Attestations = [new RequiredAttestation(Signer.Provenance) { Expression = expression }] };
        ImageVerification verification = Verify(asked, anna.Simple(Target.Digest), anna.Attest(Target.Digest, Signer.Provenance, predicate));
        Assert.That(verification.State == ImageVerificationState.Verified, Is.EqualTo(isVerified), string.Join(" ", verification.Reasons));
    }

    [Test]
    public void An_attestation_of_another_type_signer_or_image_does_not_count()
    {
        ImageTrustRequirement asked = By(anna.Required) with { Attestations = [new RequiredAttestation(Signer.Provenance)] };
        SignatureEvidence[] others =
        [
            anna.Attest(Target.Digest, "https://example.com/other", "{}"),
            eve.Attest(Target.Digest, Signer.Provenance, "{}"),
            anna.Attest(Digest.OfBytes([1]), Signer.Provenance, "{}"),
        ];
        Assert.That(others.Select(o => Verify(asked, anna.Simple(Target.Digest), o).State), Is.All.EqualTo(ImageVerificationState.Refused));
    }

    [Test]
    public void An_attestation_that_is_too_old_or_of_unknown_age_does_not_count()
    {
        ImageTrustRequirement asked = By(anna.Required) with { Attestations = [new RequiredAttestation("scan") { MaxAge = TimeSpan.FromDays(7) }] };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(DateTimeOffset.UtcNow.AddDays(-1)), Is.EqualTo(ImageVerificationState.Verified));
            Assert.That(Of(DateTimeOffset.UtcNow.AddDays(-8)), Is.EqualTo(ImageVerificationState.Refused));
            Assert.That(Of(DateTimeOffset.UtcNow.AddDays(1)), Is.EqualTo(ImageVerificationState.Refused));
            Assert.That(Verify(asked, anna.Simple(Target.Digest), anna.Attest(Target.Digest, "scan", "{}")).State, Is.EqualTo(ImageVerificationState.Refused));
        }

        ImageVerificationState Of(DateTimeOffset time) => Verify(
            asked, anna.Simple(Target.Digest), anna.Attest(Target.Digest, "scan", $$$"""{"metadata":{"scanFinishedOn":"{{{time:O}}}"}}""")).State;
    }

    [Test]
    public void A_signature_of_the_Notary_Project_counts_where_its_trust_is_named()
    {
        TestChain chain = new TestChain { NotBefore = DateTimeOffset.UtcNow.AddDays(-1), NotAfter = DateTimeOffset.UtcNow.AddDays(1) }.Build();
        string folder = Directory.CreateTempSubdirectory("notary-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "truststore", "x509", "ca", "shop"));
        File.WriteAllText(Path.Combine(folder, "truststore", "x509", "ca", "shop", "root.crt"), chain.Root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "trustpolicy.json"), """
            {"version":"1.0","trustPolicies":[{"name":"shop","registryScopes":["registry.example.com/shop/web"],
            "signatureVerification":{"level":"strict"},"trustStores":["ca:shop"],"trustedIdentities":["*"]}]}
            """);
        ImageTrustRequirement asked = new([new ImagePattern("*")]) { Notary = folder };
        var evidence = new SignatureEvidence { MediaType = NotaryMediaTypes.Jws, Content = new TestEnvelope().ToJws(chain), Location = "envelope" };
        ImageTrustVerifier verifier = ImageTrustVerifier.Create(new ImageTrustPolicy([asked]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verifier.Errors, Is.Empty);
            Assert.That(verifier.Verify(Web, [Target], [evidence]).VerifiedBy.Single(), Does.Contain("CN=signer"));
            Assert.That(verifier.Verify(Signer.Parse("registry.example.com/shop/api"), [Target], [evidence]).State, Is.EqualTo(ImageVerificationState.Refused));
            Assert.That(verifier.Verify(null, [Target], [evidence]).State, Is.EqualTo(ImageVerificationState.Refused));
        }
        string before = verifier.Fingerprint;
        File.WriteAllText(Path.Combine(folder, "truststore", "x509", "ca", "shop", "root.crt"), new TestChain().Build().Root.ExportCertificatePem());
        Assert.That(ImageTrustVerifier.Create(new ImageTrustPolicy([asked])).Fingerprint, Is.Not.EqualTo(before), "What decides is in the fingerprint.");
    }

    [Test]
    public void A_key_that_cannot_be_read_is_an_error_and_no_image_is_trusted()
    {
        ImageTrustVerifier verifier = ImageTrustVerifier.Create(new ImageTrustPolicy([By(new RequiredKey(null, "absent.pub"), anna.Required)]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verifier.Errors.Single().Message, Does.Contain("absent.pub"));
            Assert.That(verifier.Verify(Web, [Target], [anna.Simple(Target.Digest)]).State, Is.EqualTo(ImageVerificationState.NotEvaluated));
        }
    }

    [Test]
    public void All_requirements_that_name_an_image_must_be_satisfied()
    {
        ImageTrustVerifier verifier = ImageTrustVerifier.Create(new ImageTrustPolicy([By(anna.Required),
            new ImageTrustRequirement([new ImagePattern("*")]) { Keys = [ben.Required] }]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verifier.Verify(Web, [Target], [anna.Simple(Target.Digest)]).State, Is.EqualTo(ImageVerificationState.Refused));
            Assert.That(verifier.Verify(Web, [Target], [anna.Simple(Target.Digest), ben.Simple(Target.Digest)]).State,
                Is.EqualTo(ImageVerificationState.Verified));
            Assert.That(verifier.Verify(Signer.Parse("other.example.com/x"), [Target], [ben.Simple(Target.Digest)]).State,
                Is.EqualTo(ImageVerificationState.Verified));
        }
    }

    [Test]
    public void Of_many_refusals_some_are_told_and_the_others_counted()
    {
        ImageVerification verification =
            Verify(By(anna.Required), [.. Enumerable.Range(0, 20).Select(_ => eve.Simple(Target.Digest) with { Location = Guid.NewGuid().ToString() })]);
        Assert.That(verification.Reasons, Has.Count.EqualTo(10));
        Assert.That(verification.Reasons[^1], Is.EqualTo("12 more signatures do not count."));
    }

    [Test]
    public void A_signature_of_an_index_that_holds_the_image_counts_and_says_so()
    {
        var index = new Descriptor(ImageMediaType.Index, Digest.OfBytes([7]), 7);
        ImageVerification verification = ImageTrustVerifier.Create(new ImageTrustPolicy([By(anna.Required)]))
            .Verify(Web, [Target, index], [anna.Simple(index.Digest)]);
        Assert.That((verification.State, verification.Digest), Is.EqualTo((ImageVerificationState.Verified, index.Digest.ToString())));
    }
}
