using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Cosign;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;
using ContainerSecurity.SupplyChain.Signatures.Trust;
using static ContainerSecurity.SupplyChain.Tests.Signatures.Sigstore.SigstoreInstance;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Sigstore;

/// <summary>Signatures by certificates count with everything that shows who signed and when, and not without.</summary>
public class CertificateSignatureTests
{
    private const string Predicate = SignatureMediaTypes.CosignSignPredicate;

    private readonly SigstoreInstance instance = new();

    [Test]
    public void Signature_with_certificate_log_and_stamp_counts()
    {
        DsseEnvelope envelope = Envelope(instance);
        VerifiedSignature signature = Verify(
            Bundle(envelope, instance.Certificate(), c => [instance.Entry(envelope, c)], Stamp(envelope, Time.AddSeconds(5)))).Signature!;

        Assert.Multiple(() =>
        {
            Assert.That(signature.Identity, Is.EqualTo(new SignerIdentity(Subject, Issuer)));
            Assert.That(signature.Time, Is.EqualTo(Time));
            Assert.That(signature.KeyFingerprint, Is.Null);
            Assert.That(signature.Form, Is.EqualTo(SignatureForm.CosignBundle));
        });
    }

    /// <summary>A promise of the log for another signature (CVE-2022-23649), another payload or another certificate (CVE-2026-22703).</summary>
    [Test]
    public void Entry_of_the_log_that_is_another_s_is_refused()
    {
        DsseEnvelope envelope = Envelope(instance), again = Envelope(instance), other = Envelope(instance, "https://example.com/p");
        X509Certificate2 another = instance.Certificate();

        foreach (Func<X509Certificate2, string[]> entries in new Func<X509Certificate2, string[]>[]
        {
            c => [instance.Entry(again, c)],
            c => [instance.Entry(other, c)],
            _ => [instance.Entry(envelope, another)],
        })
            AssertRefused(Bundle(envelope, instance.Certificate(), entries), RefusalReason.TransparencyLog);
    }

    /// <summary>A time that the log did not promise is no time (sigstore-ruby#307).</summary>
    [Test]
    public void Time_of_an_entry_without_a_promise_is_none()
    {
        DsseEnvelope envelope = Envelope(instance);

        AssertRefused(
            Bundle(envelope, instance.Certificate(), c => [instance.Entry(envelope, c, hasPromise: false)]), RefusalReason.Time);
        Assert.That(Verify(Bundle(
            envelope, instance.Certificate(), c => [instance.Entry(envelope, c, hasPromise: false)], Stamp(envelope, Time))).IsVerified);
    }

    [TestCase(-2)]
    [TestCase(10)]
    public void Certificate_that_was_not_valid_at_one_of_the_times_is_refused(int minutes)
    {
        DsseEnvelope envelope = Envelope(instance);

        AssertRefused(
            Bundle(envelope, instance.Certificate(), c => [instance.Entry(envelope, c, at: Time.AddMinutes(minutes))]), RefusalReason.Certificate);
        AssertRefused(
            Bundle(envelope, instance.Certificate(), c => [instance.Entry(envelope, c)], Stamp(envelope, Time.AddMinutes(minutes))),
            RefusalReason.Certificate);
    }

    /// <summary>An issuing authority that has expired (CVE-2026-24122), or is not believed at the time.</summary>
    [Test]
    public void Authority_that_was_not_valid_is_refused()
    {
        foreach (SigstoreInstance other in new[]
        {
            new SigstoreInstance(issuerEnd: Time.AddMinutes(-1)),
            new SigstoreInstance { AuthorityWindow = Window(Time.AddYears(-2), Time.AddSeconds(-1)) },
            new SigstoreInstance { AuthorityWindow = Window(Time.AddSeconds(1)) },
        })
        {
            DsseEnvelope envelope = Envelope(other);
            AssertRefused(Bundle(envelope, other.Certificate(), c => [other.Entry(envelope, c)]), RefusalReason.Certificate, other);
        }
    }

