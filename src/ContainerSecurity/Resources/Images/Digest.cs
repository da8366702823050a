using System.Security.Cryptography;

namespace ContainerSecurity.Resources.Images;

/// <summary>The name of content by what it is: <c>algorithm:encoded</c>, after the OCI image specification.</summary>
public sealed record Digest
{
    private const int MaxTagAlgorithm = 32;
    private const int MaxTagEncoded = 64;

    private Digest(string algorithm, string encoded)
    {
        Algorithm = algorithm;
        Encoded = encoded;
    }

    /// <summary>The algorithm, such as <c>sha256</c>.</summary>
    public string Algorithm { get; }

    /// <summary>The hash as text, lower-case hexadecimal for the registered algorithms.</summary>
    public string Encoded { get; }

    /// <summary>Whether content can be compared with the digest: sha256, sha384 and sha512.</summary>
    public bool IsVerifiable => NameOf(Algorithm) is not null;

    /// <summary>The tag under which referrers of this content are listed where a registry has no referrers API.</summary>
    public string ReferrersTag => $"{TagPart(Algorithm, MaxTagAlgorithm)}-{TagPart(Encoded, MaxTagEncoded)}";

    /// <summary>
    /// Reads a digest. Algorithms that are not registered are taken as they are; the registered ones must have the
    /// length and letters of their hash.
    /// </summary>
    /// <param name="text">The text, such as <c>sha256:…</c>.</param>
    /// <param name="digest">The digest; null where the text is none.</param>
    public static bool TryParse(string text, out Digest? digest)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        int colon = text.IndexOf(':');
        digest = colon > 0 ? new Digest(text.Substring(0, colon), text.Substring(colon + 1)) : null;
        if (digest is not null && !(IsAlgorithm(digest.Algorithm) && IsEncoded(digest.Encoded) && digest.HasShapeOfAlgorithm(text)))
            digest = null;
        return digest is not null;
    }

    /// <summary>The sha256 digest of bytes.</summary>
    public static Digest OfBytes(byte[] bytes)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes ?? throw new ArgumentNullException(nameof(bytes)));
        return new Digest("sha256", Hexadecimal(hash.GetHashAndReset()));
    }

    /// <summary>A hash of the digest's algorithm, to be fed with content and then asked with <see cref="Matches(IncrementalHash)"/>.</summary>
    /// <exception cref="NotSupportedException">The digest is not <see cref="IsVerifiable"/>.</exception>
    public IncrementalHash CreateHash() =>
        IncrementalHash.CreateHash(NameOf(Algorithm)
            ?? throw new NotSupportedException(
                $"Content cannot be compared with a digest of the algorithm '{Algorithm}'; sha256, sha384 and sha512 are known."));

    /// <summary>Whether the content fed to a hash of <see cref="CreateHash"/> is the content of this digest. Resets the hash.</summary>
    public bool Matches(IncrementalHash hash) => Hexadecimal((hash ?? throw new ArgumentNullException(nameof(hash))).GetHashAndReset()) == Encoded;

    /// <summary>Whether bytes are the content of this digest; false where the algorithm is not <see cref="IsVerifiable"/>.</summary>
    public bool Matches(byte[] bytes)
    {
        if (!IsVerifiable)
            return false;
        using IncrementalHash hash = CreateHash();
        hash.AppendData(bytes ?? throw new ArgumentNullException(nameof(bytes)));
        return Matches(hash);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm}:{Encoded}";

    private bool HasShapeOfAlgorithm(string text) =>
        Algorithm is not ("sha256" or "sha384" or "sha512") || ImageReferenceGrammar.JudgeDigest(text) == ImageReferenceError.None;

    private static HashAlgorithmName? NameOf(string algorithm) => algorithm switch
    {
        "sha256" => HashAlgorithmName.SHA256,
        "sha384" => HashAlgorithmName.SHA384,
        "sha512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Words of lower-case letters and digits, divided by one separator each.</summary>
    private static bool IsAlgorithm(string text) =>
        Array.TrueForAll(text.Split('+', '.', '_', '-'), word => word.Length > 0 && word.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9')));

    private static bool IsEncoded(string text) =>
        text.Length > 0 && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '=' or '_' or '-');

    private static string TagPart(string text, int length) =>
        new([.. text.Take(length).Select(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '-' ? c : '-')]);

    private static string Hexadecimal(byte[] bytes)
    {
        const string digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[i * 2] = digits[bytes[i] >> 4];
            text[(i * 2) + 1] = digits[bytes[i] & 15];
        }
        return new string(text);
    }
}
