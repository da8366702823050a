using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Keys;

/// <summary>Private keys are read in the forms that tools write.</summary>
public class SigningKeyTests
{
    private static readonly byte[] Data = Encoding.UTF8.GetBytes("what is signed");
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2048);

    [Test]
    public void Exported_key_is_the_same_key([Values] KeyAlgorithm algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);
        using SigningKey read = SigningKey.Parse(key.ExportPem());

        Assert.That(read.PublicKey, Is.EqualTo(key.PublicKey));
        Assert.That(key.PublicKey.Verify(Data, read.Sign(Data)), Is.True);
    }

    [Test]
    public void Forms_of_other_tools_are_read()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        using SigningKey sec1 = SigningKey.Parse(curve.ExportECPrivateKeyPem());
        using SigningKey pkcs1 = SigningKey.Parse(rsa.ExportRSAPrivateKeyPem());
        using SigningKey encrypted = SigningKey.Parse(curve.ExportEncryptedPkcs8PrivateKeyPem("word", Encryption), "word");

        Assert.That(sec1.PublicKey, Is.EqualTo(VerificationKey.FromDer(curve.ExportSubjectPublicKeyInfo())));
        Assert.That(encrypted.PublicKey, Is.EqualTo(sec1.PublicKey));
        Assert.That(pkcs1.PublicKey, Is.EqualTo(VerificationKey.FromDer(rsa.ExportSubjectPublicKeyInfo())));
    }

    [TestCase(null, "Give its password")]
    [TestCase("other", "is the password right?")]
    public void Missing_or_wrong_password_is_said(string? password, string message)
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = curve.ExportEncryptedPkcs8PrivateKeyPem("word", Encryption);

        Assert.That(() => SigningKey.Parse(pem, password), Throws.TypeOf<KeyFormatException>().With.Message.Contains(message));
    }

    /// <summary>The vector of NaCl's own test of crypto_secretbox (tests/secretbox.c).</summary>
    [Test]
    public void Secretbox_of_NaCl_is_opened_and_a_changed_one_is_not()
    {
        byte[] key = Convert.FromHexString("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
        byte[] nonce = Convert.FromHexString("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
        byte[] box = Convert.FromHexString(
            "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5");
        byte[] content = CosignKeyBox.Unseal(key, nonce, box);

        Assert.That(Convert.ToHexStringLower(content), Does.StartWith("be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd4"));
        box[^1] ^= 1;
        Assert.That(() => CosignKeyBox.Unseal(key, nonce, box), Throws.TypeOf<KeyFormatException>());
    }

    [TestCase(65536, 8, 1, "is the password right?")]
    [TestCase(1 << 18, 8, 1, "is the password right?")]
    [TestCase(1 << 19, 8, 1, "too much memory or time")]
    [TestCase(1024, 8, 8, "is the password right?")]
    [TestCase(1024, 8, 9, "too much memory or time")]
    [TestCase(1000, 8, 1, "not valid")]
    [TestCase(0, 8, 1, "no positive number")]
    public void Parameters_of_scrypt_are_bounded(int n, int r, int p, string message)
    {
        string json = $$"""
            {"kdf":{"name":"scrypt","params":{"N":{{n}},"r":{{r}},"p":{{p}}},"salt":"AAAA"},
             "cipher":{"name":"nacl/secretbox","nonce":"{{Convert.ToBase64String(new byte[24])}}"},
             "ciphertext":"{{Convert.ToBase64String(new byte[64])}}"}
            """;
        string pem = PemEncoding.WriteString("ENCRYPTED SIGSTORE PRIVATE KEY", Encoding.UTF8.GetBytes(json));

        Assert.That(() => SigningKey.Parse(pem, "word"), Throws.TypeOf<KeyFormatException>().With.Message.Contains(message));
    }

    [Test]
    public void Key_that_was_disposed_of_signs_nothing_and_shows_no_secret()
    {
        SigningKey key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        Assert.That(key.ToString(), Does.StartWith("EcdsaP256 sha256:"));
        key.Dispose();

        Assert.That(() => key.Sign(Data), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(key.ExportPem, Throws.TypeOf<ObjectDisposedException>());
    }
}
