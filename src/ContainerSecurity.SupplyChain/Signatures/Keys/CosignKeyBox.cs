using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>
/// Opens cosign's encrypted private keys: JSON with the parameters of scrypt (RFC 7914) and a NaCl secretbox
/// (XSalsa20 and Poly1305) around a PKCS#8 key, as securesystemslib's <c>encrypted</c> package writes it.
/// </summary>
internal static class CosignKeyBox
{
    /// <summary>How much memory scrypt takes at most, in bytes (128 · N · r).</summary>
    public const long MaxMemory = 256L * 1024 * 1024;

    /// <summary>How often scrypt's parameter p lets it run at most.</summary>
    public const int MaxParallel = 8;

    private const int KeyLength = 32;
    private const int NonceLength = 24;
    private const int TagLength = 16;

    public static byte[] Open(byte[] content, string password)
    {
        try
        {
            using JsonDocument document = SignatureJson.Read(content, "The encrypted private key");
            JsonElement root = document.RootElement;
            if (root.Field("kdf").Text("name") != "scrypt" || root.Field("cipher").Text("name") != "nacl/secretbox")
                throw new KeyFormatException("The private key is encrypted in an unknown way; scrypt with nacl/secretbox is known.");
            byte[] key = Derive(root.Field("kdf"), password);
            byte[] nonce = SignatureBase64.Standard(root.Field("cipher").Text("nonce"), "the nonce");
            byte[] sealedKey = SignatureBase64.Standard(root.Text("ciphertext"), "the ciphertext");
            return nonce.Length == NonceLength && sealedKey.Length > TagLength
                ? Unseal(key, nonce, sealedKey)
                : throw new KeyFormatException("The nonce or the ciphertext of the private key has a wrong length.");
        }
        catch (SignatureFormatException e)
        {
            throw new KeyFormatException(e.Message, e);
        }
    }

    private static byte[] Derive(JsonElement kdf, string password)
    {
        JsonElement parameters = kdf.Field("params");
        int n = Number(parameters, "N");
        int r = Number(parameters, "r");
        int p = Number(parameters, "p");
        if (n < 2 || (n & (n - 1)) != 0 || p > MaxParallel || 128L * n * r > MaxMemory)
            throw new KeyFormatException("The parameters of scrypt are not valid, or ask for too much memory or time.");
        byte[] salt = SignatureBase64.Standard(kdf.Text("salt"), "the salt");
        return SCrypt.Generate(Encoding.UTF8.GetBytes(password), salt, n, r, p, KeyLength);
    }

    private static int Number(JsonElement parameters, string name) =>
        parameters.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) && number > 0
            ? number
            : throw new KeyFormatException($"The parameter '{name}' of scrypt is no positive number.");

    /// <summary>NaCl's crypto_secretbox_open: the first 32 bytes of the stream are the key of Poly1305.</summary>
    public static byte[] Unseal(byte[] key, byte[] nonce, byte[] box)
    {
        var stream = new XSalsa20Engine();
        stream.Init(forEncryption: false, new ParametersWithIV(new KeyParameter(key), nonce));
        byte[] tagKey = new byte[KeyLength];
        stream.ProcessBytes(tagKey, 0, KeyLength, tagKey, 0);
        var authenticator = new Poly1305();
        authenticator.Init(new KeyParameter(tagKey));
        authenticator.BlockUpdate(box, TagLength, box.Length - TagLength);
        byte[] tag = new byte[TagLength];
        authenticator.DoFinal(tag, 0);
        if (!CryptographicOperations.FixedTimeEquals(tag, box.AsSpan(0, TagLength)))
            throw new KeyFormatException("The private key cannot be decrypted; is the password right?");
        byte[] content = new byte[box.Length - TagLength];
        stream.ProcessBytes(box, TagLength, content.Length, content, 0);
        return content;
    }
}
