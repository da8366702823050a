using Org.BouncyCastle.Math.EC.Rfc8032;
using Org.BouncyCastle.Security;

namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>
/// Ed25519 (RFC 8032) by BouncyCastle, because .NET has none of its own. The pre-hashed form (Ed25519ph) is checked too:
/// transparency logs take only hashes of artifacts, so clients sign hashes.
/// </summary>
internal static class EdwardsSignature
{
    private const int HashLength = 64;

    /// <summary>SubjectPublicKeyInfo up to the 32 bytes of the key (RFC 8410, 4).</summary>
    public static ReadOnlySpan<byte> SpkiPrefix => [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    /// <summary>Keys of small order, with which anybody may sign anything, are none.</summary>
    public static bool IsKey(byte[] raw) =>
        raw.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(raw, 0);

    public static bool Verify(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Ed25519.SignatureSize)
            return false;
        byte[] sig = signature.ToArray();
        byte[] key = raw.ToArray();
        if (Ed25519.Verify(sig, 0, key, 0, data.ToArray(), 0, data.Length))
            return true;
        byte[] hash = System.Security.Cryptography.SHA512.HashData(data);
        return hash.Length == HashLength && Ed25519.VerifyPrehash(sig, 0, key, 0, [], hash, 0);
    }

    public static byte[] Generate()
    {
        byte[] seed = new byte[Ed25519.SecretKeySize];
        Ed25519.GeneratePrivateKey(new SecureRandom(), seed);
        return seed;
    }

    public static byte[] PublicKey(byte[] seed)
    {
        byte[] key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(seed, 0, key, 0);
        return key;
    }

    public static byte[] Sign(byte[] seed, ReadOnlySpan<byte> data)
    {
        byte[] signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(seed, 0, data.ToArray(), 0, data.Length, signature, 0);
        return signature;
    }
}
