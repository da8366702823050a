using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures.Notary;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Tsp;
using BcCertificate = Org.BouncyCastle.X509.X509Certificate;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

[TestFixture]
public class NotaryTimestampTests
{
    private static readonly X509Extension Stamping = StampingUsage();
    private static readonly TestChain Authority =
        new TestChain
        {
            LeafSubject = "CN=stamps",
            LeafExtensions = [new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true), Stamping],
            NotAfter = new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero)
        }.Build();
    private static readonly TestChain Chain = new TestChain().Build();
    private static readonly DateTimeOffset Later = Chain.NotAfter.AddYears(1);

    private static X509EnhancedKeyUsageExtension StampingUsage()
    {
        var usages = new OidCollection { new Oid("1.3.6.1.5.5.7.3.8") };
        return new X509EnhancedKeyUsageExtension(usages, true);
    }

    /// <summary>Makes a token as an authority does (RFC 3161).</summary>
    private static byte[] Stamp(byte[] signature, DateTimeOffset time, int accuracySeconds = 1, TestChain? by = null)
    {
        TestChain authority = by ?? Authority;
        return Token(signature, time, accuracySeconds, authority.Leaf, authority.Key, authority.Certificates);
    }

    private static byte[] Token(
        byte[] signature, DateTimeOffset time, int accuracySeconds, X509Certificate2 leaf, AsymmetricAlgorithm own, IEnumerable<X509Certificate2> chain)
    {
        var asked = new TimeStampRequestGenerator();
        asked.SetCertReq(true);
        TimeStampRequest request = asked.Generate(TspAlgorithms.Sha256, SHA256.HashData(signature), BigInteger.One);
        BcCertificate certificate = new(leaf.RawData);
        var key = Org.BouncyCastle.Security.PrivateKeyFactory.CreateKey(own.ExportPkcs8PrivateKey());
        var generator = new TimeStampTokenGenerator(key, certificate, TspAlgorithms.Sha256, "1.2.3.4");
        generator.SetAccuracySeconds(accuracySeconds);
        generator.SetCertificates(Org.BouncyCastle.Utilities.Collections.CollectionUtilities.CreateStore([.. chain.Select(c => new BcCertificate(c.RawData))]));
        return generator.Generate(request, BigInteger.Two, time.UtcDateTime).GetEncoded();
    }

    /// <summary>Makes a token whose authority has others above it.</summary>
    private static byte[] StampBelow(byte[] signature, int authorities, out X509Certificate2 root)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var chain = new List<X509Certificate2>();
        for (int i = 0; i <= authorities; i++)
        {
            ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            bool isLeaf = i == authorities;
            var request = new CertificateRequest($"CN={(isLeaf ? "stamps" : $"authority {i}")}", own, HashAlgorithmName.SHA256);
            foreach (X509Extension extension in isLeaf ? Authority.LeafExtensions : Authority.RootExtensions)
                request.CertificateExtensions.Add(extension);
            chain.Insert(0, i == 0
                ? request.CreateSelfSigned(Authority.NotBefore, Authority.NotAfter)
                : request.Create(chain[0].SubjectName, X509SignatureGenerator.CreateForECDsa(key), Authority.NotBefore, Authority.NotAfter, [(byte)i]));
            key = own;
        }
        root = chain[^1];
        return Token(signature, TestTrust.Now, 1, chain[0], key, chain);
    }

    [TestCase(7, true)]
    [TestCase(8, false)]
    public void A_chain_of_authorities_that_is_too_long_is_not_followed(int authorities, bool isFollowed)
    {
        X509Certificate2? root = null;
        byte[] envelope = new TestEnvelope { Stamp = s => StampBelow(s, authorities, out root) }.ToJws(Chain);
        var trust = new TestTrust(Chain) { StampRoot = root, Clock = Later };
        Assert.That(trust.Verify(envelope).IsVerified, Is.EqualTo(isFollowed));
    }

    private static TestTrust Trust(DateTimeOffset clock, string verification = """{"level":"strict"}""") =>
        new(Chain) { StampRoot = Authority.Root, Clock = clock, Verification = verification };

    [Test]
    public void A_certificate_that_was_valid_when_it_was_stamped_counts()
    {
        DateTimeOffset at = Chain.NotAfter.AddDays(-1);
        var envelope = new TestEnvelope { Stamp = s => Stamp(s, at) };
        NotaryVerdict jws = Trust(Later).Verify(envelope.ToJws(Chain)), cose = Trust(Later).Verify(envelope.ToCose(Chain), NotaryMediaTypes.Cose);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(jws.Refusal, Is.Null);
            Assert.That(cose.Refusal, Is.Null);
            Assert.That(jws.Time, Is.EqualTo(at.AddSeconds(1)));
        }
    }

    [Test]
    public void A_stamp_counts_with_all_of_its_accuracy()
    {
        byte[] late = new TestEnvelope { Stamp = s => Stamp(s, Chain.NotAfter.AddSeconds(-10), 11) }.ToJws(Chain);
        byte[] early = new TestEnvelope { Stamp = s => Stamp(s, Chain.NotBefore.AddSeconds(10), 11) }.ToJws(Chain);
        byte[] within = new TestEnvelope { Stamp = s => Stamp(s, Chain.NotAfter.AddSeconds(-10), 10) }.ToJws(Chain);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Trust(Later).Verify(late).Refusal, Does.Contain("by its time stamp"));
            Assert.That(Trust(Later).Verify(early).Refusal, Does.Contain("by its time stamp"));
            Assert.That(Trust(Later).Verify(within).Refusal, Is.Null);
        }
    }

    [Test]
    public void A_policy_with_a_store_of_stamps_asks_for_one()
    {
        byte[] without = new TestEnvelope().ToJws(Chain);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Trust(TestTrust.Now).Verify(without).Refusal, Does.Contain("bears no time stamp"));
            Assert.That(Trust(TestTrust.Now, """{"level":"strict","verifyTimestamp":"afterCertExpiry"}""").Verify(without).Refusal, Is.Null);
            Assert.That(Trust(Later, """{"level":"strict","verifyTimestamp":"afterCertExpiry"}""").Verify(without).Refusal, Does.Contain("bears no time stamp"));
        }
    }

    [Test]
    public void A_stamp_that_no_store_trusts_does_not_count()
    {
        byte[] envelope = new TestEnvelope { Stamp = s => Stamp(s, TestTrust.Now) }.ToJws(Chain);
        TestChain other = new TestChain { NotAfter = new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero) }.Build();
        var trust = new TestTrust(Chain) { StampRoot = other.Root, Clock = Later };
        Assert.That(trust.Verify(envelope).Refusal, Does.Contain("in no trust store"));
        Assert.That(new TestTrust(Chain) { Clock = Later }.Verify(envelope).Refusal, Does.Contain("no time stamp is trusted"));
    }

    [Test]
    public void A_stamp_over_something_else_does_not_count()
    {
        byte[] envelope = new TestEnvelope { Stamp = _ => Stamp("another signature"u8.ToArray(), TestTrust.Now) }.ToJws(Chain);
        Assert.That(Trust(TestTrust.Now).Verify(envelope).Refusal, Does.Contain("not one over this signature"));
    }

    [Test]
    public void A_stamp_that_was_changed_does_not_count()
    {
        byte[] token = [];
        byte[] envelope = new TestEnvelope { Stamp = s => token = Stamp(s, TestTrust.Now) }.ToCose(Chain);
        int start = envelope.AsSpan().IndexOf(token);
        NotaryVerifier verifier = Trust(Later).Build();
        // What is signed of a token ends where its certificates begin; the rest is judged by the chain.
        for (int i = start; i < start + token.Length; i++)
        {
            byte[] changed = [.. envelope];
            changed[i] ^= 1;
            NotaryVerdict verdict = verifier.Verify(changed, NotaryMediaTypes.Cose, TestEnvelope.Target, TestTrust.Image);
            Assert.That(verdict.IsVerified && verdict.Time != TestTrust.Now.AddSeconds(1), Is.False, $"byte {i - start}");
        }
    }

    [Test]
    public void An_authority_that_is_revoked_stamps_nothing()
    {
        var builder = new CertificateRevocationListBuilder();
        builder.AddEntry(Authority.Leaf, TestTrust.Now.AddDays(-30));
        byte[] list = builder.Build(Authority.Root.SubjectName, X509SignatureGenerator.CreateForECDsa(Authority.RootKey), 1, Later.AddYears(1),
            HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Authority.Root, false, true), TestTrust.Now);
        var trust = new TestTrust(Chain) { StampRoot = Authority.Root, Clock = Later, Lists = [list] };
        Assert.That(trust.Verify(new TestEnvelope { Stamp = s => Stamp(s, TestTrust.Now) }.ToJws(Chain)).Refusal, Does.Contain("was revoked"));
    }
}
