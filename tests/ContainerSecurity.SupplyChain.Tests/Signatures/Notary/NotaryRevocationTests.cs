using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Notary.Revocation;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

[TestFixture]
public class NotaryRevocationTests
{
    private static readonly X509Extension Points = CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(["http://crl.example.com/list.crl"]);
    private static readonly TestChain Chain =
        new TestChain { LeafExtensions = [new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true), Points] }.Build();

    private static byte[] List(DateTimeOffset until, DateTimeOffset? revoked = null, X509Certificate2? issuer = null, ECDsa? key = null)
    {
        var builder = new CertificateRevocationListBuilder();
        if (revoked is { } time)
            builder.AddEntry(Chain.Leaf, time);
        return builder.Build((issuer ?? Chain.Root).SubjectName, X509SignatureGenerator.CreateForECDsa(key ?? Chain.RootKey), 1, until,
            HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer ?? Chain.Root, false, true), TestTrust.Now.AddDays(-10));
    }

    private static string? RefusalOf(string verification, params byte[][] lists) =>
        new TestTrust(Chain) { Verification = verification, Lists = lists }.Verify(new TestEnvelope().ToJws(Chain)).Refusal;

    private const string Strict = """{"level":"strict"}""";

    [Test]
    public void A_revoked_certificate_is_refused() =>
        Assert.That(RefusalOf(Strict, List(TestTrust.Now.AddDays(1), TestTrust.Now.AddDays(-20))), Does.Contain("was revoked"));

    [Test]
    public void A_certificate_that_a_list_does_not_name_is_believed() => Assert.That(RefusalOf(Strict, List(TestTrust.Now.AddDays(1))), Is.Null);

    [Test]
    public void Where_nobody_knows_the_signature_is_refused() => Assert.That(RefusalOf(Strict), Does.Contain("no list at hand"));

    [Test]
    public void A_list_that_has_ended_says_nothing_but_what_it_names() =>
        Assert.That(
            new[] { RefusalOf(Strict, List(TestTrust.Now.AddDays(-1))), RefusalOf(Strict, List(TestTrust.Now.AddDays(-1), TestTrust.Now.AddDays(-20))) },
            Is.EqualTo([Does.Contain("not valid now"), Does.Contain("was revoked")]).Using<string, NUnit.Framework.Constraints.IConstraint>((text, wanted) => wanted.ApplyTo(text).IsSuccess));

    [Test]
    public void A_list_of_somebody_else_says_nothing()
    {
        TestChain other = new TestChain().Build();
        Assert.That(RefusalOf(Strict, List(TestTrust.Now.AddDays(1), key: other.RootKey)), Does.Contain("no list at hand"));
    }

    [Test]
    public void A_policy_may_log_or_skip_what_nobody_knows()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RefusalOf("""{"level":"permissive"}"""), Is.Null);
            Assert.That(RefusalOf("""{"level":"strict","override":{"revocation":"skip"}}"""), Is.Null);
            Assert.That(RefusalOf("""{"level":"strict","override":{"revocation":"skip"}}""", List(TestTrust.Now.AddDays(1), TestTrust.Now.AddDays(-20))), Does.Contain("was revoked"), "What is known is not passed over.");
        }
    }

    [Test]
    public void A_certificate_that_names_nobody_to_ask_is_believed()
    {
        TestChain plain = new TestChain().Build();
        Assert.That(new TestTrust(plain).Verify(new TestEnvelope().ToJws(plain)).Refusal, Is.Null);
    }

    [Test]
    public void What_was_signed_before_the_revocation_counts_where_the_time_is_vouched_for()
    {
        byte[] list = List(TestTrust.Now.AddDays(1), TestTrust.Now.AddDays(-20));
        byte[] before = new TestEnvelope { Scheme = "notary.x509.signingAuthority", Time = TestTrust.Now.AddDays(-21) }.ToJws(Chain);
        byte[] after = new TestEnvelope { Scheme = "notary.x509.signingAuthority", Time = TestTrust.Now.AddDays(-20) }.ToJws(Chain);
        var trust = new TestTrust(Chain) { StoreType = "signingAuthority", Lists = [list] };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(trust.Verify(before).Refusal, Is.Null);
            Assert.That(trust.Verify(after).Refusal, Does.Contain("was revoked"));
        }
    }

    [Test]
    public void More_lists_than_are_read_and_longer_ones_are_errors()
    {
        string folder = Directory.CreateTempSubdirectory("lists-").FullName;
        for (int i = 0; i <= 1000; i++)
            File.WriteAllText(Path.Combine(folder, $"{i}.crl"), "");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => NotaryRevocationLists.ReadFolder(folder), Throws.TypeOf<SignatureFormatException>().With.Message.Contains("1000 are read"));
            Assert.That(() => NotaryRevocationLists.Read([new byte[(64 * 1024 * 1024) + 1]]), Throws.TypeOf<SignatureFormatException>()
                .With.Message.Contains("at most"));
        }
    }

    [Test]
    public void A_list_may_be_in_PEM()
    {
        string pem = System.Security.Cryptography.PemEncoding.WriteString("X509 CRL", List(TestTrust.Now.AddDays(1)));
        Assert.That(RefusalOf(Strict, System.Text.Encoding.ASCII.GetBytes(pem)), Is.Null);
    }

    [Test]
    public void What_is_no_list_is_an_error() =>
        Assert.That(() => NotaryRevocationLists.Read([new byte[] { 0x30, 0x03, 0x02, 0x01, 0x01 }]), Throws.TypeOf<SignatureFormatException>());
}
