using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Scanning;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Tells JSON Web Tokens that are signed with a secret that everyone knows, so that they are no one's.</summary>
internal static class PublishedSignatures
{
    /// <summary>The secrets that jwt.io signs its examples with, and the one of Supabase's local stack: what they sign is no one's.</summary>
    private static readonly string[] SigningSecrets =
    [
        "your-256-bit-secret", "your-384-bit-secret", "your-512-bit-secret", "a-string-secret-at-least-256-bits-long",
        "a-valid-string-secret-that-is-at-least-384-bits-long", "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
        "super-secret-jwt-token-with-at-least-32-characters-long",
    ];

    /// <summary>Whether a text is a token with such a signature.</summary>
    public static bool IsOn(string text)
    {
        const int Shortest = 64;
        if (text.Length < Shortest || text[0] is not ('e' or 'I' or 'C' or 'D'))
            return false;
        string[] parts = text.Split('.');
        return parts.Length == 3
            && EncodedText.FromBase64(parts[0]) is { } header
            && JsonMembers.TryRead(header)?["alg"] is { } algorithm
            && Array.Exists(SigningSecrets, secret => IsSignedWith(secret, algorithm, parts));
    }

    private static bool IsSignedWith(string secret, string algorithm, string[] parts)
    {
        using HMAC? hash = Keyed(algorithm, Encoding.ASCII.GetBytes(secret));
        return hash is not null
            && EncodedText.Bytes(parts[2]) is { } signature
            && signature.SequenceEqual(hash.ComputeHash(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1])));
    }

    private static HMAC? Keyed(string algorithm, byte[] secret) => algorithm switch
    {
        "HS256" => new HMACSHA256(secret),
        "HS384" => new HMACSHA384(secret),
        "HS512" => new HMACSHA512(secret),
        _ => null,
    };
}
