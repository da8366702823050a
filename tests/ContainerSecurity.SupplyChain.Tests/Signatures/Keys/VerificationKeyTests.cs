using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Keys;

/// <summary>Public keys check signatures of their kind, and nothing else is a key.</summary>
public class VerificationKeyTests
{
    private static readonly byte[] Data = Encoding.UTF8.GetBytes("what is signed");

    [Test]
    public void Each_kind_of_key_verifies_what_it_signed_and_nothing_else([Values] KeyAlgorithm algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);
        using SigningKey other = SigningKey.Generate(algorithm);
        byte[] signature = key.Sign(Data);

        Assert.Multiple(() =>
        {
            Assert.That(VerificationKey.Parse(key.ExportPublicPem()).Verify(Data, signature), Is.True);
            Assert.That(other.PublicKey.Verify(Data, signature), Is.False);
            Assert.That(key.PublicKey.Verify([.. Data, 0], signature), Is.False);
            Assert.That(key.PublicKey.Verify(Data, signature.AsSpan(1)), Is.False);
            Assert.That(key.PublicKey.Verify(Data, []), Is.False);
            Assert.That(key.PublicKey.Algorithm, Is.EqualTo(algorithm));
        });
    }

    [TestCase("nistP256", "SHA256", true)]
    [TestCase("nistP256", "SHA384", false)]
    [TestCase("nistP384", "SHA256", true)]
    [TestCase("nistP384", "SHA384", true)]
    [TestCase("nistP384", "SHA512", false)]
    [TestCase("nistP521", "SHA512", true)]
    public void Hash_is_SHA256_or_that_of_the_curve(string curve, string hash, bool isAccepted)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var name = new HashAlgorithmName(hash);
        VerificationKey verification = VerificationKey.FromDer(key.ExportSubjectPublicKeyInfo());

        Assert.That(verification.Verify(Data, key.SignData(Data, name, DSASignatureFormat.Rfc3279DerSequence)), Is.EqualTo(isAccepted));
        Assert.That(verification.Verify(Data, key.SignData(Data, name)), Is.EqualTo(isAccepted), "r||s");
    }

    [Test]
    public void RSA_signature_is_PKCS1_or_PSS()
    {
        using var key = RSA.Create(2048);
        VerificationKey verification = VerificationKey.Parse(key.ExportRSAPublicKeyPem());

        Assert.That(verification.Verify(Data, key.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)), Is.True);
        Assert.That(verification.Verify(Data, key.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)), Is.True);
        Assert.That(verification.Verify(Data, key.SignData(Data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)), Is.False);
    }

    [Test]
    public void Two_encodings_of_one_key_are_one_key()
    {
        using var key = RSA.Create(2048);

        Assert.That(VerificationKey.Parse(key.ExportRSAPublicKeyPem()), Is.EqualTo(VerificationKey.Parse(key.ExportSubjectPublicKeyInfoPem())));
    }

    [Test]
    public void Fingerprint_is_the_hash_of_the_encoded_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] der = key.ExportSubjectPublicKeyInfo();

        Assert.That(VerificationKey.FromDer(der).Fingerprint, Is.EqualTo("sha256:" + Convert.ToHexStringLower(SHA256.HashData(der))));
        Assert.That(VerificationKey.FromDer(der).Der.ToArray(), Is.EqualTo(der));
    }

    [TestCase("", "no PEM object")]
    [TestCase("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "no public key")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "private key")]
    [TestCase("-----BEGIN PGP MESSAGE-----\nAAAA\n-----END PGP MESSAGE-----", "expected")]
    [TestCase("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "no valid certificate")]
    public void What_is_no_public_key_is_refused_and_said(string pem, string message) =>
        Assert.That(() => VerificationKey.Parse(pem), Throws.TypeOf<KeyFormatException>().With.Message.Contains(message));

    [Test]
    public void Short_RSA_key_is_refused()
    {
        using var key = RSA.Create(1024);

        Assert.That(
            () => VerificationKey.FromDer(key.ExportSubjectPublicKeyInfo()),
            Throws.TypeOf<KeyFormatException>().With.Message.Contains("1024 bits"));
    }

    [Test]
    public void Curve_that_is_not_accepted_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));

        Assert.That(() => VerificationKey.FromDer(key.ExportSubjectPublicKeyInfo()), Throws.TypeOf<KeyFormatException>());
    }

    [Test]
    public void Bytes_after_a_key_are_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.That(() => VerificationKey.FromDer((byte[])[.. key.ExportSubjectPublicKeyInfo(), 0]), Throws.TypeOf<KeyFormatException>());
    }

    [Test]
    public void Two_keys_in_one_text_are_refused()
    {
        using SigningKey key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

        Assert.That(
            () => VerificationKey.Parse(key.ExportPublicPem() + key.ExportPublicPem()),
            Throws.TypeOf<KeyFormatException>().With.Message.Contains("exactly one"));
    }

    [Test]
    public void Longest_PEM_text_is_read_and_a_longer_one_is_refused()
    {
        using SigningKey key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        string text = key.ExportPublicPem().PadRight(VerificationKey.MaxPemLength);

        Assert.That(VerificationKey.Parse(text), Is.EqualTo(key.PublicKey));
        Assert.That(() => VerificationKey.Parse(text + " "), Throws.TypeOf<KeyFormatException>().With.Message.Contains("longer than"));
    }

    [Test]
    public void Key_of_small_order_which_verifies_anything_is_refused()
    {
        byte[] spki = [.. Convert.FromHexString("302A300506032B6570032100"), 1, .. new byte[31]];

        Assert.That(() => VerificationKey.FromDer(spki), Throws.TypeOf<KeyFormatException>());
    }
}
