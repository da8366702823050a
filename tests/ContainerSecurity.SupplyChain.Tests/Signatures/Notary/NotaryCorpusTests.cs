using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ContainerSecurity.Conformance;
using ContainerSecurity.SupplyChain.Signatures.Notary;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

/// <summary>The envelopes of the Notary Project's own tests, whose names say what is to be thought of them.</summary>
[TestFixture]
public class NotaryCorpusTests
{
    private static NotaryVerdict Verify(string name)
    {
        byte[] envelope = File.ReadAllBytes(Corpus.Require("signatures", "notation", name));
        using JsonDocument read = JsonDocument.Parse(envelope);
        string[] chain = [.. read.RootElement.GetProperty("header").GetProperty("x5c").EnumerateArray().Select(c => c.GetString()!)];
        X509Certificate2 root = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(chain[^1]));
        var trust = new TestTrust(new TestChain().Build())
        {
            Trusted = root,
            StoreType = name.StartsWith("sa_", StringComparison.Ordinal) ? "signingAuthority" : "ca",
            Clock = Within(root),
        };
        // What it is about is in it: whether that is the image asked for is tested elsewhere.
        try
        {
            return trust.Build().Verify(envelope, NotaryMediaTypes.Jws, NotaryEnvelope.Read(envelope, NotaryMediaTypes.Jws).Target, TestTrust.Image);
        }
        catch (FormatException)
        {
            return trust.Verify(envelope);
        }
    }

    /// <summary>A time at which the certificates of the envelope are valid: some lived for a day.</summary>
    private static DateTimeOffset Within(X509Certificate2 root) =>
        TestTrust.Now > root.NotAfter.ToUniversalTime() ? root.NotAfter.ToUniversalTime() : TestTrust.Now;

    [TestCase("ca_valid_sig_env.json")]
    [TestCase("sa_valid_sig_env.json")]
    [TestCase("sig_env_with_metadata.json")]
    public void A_valid_envelope_is_verified(string name) => Assert.That(Verify(name).Refusal, Is.Null);

    [TestCase("ca_invalid_sig_env.json")]
    [TestCase("sa_invalid_sig_env.json")]
    public void An_invalid_envelope_is_refused(string name) => Assert.That(Verify(name).Failures.Select(f => f.Check), Is.EqualTo([NotaryCheck.Integrity]));

    [TestCase("ca_expired_sig_env.json")]
    [TestCase("sa_expired_sig_env.json")]
    public void An_expired_envelope_is_refused(string name) => Assert.That(Verify(name).Failures.Select(f => f.Check), Is.EqualTo([NotaryCheck.Expiry]));

    [TestCase("ca_plugin_sig_env.json")]
    [TestCase("sa_plugin_sig_env.json")]
    [TestCase("ca_compatible_pluginver_sig_env_1.0.0.json")]
    [TestCase("ca_incompatible_pluginver_sig_env_1.2.3.json")]
    public void An_envelope_that_asks_for_a_plugin_is_refused(string name) => Assert.That(Verify(name).Refusal, Does.Contain("plugin"));

    [Test]
    public void The_conformance_envelopes_have_no_certificates_and_are_refused()
    {
        byte[] jws = File.ReadAllBytes(Corpus.Require("signatures", "notation", "jws-conformance.json"));
        using JsonDocument cose = JsonDocument.Parse(File.ReadAllBytes(Corpus.Require("signatures", "notation", "cose-conformance.json")));
        byte[] message = Convert.FromHexString(cose.RootElement.GetProperty("expectedOutput").GetProperty("cborHex").GetString()!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => NotaryEnvelope.Read(jws, NotaryMediaTypes.Jws), Throws.InstanceOf<FormatException>().With.Message.Contains("certificates"));
            Assert.That(() => NotaryEnvelope.Read(message, NotaryMediaTypes.Cose), Throws.InstanceOf<FormatException>().With.Message.Contains("certificates"));
        }
    }
}
