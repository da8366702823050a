using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>Reads what private keys hold and brings them into one form, PKCS#8 without encryption.</summary>
internal static class PrivateKeyContent
{
    public static byte[] Read(string label, byte[] content, string? password) => label switch
    {
        "PRIVATE KEY" => content,
        "EC PRIVATE KEY" => Curve(content),
        "RSA PRIVATE KEY" => Rsa(content),
        "ENCRYPTED PRIVATE KEY" => Decrypted(content, Required(password)),
        "ENCRYPTED SIGSTORE PRIVATE KEY" or "ENCRYPTED COSIGN PRIVATE KEY" => CosignKeyBox.Open(content, Required(password)),
        "PUBLIC KEY" or "RSA PUBLIC KEY" or "CERTIFICATE" =>
            throw new KeyFormatException("This is a public key. Give the private key, which signs."),
        _ => throw new KeyFormatException("The PEM text is no private key: PKCS#8, SEC 1, PKCS#1 and cosign's own form are accepted."),
    };

    public static VerificationKey PublicKeyOf(byte[] pkcs8)
    {
        try
        {
            Pkcs8PrivateKeyInfo info = Pkcs8PrivateKeyInfo.Decode(pkcs8, out int read, skipCopy: true);
            if (read != pkcs8.Length)
                throw new KeyFormatException("Bytes follow the private key.");
            switch (info.AlgorithmId.Value)
            {
                case KeyOids.Rsa:
                    using (var key = RSA.Create())
                    {
                        key.ImportPkcs8PrivateKey(pkcs8, out _);
                        return VerificationKey.FromDer(key.ExportSubjectPublicKeyInfo());
                    }
                case KeyOids.EllipticCurve:
                    using (var key = ECDsa.Create())
                    {
                        key.ImportPkcs8PrivateKey(pkcs8, out _);
                        return VerificationKey.FromDer(key.ExportSubjectPublicKeyInfo());
                    }
                case KeyOids.Ed25519:
                    return VerificationKey.FromEdwards(EdwardsSignature.PublicKey(EdwardsSeed(info)));
                default:
                    throw new KeyFormatException(
                        $"Keys of the algorithm {info.AlgorithmId.Value} are not known; ECDSA, RSA and Ed25519 are.");
            }
        }
        catch (CryptographicException e)
        {
            throw new KeyFormatException("The private key is not valid.", e);
        }
    }

    /// <summary>The 32 bytes of an Ed25519 key (RFC 8410, 7).</summary>
    public static byte[] EdwardsSeed(Pkcs8PrivateKeyInfo info)
    {
        try
        {
            byte[] seed = AsnDecoder.ReadOctetString(info.PrivateKeyBytes.Span, AsnEncodingRules.DER, out int read);
            if (seed.Length == 32 && read == info.PrivateKeyBytes.Length)
                return seed;
        }
        catch (AsnContentException)
        {
            // Said below.
        }
        throw new KeyFormatException("The Ed25519 private key is not one of 32 bytes.");
    }

    public static byte[] OfEdwards(byte[] seed)
    {
        var octets = new AsnWriter(AsnEncodingRules.DER);
        octets.WriteOctetString(seed);
        return new Pkcs8PrivateKeyInfo(new Oid(KeyOids.Ed25519), null, octets.Encode()).Encode();
    }

    private static string Required(string? password) =>
        password ?? throw new KeyFormatException("The private key is encrypted. Give its password.");

    private static byte[] Decrypted(byte[] content, string password)
    {
        try
        {
            return Pkcs8PrivateKeyInfo.DecryptAndDecode(password, content, out _).Encode();
        }
        catch (CryptographicException e)
        {
            throw new KeyFormatException("The private key cannot be decrypted; is the password right?", e);
        }
    }

    private static byte[] Curve(byte[] content)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportECPrivateKey(content, out _);
            return key.ExportPkcs8PrivateKey();
        }
        catch (CryptographicException e)
        {
            throw new KeyFormatException("The EC private key is not valid (SEC 1).", e);
        }
    }

    private static byte[] Rsa(byte[] content)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportRSAPrivateKey(content, out _);
            return key.ExportPkcs8PrivateKey();
        }
        catch (CryptographicException e)
        {
            throw new KeyFormatException("The RSA private key is not valid (PKCS#1).", e);
        }
    }
}
