using System.Security.Cryptography;

namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>Checks signatures by the platform's own RSA and ECDSA.</summary>
internal static class KeyMathematics
{
    public static KeyAlgorithm CurveOf(ECDsa key)
    {
        ECCurve curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return (curve.IsNamed ? curve.Oid.Value : null) switch
        {
            KeyOids.P256 => KeyAlgorithm.EcdsaP256,
            KeyOids.P384 => KeyAlgorithm.EcdsaP384,
            KeyOids.P521 => KeyAlgorithm.EcdsaP521,
            _ => throw new KeyFormatException(
                $"The key is on the curve '{curve.Oid?.FriendlyName ?? "with parameters of its own"}'; P-256, P-384 and P-521 are accepted."),
        };
    }

    public static bool VerifyRsa(ReadOnlySpan<byte> spki, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            || key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    public static bool VerifyCurve(ReadOnlySpan<byte> spki, KeyAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        HashAlgorithmName own = algorithm switch
        {
            KeyAlgorithm.EcdsaP384 => HashAlgorithmName.SHA384,
            KeyAlgorithm.EcdsaP521 => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        return VerifyCurve(key, data, signature, HashAlgorithmName.SHA256)
            || (own != HashAlgorithmName.SHA256 && VerifyCurve(key, data, signature, own));
    }

    public static bool VerifyHash(ReadOnlySpan<byte> spki, KeyAlgorithm algorithm, ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature)
    {
        if (algorithm == KeyAlgorithm.Rsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(spki, out _);
            return rsa.VerifyHash(sha256, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                || rsa.VerifyHash(sha256, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        return key.VerifyHash(sha256, signature, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The length of r||s is fixed by the curve; any other length can only be DER.</summary>
    private static bool VerifyCurve(ECDsa key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hash)
    {
        bool plain = signature.Length == (key.KeySize + 7) / 8 * 2
            && key.VerifyData(data, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return plain || (signature.Length > 0 && signature[0] == 0x30
            && key.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence));
    }
}