    [Test]
    public void Log_whose_key_was_not_valid_is_refused_and_the_ends_of_its_time_are_within()
    {
        foreach ((int from, int until, bool counts) in new[] { (0, 0, true), (1, 2, false), (-2, -1, false) })
        {
            var other = new SigstoreInstance { LogWindow = Window(Time.AddSeconds(from), Time.AddSeconds(until)) };
            DsseEnvelope envelope = Envelope(other);
            Assert.That(
                Verify(Bundle(envelope, other.Certificate(), c => [other.Entry(envelope, c)]), other).IsVerified, Is.EqualTo(counts));
        }
    }

    [Test]
    public void Certificate_must_be_in_a_log_of_certificates_whose_key_was_valid()
    {
        DsseEnvelope envelope = Envelope(instance);
        SignatureEvidence bare = Bundle(envelope, instance.Certificate(hasTimestamp: false), c => [instance.Entry(envelope, c)]);
        var other = new SigstoreInstance { CertificateLogWindow = Window(Time.AddDays(1)) };
        DsseEnvelope second = Envelope(other);

        AssertRefused(bare, RefusalReason.Certificate);
        AssertRefused(Bundle(second, other.Certificate(), c => [other.Entry(second, c)]), RefusalReason.Certificate, other);
        Assert.That(Verify(bare, instance, new SigstoreRequirements { CertificateTimestamps = 0 }).IsVerified, "an instance without such logs");
    }

    [Test]
    public void Certificate_for_something_else_than_signing_code_is_refused()
    {
        DsseEnvelope envelope = Envelope(instance);

        AssertRefused(
            Bundle(envelope, instance.Certificate(usage: "1.3.6.1.5.5.7.3.1"), c => [instance.Entry(envelope, c)]), RefusalReason.Certificate);
    }

    [Test]
    public void Stamp_of_another_signature_or_outside_of_its_authority_s_time_is_no_time()
    {
        DsseEnvelope envelope = Envelope(instance), other = Envelope(instance);
        AssertRefused(Bundle(envelope, instance.Certificate(), NoPromise(instance, envelope), Stamp(other, Time)), RefusalReason.Time);

        foreach ((int from, int until, bool counts) in new[] { (0, 0, true), (1, 2, false), (-2, -1, false) })
        {
            var late = new SigstoreInstance { StampWindow = Window(Time.AddSeconds(from), Time.AddSeconds(until)) };
            DsseEnvelope signed = Envelope(late);
            SignatureEvidence bundle = Bundle(
                signed, late.Certificate(), NoPromise(late, signed), late.Stamps.Stamp(signed.Signatures[0].Bytes.Span, Time));
            Assert.That(Verify(bundle, late).IsVerified, Is.EqualTo(counts));
        }
    }

    /// <summary>The checks must be on the certificate that signed, and not on another one of the token (CVE-2026-39984).</summary>
    [TestCase("1.3.6.1.5.5.7.3.3")]
    [TestCase("1.3.6.1.5.5.7.3.8")]
    public void Stamp_by_another_certificate_than_the_authority_s_is_no_time(string usage)
    {
        DsseEnvelope envelope = Envelope(instance);
        byte[] stamp = instance.Stamps.StampByAnother(envelope.Signatures[0].Bytes.Span, Time, usage);

        AssertRefused(Bundle(envelope, instance.Certificate(), NoPromise(instance, envelope), stamp), RefusalReason.Time);
    }

    [Test]
    public void Identity_must_be_trusted_by_subject_and_issuer()
    {
        DsseEnvelope envelope = Envelope(instance);
        SignatureEvidence bundle = Bundle(envelope, instance.Certificate(), c => [instance.Entry(envelope, c)]);

        foreach (TrustedIdentity identity in new[]
        {
            TrustedIdentity.Exact(Subject, "https://other.example"),
            TrustedIdentity.Exact("https://git.example/shop/web", Issuer),
            TrustedIdentity.Matching("https://git.example/shop", Issuer),
        })
            Assert.That(
                new ImageSignatureVerifier(new TrustedSigners { Root = instance.Root(), Identities = [identity] })
                    .Verify(bundle, SignedImageFixture.Signed).Single().Reason,
                Is.EqualTo(RefusalReason.Identity));
    }

