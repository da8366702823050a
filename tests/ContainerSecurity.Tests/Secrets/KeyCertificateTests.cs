using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Keys;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>What the certificates beside private keys tell about them.</summary>
public class KeyCertificateTests
{
    private static readonly DateTimeOffset Past = DateTimeOffset.UtcNow.AddDays(-30);

    private static readonly DateTimeOffset Future = DateTimeOffset.UtcNow.AddDays(30);

    private static string SelfSigned(ECDsa key, DateTimeOffset end, string name = "CN=web") =>
        new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(end.AddYears(-1), end).ExportCertificatePem();

    private static string SelfSigned(RSA key, DateTimeOffset end) =>
        new CertificateRequest("CN=web", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(end.AddYears(-1), end)
            .ExportCertificatePem();

    private static SecretValidity Validity(string text) => SecretDetector.Default.Scan(text).Single(f => f.Kind == SecretKind.PrivateKey).Validity;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [Test]
    public void Key_of_an_expired_certificate_is_expired([Values("PKCS#1", "PKCS#8", "SEC 1", "PKCS#8 of a curve")] string format)
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (string key, Func<DateTimeOffset, string> certificate) = format switch
        {
            "PKCS#1" => (rsa.ExportRSAPrivateKeyPem(), end => SelfSigned(rsa, end)),
            "PKCS#8" => (rsa.ExportPkcs8PrivateKeyPem(), end => SelfSigned(rsa, end)),
            "SEC 1" => (curve.ExportECPrivateKeyPem(), end => SelfSigned(curve, end)),
            _ => (curve.ExportPkcs8PrivateKeyPem(), (Func<DateTimeOffset, string>)(end => SelfSigned(curve, end))),
        };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Validity(certificate(Past) + "\n" + key), Is.EqualTo(SecretValidity.Expired));
            Assert.That(Validity(key + "\n" + certificate(Past)), Is.EqualTo(SecretValidity.Expired));
            Assert.That(Validity(certificate(Future) + "\n" + key), Is.EqualTo(SecretValidity.Current));
            Assert.That(Validity("{\"pem\": \"" + (certificate(Past) + "\n" + key).Replace("\n", "\\n") + "\"}"), Is.EqualTo(SecretValidity.Expired));
            Assert.That(Validity(key), Is.EqualTo(SecretValidity.Unknown));
        }
    }

    [Test]
    public void Client_of_a_kubeconfig_is_judged_by_its_own_certificate()
    {
        using var authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var client = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string text = $"""
            clusters:
            - cluster:
                certificate-authority-data: {Base64(SelfSigned(authority, Future, "CN=authority"))}
            users:
            - user:
                client-certificate-data: {Base64(SelfSigned(client, Past))}
                client-key-data: {Base64(client.ExportECPrivateKeyPem())}
            """;

        Assert.That(Validity(text), Is.EqualTo(SecretValidity.Expired));
    }

    [Test]
    public void Key_in_a_Secret_is_judged_by_the_certificate_in_its_chain()
    {
        using var authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var server = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string chain = SelfSigned(server, Future) + "\n" + SelfSigned(authority, Past, "CN=authority");
        string text = $"kind: Secret\ntype: kubernetes.io/tls\ndata:\n  tls.crt: {Base64(chain)}\n  tls.key: {Base64(server.ExportPkcs8PrivateKeyPem())}\n";

        Assert.That(Validity(text), Is.EqualTo(SecretValidity.Current));
    }

    [Test]
    public void Certificate_of_another_key_tells_nothing()
    {
        using var one = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.That(Validity(SelfSigned(one, Past) + "\n" + other.ExportECPrivateKeyPem()), Is.EqualTo(SecretValidity.Unknown));
    }

    [Test]
    public void Key_that_hides_its_public_half_has_the_only_certificate()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string key = curve.ExportEncryptedPkcs8PrivateKeyPem("made up", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1));

        Assert.That(Validity(SelfSigned(curve, Past) + "\n" + key), Is.EqualTo(SecretValidity.Expired));
        Assert.That(Validity(SelfSigned(curve, Past) + "\n" + SelfSigned(other, Past, "CN=other") + "\n" + key), Is.EqualTo(SecretValidity.Unknown));
    }

    [Test]
    public void Certificate_alone_is_no_secret()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string certificate = SelfSigned(curve, Past);

        Assert.That(SecretDetector.Default.Scan(certificate), Is.Empty);
        Assert.That(SecretDetector.Default.Scan("tls.crt: " + Base64(certificate)), Is.Empty);
    }

    [Test]
    public void Damaged_certificates_and_keys_are_read_without_harm()
    {
        using var rsa = RSA.Create(1024);
        byte[] certificate = new CertificateRequest("CN=web", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Past, Future).RawData;
        byte[] key = rsa.ExportPkcs8PrivateKey();
        var random = new Random(4711);
        foreach (byte[] whole in new[] { certificate, key })
            for (int i = 0; i < 5000; i++)
            {
                byte[] damaged = whole[..random.Next(whole.Length + 1)];
                for (int j = random.Next(4); j > 0 && damaged.Length > 0; j--)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                Assert.That(() => (Certificate.TryRead(damaged), Certificate.PublicHalfOfPrivateKey(damaged)), Throws.Nothing);
            }
    }
}
