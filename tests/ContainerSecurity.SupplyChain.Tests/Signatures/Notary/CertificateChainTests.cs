using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

/// <summary>What the signature specification asks of certificates, each broken once.</summary>
[TestFixture]
public class CertificateChainTests
{
    private static readonly X509KeyUsageExtension Signing = new(X509KeyUsageFlags.DigitalSignature, true);

    private static string? RefusalOf(TestChain chain) => new TestTrust(chain).Verify(new TestEnvelope().ToJws(chain)).Refusal;

    private static X509EnhancedKeyUsageExtension For(params string[] usages)
    {
        var oids = new OidCollection();
        foreach (string usage in usages)
            oids.Add(new Oid(usage));
        return new X509EnhancedKeyUsageExtension(oids, false);
    }

    private static IEnumerable<TestCaseData> WrongLeaves()
    {
        yield return new TestCaseData([new X509Extension[] { Signing, new X509BasicConstraintsExtension(true, false, 0, true) }])
            .SetName("A_signer_that_is_an_authority_is_refused");
        yield return new TestCaseData([Array.Empty<X509Extension>()]).SetName("A_signer_without_key_usage_is_refused");
        yield return new TestCaseData([new X509Extension[] { new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, false) }])
            .SetName("A_key_usage_that_is_not_critical_is_refused");
        yield return new TestCaseData([new X509Extension[] { new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, true) }])
            .SetName("A_signer_that_must_not_sign_is_refused");
        yield return new TestCaseData([new X509Extension[] { new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment,
            true) }]).SetName("A_signer_that_enciphers_is_refused");
        yield return new TestCaseData([new X509Extension[] { new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign,
            true) }]).SetName("A_signer_of_certificates_is_refused");
        foreach (string usage in new[] { "2.5.29.37.0", "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9" })
            yield return new TestCaseData([new X509Extension[] { Signing, For("1.3.6.1.5.5.7.3.3", usage) }])
                .SetName($"A_signer_that_is_for_{usage}_too_is_refused");
    }

    [TestCaseSource(nameof(WrongLeaves))]
    public void Wrong(X509Extension[] extensions) =>
        Assert.That(RefusalOf(new TestChain { LeafExtensions = extensions }.Build()), Does.Contain("The certificate '"));

    private static IEnumerable<TestCaseData> WrongRoots()
    {
        var usage = new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true);
        yield return new TestCaseData([new X509Extension[] { new X509BasicConstraintsExtension(true, false, 0, false), usage }])
            .SetName("Basic_constraints_that_are_not_critical_are_refused");
        yield return new TestCaseData([new X509Extension[] { new X509BasicConstraintsExtension(true, false, 0, true),
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, false) }]).SetName("An_authority_s_key_usage_that_is_not_critical_is_refused");
        yield return new TestCaseData([new X509Extension[] { new X509BasicConstraintsExtension(true, false, 0, true),
            new X509KeyUsageExtension(X509KeyUsageFlags.CrlSign, true) }]).SetName("An_authority_that_must_not_sign_certificates_is_refused");
        yield return new TestCaseData([new X509Extension[] { new X509BasicConstraintsExtension(true, false, 0, true) }])
            .SetName("An_authority_without_key_usage_is_refused");
    }

    [TestCaseSource(nameof(WrongRoots))]
    public void Wrong_root(X509Extension[] extensions) =>
        Assert.That(RefusalOf(new TestChain { RootExtensions = extensions }.Build()), Does.Contain("The certificate '"));

    [Test]
    public void Code_signing_and_what_nobody_knows_may_stand_in_a_signer_s_certificate()
    {
        var unknown = new X509Extension("1.2.3.4", [5, 0], critical: true);
        Assert.That(RefusalOf(new TestChain
        {
            LeafExtensions = [Signing, For("1.3.6.1.5.5.7.3.3"), new X509BasicConstraintsExtension(false, false, 0, false),
            unknown]
        }.Build()), Is.Null);
    }

    [Test]
    public void A_path_that_is_longer_than_an_authority_allows_is_refused()
    {
        Assert.That(RefusalOf(new TestChain
        {
            RootExtensions = [new X509BasicConstraintsExtension(true, true, 0, true), new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true)],
        }.Build()), Is.Null, "No authority stands between root and signer.");

        (X509Certificate2[] certificates, ECDsa key) = WithIntermediate(pathLength: 0);
        Assert.That(Verify(certificates, key), Does.Contain("allows 0 authorities below it"));
        (certificates, key) = WithIntermediate(pathLength: 1);
        Assert.That(Verify(certificates, key), Is.Null);
    }

    [Test]
    public void A_signer_that_signs_itself_may_stand_alone()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(TestChain.Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Signing);
        X509Certificate2 alone = request.CreateSelfSigned(TestTrust.Now.AddYears(-1), TestTrust.Now.AddYears(1));
        Assert.That(Verify([alone], key), Is.Null);
    }

    [Test]
    public void SHA_1_is_refused()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("C=US, ST=WA, O=example.com, CN=root", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(Signing);
        X509Certificate2 alone = request.Create(request.SubjectName, new Sha1Generator(key), TestTrust.Now.AddYears(-1), TestTrust.Now.AddYears(1), [1]);
        TestChain chain = new TestChain().Build(key);
        var trust = new TestTrust(chain);
        Assert.That(trust.Verify(new TestEnvelope { Algorithm = "PS256", Certificates = [alone] }.ToJws(chain)).Refusal, Does.Contain("no longer counts"));
    }

    private static string? Verify(X509Certificate2[] certificates, ECDsa key)
    {
        TestChain chain = new TestChain().Build(key);
        return new TestTrust(chain) { Trusted = certificates[^1] }.Verify(new TestEnvelope { Certificates = certificates }.ToJws(chain)).Refusal;
    }

    private static (X509Certificate2[] Certificates, ECDsa Key) WithIntermediate(int pathLength)
    {
        TestChain upper = new TestChain
        {
            RootExtensions = [new X509BasicConstraintsExtension(true, true, pathLength, true),
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true)]
        }.Build();
        ECDsa between = ECDsa.Create(ECCurve.NamedCurves.nistP256), key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var middle = new CertificateRequest("CN=between", between, HashAlgorithmName.SHA256);
        middle.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        middle.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        X509Certificate2 authority = middle.Create(upper.Root.SubjectName, X509SignatureGenerator.CreateForECDsa(upper.RootKey), upper.NotBefore,
            upper.NotAfter, [2]);
        var leaf = new CertificateRequest(TestChain.Subject, key, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(Signing);
        X509Certificate2 signer = leaf.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(between), upper.NotBefore, upper.NotAfter, [3]);
        return ([signer, authority, upper.Root], key);
    }

    private sealed class Sha1Generator(RSA key) : X509SignatureGenerator
    {
        private readonly X509SignatureGenerator inner = CreateForRSA(key, RSASignaturePadding.Pkcs1);

        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00];

#pragma warning disable CA5350 // That it is refused is what is tested.
        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
#pragma warning restore CA5350

        protected override PublicKey BuildPublicKey() => inner.PublicKey;
    }
}