    [Test]
    public void Certificate_with_two_different_issuers_is_refused()
    {
        DsseEnvelope envelope = Envelope(instance);

        AssertRefused(
            Bundle(envelope, instance.Certificate(oldIssuer: "https://evil.example"), c => [instance.Entry(envelope, c)]), RefusalReason.Identity);
        Assert.That(Verify(Bundle(envelope, instance.Certificate(oldIssuer: Issuer), c => [instance.Entry(envelope, c)])).IsVerified);
    }

    [Test]
    public void Without_a_trusted_root_or_an_identity_nobody_is_believed()
    {
        DsseEnvelope envelope = Envelope(instance);
        SignatureEvidence bundle = Bundle(envelope, instance.Certificate(), c => [instance.Entry(envelope, c)]);

        foreach (TrustedSigners signers in new[]
        {
            new TrustedSigners { Root = instance.Root() },
            new TrustedSigners { Identities = [TrustedIdentity.Exact(Subject, Issuer)] },
        })
            Assert.That(
                new ImageSignatureVerifier(signers).Verify(bundle, SignedImageFixture.Signed).Single().Reason, Is.EqualTo(RefusalReason.NoTrust));
    }

    [Test]
    public void One_log_counts_once_and_what_is_required_is_not_less()
    {
        DsseEnvelope envelope = Envelope(instance);
        SignatureEvidence bundle = Bundle(envelope, instance.Certificate(), c => [instance.Entry(envelope, c), instance.Entry(envelope, c)]);

        Assert.That(
            Verify(bundle, instance, new SigstoreRequirements { LogEntries = 2 }).Reason, Is.EqualTo(RefusalReason.TransparencyLog));
        Assert.That(
            Verify(bundle, instance, new SigstoreRequirements { Times = 2 }).Reason, Is.EqualTo(RefusalReason.Time), "one log says it twice");
        SignatureEvidence stamped = Bundle(
            envelope, instance.Certificate(), c => [instance.Entry(envelope, c)], Stamp(envelope, Time));
        Assert.That(Verify(stamped, instance, new SigstoreRequirements { Times = 2 }).IsVerified);
    }

    [Test]
    public void Number_of_entries_is_bounded()
    {
        DsseEnvelope envelope = Envelope(instance);
        SignatureEvidence Many(int count) =>
            Bundle(envelope, instance.Certificate(), c => [.. Enumerable.Repeat(instance.Entry(envelope, c), count)]);

        Assert.That(Verify(Many(32)).IsVerified);
        AssertRefused(Many(33), RefusalReason.Malformed);
    }

    /// <summary>cosign's older form: the promise of the log stands in an annotation and must be for this signature (CVE-2022-36056).</summary>
    [Test]
    public void Simple_signature_with_certificate_and_promise_in_annotations_counts()
    {
        byte[] payload = SimpleSigningPayload.Write("", SignedImageFixture.Signed);
        byte[] signature = Sign(instance, payload), again = Sign(instance, payload);
        X509Certificate2 certificate = instance.Certificate();
        SignatureEvidence Evidence(string log) => SignedImageFixture.Evidence(SignatureMediaTypes.SimpleSigning, payload) with
        {
            Annotations = new Dictionary<string, string>
            {
                ["dev.cosignproject.cosign/signature"] = Base64(signature),
                ["dev.sigstore.cosign/certificate"] = certificate.ExportCertificatePem(),
                ["dev.sigstore.cosign/bundle"] = log,
            },
        };

        Assert.That(Verify(Evidence(instance.Annotation(payload, signature, certificate))).Signature!.Time, Is.EqualTo(Time));
        AssertRefused(Evidence(instance.Annotation(payload, again, certificate)), RefusalReason.TransparencyLog);
        AssertRefused(Evidence(instance.Annotation(payload, signature, instance.Certificate())), RefusalReason.TransparencyLog);
        AssertRefused(Evidence(instance.Annotation([.. payload, 1], signature, certificate)), RefusalReason.TransparencyLog);
        AssertRefused(Evidence(""), RefusalReason.TransparencyLog);
    }

