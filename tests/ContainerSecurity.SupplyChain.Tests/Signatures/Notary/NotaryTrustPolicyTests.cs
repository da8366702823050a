using System.Text;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Notary.Policies;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

[TestFixture]
public class NotaryTrustPolicyTests
{
    private const string Good = """
        {"version":"1.0","trustPolicies":[
        {"name":"web","registryScopes":["registry.example.com/shop/web"],"signatureVerification":{"level":"strict"},"trustStores":["ca:shop"],"trustedIdentities":["x509.subject: C=US, ST=WA, O=example.com"]},
        {"name":"all","registryScopes":["*"],"signatureVerification":{"level":"skip"}}]}
        """;

    private static NotaryTrustPolicyDocument Read(string json) => NotaryTrustPolicyDocument.Read(Encoding.UTF8.GetBytes(json));

    [Test]
    public void The_exact_scope_stands_before_the_one_for_all()
    {
        NotaryTrustPolicyDocument document = Read(Good);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.Find(TestTrust.Parse("registry.example.com/shop/web:1"))?.Name, Is.EqualTo("web"));
            Assert.That(document.Find(TestTrust.Parse("registry.example.com/shop/web2"))?.Name, Is.EqualTo("all"));
            Assert.That(document.Find(TestTrust.Parse("registry.example.com/shop"))?.Skips, Is.True);
        }
    }

    [TestCase("\"1.0\"", "\"1.1\"")]
    [TestCase("\"all\"", "\"web\"")]
    [TestCase("[\"*\"]", "[\"*\",\"registry.example.com/shop/api\"]")]
    [TestCase("[\"*\"]", "[\"registry.example.com/shop/web\"]")]
    [TestCase("[\"*\"]", "[]")]
    [TestCase("registry.example.com/shop/web\"]", "registry.example.com/shop/web:1\"]")]
    [TestCase("registry.example.com/shop/web\"]", "registry.example.com/*\"]")]
    [TestCase("registry.example.com/shop/web\"]", "registry.example.com\"]")]
    [TestCase("\"strict\"", "\"Strict\"")]
    [TestCase("{\"level\":\"strict\"}", "{\"level\":\"strict\",\"override\":{\"integrity\":\"log\"}}")]
    [TestCase("{\"level\":\"strict\"}", "{\"level\":\"strict\",\"override\":{\"expiry\":\"skip\"}}")]
    [TestCase("{\"level\":\"strict\"}", "{\"level\":\"strict\",\"override\":{\"expiry\":\"ignore\"}}")]
    [TestCase("{\"level\":\"strict\"}", "{\"level\":\"strict\",\"override\":{\"time\":\"log\"}}")]
    [TestCase("{\"level\":\"strict\"}", "{\"level\":\"strict\",\"verifyTimestamp\":\"never\"}")]
    [TestCase("{\"level\":\"skip\"}", "{\"level\":\"skip\",\"override\":{\"revocation\":\"log\"}}")]
    [TestCase("{\"level\":\"skip\"}", "{\"level\":\"audit\"}")]
    [TestCase("\"ca:shop\"", "\"shop\"")]
    [TestCase("\"ca:shop\"", "\"root:shop\"")]
    [TestCase("\"ca:shop\"", "\"ca:../shop\"")]
    [TestCase("C=US, ST=WA, O=example.com", "C=US, O=example.com")]
    [TestCase("C=US, ST=WA, O=example.com", "C=US, ST=WA, O=example.com, C=DE")]
    [TestCase("C=US, ST=WA, O=example.com", "C=US+ST=WA, O=example.com")]
    [TestCase("C=US, ST=WA, O=example.com", "")]
    [TestCase("\"x509.subject: C=US, ST=WA, O=example.com\"", "\"*\",\"x509.subject: C=US, ST=WA, O=example.com\"")]
    [TestCase("\"x509.subject: C=US, ST=WA, O=example.com\"",
        "\"x509.subject: C=US, ST=WA, O=example.com\",\"x509.subject: C=US, ST=WA, O=example.com, CN=a\"")]
    [TestCase("\"x509.subject: C=US, ST=WA, O=example.com\"", "\"example\"")]
    public void A_document_that_breaks_a_rule_is_no_policy(string part, string wrong)
    {
        int at = Good.IndexOf(part, StringComparison.Ordinal);
        Assert.That(at, Is.Not.Negative);
        Assert.That(() => Read(Good[..at] + wrong + Good[(at + part.Length)..]), Throws.TypeOf<SignatureFormatException>());
    }

    [Test]
    public void A_name_that_stands_twice_is_no_policy() =>
        Assert.That(() => Read(Good.Replace("\"version\":\"1.0\"", "\"version\":\"1.0\",\"version\":\"1.0\"", StringComparison.Ordinal)),
            Throws.TypeOf<SignatureFormatException>());

    [Test]
    public void Escapes_stand_for_what_they_escape()
    {
        NotaryTrustPolicyDocument document = Read(Good.Replace("O=example.com", "O=Example\\\\, Inc.", StringComparison.Ordinal));
        var subject = new System.Security.Cryptography.X509Certificates.X500DistinguishedName("C=US, ST=WA, O=\"Example, Inc.\", CN=signer");
        Assert.That(document.Policies[0].Trusts(subject));
    }
}