    [Test]
    public void No_changed_byte_of_a_bundle_with_a_certificate_is_accepted()
    {
        DsseEnvelope envelope = Envelope(instance);
        SignatureEvidence bundle = Bundle(envelope, instance.Certificate(), c => [instance.Entry(envelope, c)]);
        TrustedRoot root = instance.Root();
        Assert.That(Verify(bundle, root).IsVerified);
        Parallel.For(0, bundle.Content.Length, i =>
        {
            byte[] changed = bundle.Content.ToArray();
            changed[i] ^= 1;
            SignatureVerdict verdict = Verify(bundle with { Content = changed }, root);
            Assert.That(verdict.IsVerified, Is.False, $"byte {i}: {Encoding.Latin1.GetString(changed.AsSpan(Math.Max(0, i - 30), 30))}");
        });
    }

    private static DsseEnvelope Envelope(SigstoreInstance by, string predicateType = Predicate)
    {
        using SigningKey key = SigningKey.Parse(by.Key.ExportPkcs8PrivateKeyPem());
        return SignedImageFixture.Statement(key, predicateType, SignedImageFixture.Signed);
    }

    private static byte[] Sign(SigstoreInstance by, byte[] data) =>
        by.Key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static Func<X509Certificate2, string[]> NoPromise(SigstoreInstance by, DsseEnvelope envelope) =>
        c => [by.Entry(envelope, c, hasPromise: false)];

    private byte[] Stamp(DsseEnvelope envelope, DateTimeOffset time) => instance.Stamps.Stamp(envelope.Signatures[0].Bytes.Span, time);

    private static SignatureEvidence Bundle(
        DsseEnvelope envelope, X509Certificate2 certificate, Func<X509Certificate2, string[]> entries, byte[]? stamp = null)
    {
        string stamps = stamp is null
            ? ""
            : $$""","timestampVerificationData":{"rfc3161Timestamps":[{"signedTimestamp":"{{Base64(stamp)}}"}]}""";
        string json = $$"""{"mediaType":"{{SignatureMediaTypes.Bundle}}","verificationMaterial":{"certificate":{{Raw(certificate.RawData)}},"tlogEntries":[{{string.Join(',', entries(certificate))}}]{{stamps}}},"dsseEnvelope":{{Encoding.UTF8.GetString(envelope.Write())}}}""";
        return SignedImageFixture.Evidence(SignatureMediaTypes.Bundle, Encoding.UTF8.GetBytes(json));
    }

    private SignatureVerdict Verify(
        SignatureEvidence evidence, SigstoreInstance? by = null, SigstoreRequirements? requirements = null) =>
        Verify(evidence, (by ?? instance).Root(), requirements);

    private static SignatureVerdict Verify(SignatureEvidence evidence, TrustedRoot root, SigstoreRequirements? requirements = null)
    {
        var signers = new TrustedSigners
        {
            Root = root,
            Identities = [TrustedIdentity.Exact(Subject, Issuer)],
            Requirements = requirements ?? new SigstoreRequirements(),
        };
        return new ImageSignatureVerifier(signers).Verify(evidence, SignedImageFixture.Signed).Single();
    }

    private void AssertRefused(SignatureEvidence evidence, RefusalReason reason, SigstoreInstance? by = null)
    {
        SignatureVerdict verdict = Verify(evidence, by);
        Assert.That(verdict.Reason, Is.EqualTo(reason), verdict.Refusal);
    }
}
