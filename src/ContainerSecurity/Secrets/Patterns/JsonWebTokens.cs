using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>JSON Web Tokens (RFC 7519), whose header and claims are read.</summary>
internal static class JsonWebTokens
{
    /// <summary>
    /// What the Base64 of an object begins with: <c>{"</c>, or a brace with white space before or behind it, be it blanks,
    /// tabs or lines.
    /// </summary>
    private const string ObjectStart =
        "(eyJ|eyI|eyA[gKNJi]|ew[ok0][gKNJi]|IHs[gKNJi]|Cns[gKNJi]|CXs[gKNJi]|ICB7|CiB7|CQl7|DQp7|ICAg|CiAg)";

    private const string Shape = ObjectStart + @"[\w-]{10,8000}\.[\w-]{4,32000}\.[\w-]{0,8000}";

    private const string Header = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0";

    private const string Signature = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Rik8Xw2";

    /// <summary>The secrets that jwt.io signs its examples with, and the one of Supabase's local stack: what they sign is no one's.</summary>
    private static readonly string[] PublishedSigningSecrets =
    [
        "your-256-bit-secret", "your-384-bit-secret", "your-512-bit-secret", "a-string-secret-at-least-256-bits-long",
        "a-valid-string-secret-that-is-at-least-384-bits-long", "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
        "super-secret-jwt-token-with-at-least-32-characters-long",
    ];

    private static readonly TokenShape Whole = TokenShape.Parse(Shape);

    public static SecretPattern[] Patterns { get; } =
    [
        new("kubernetes-service-account-token", "Kubernetes", Shape)
        {
            Verify = static token => Read(token, out string claims) is { IsSecret: true } verdict
                    && claims.IndexOf("kubernetes.io", StringComparison.Ordinal) >= 0
                ? verdict
                : SecretVerdict.None,
            Samples = ["token: "
                + Header
                + "."
                + "eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50Iiwia3ViZXJuZXRlcy5pby9zZXJ2aWNlYWNjb3VudC9uYW1lc3BhY2UiOiJkZWZhdWx0In0"
                + "."
                + Signature],
        },
        new("jwt", "JSON Web Token", Shape)
        {
            Verify = static token => Read(token, out _),
            Samples =
            [
                "Authorization: Bearer " + Header + "." + "eyJzdWIiOiIxMjM0NTY3ODkwIiwiZXhwIjoxNTE2MjM5MDIyfQ" + "." + Signature,
                "token: " + Encode("{ \"alg\": \"RS256\" }") + "." + Encode("{\n  \"sub\": \"me\"\n}") + "." + Signature,
                "token: " + Encode("\r\n{\"alg\":\"RS256\"}") + "." + Encode(" {\"sub\":\"me\"}") + "." + Signature
            ],
            Counterexamples = ["eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJub3QganNvbiBhdCBhbGwgYnV0IHRleHQ.c2ln"],
        },
        new("jwt-base64", "JSON Web Token", @"ZXlK[\w+/-]{40,32000}={0,2}")
        {
            Verify = static token => EncodedText.FromBase64(token) is { } decoded && IsToken(decoded) ? Read(decoded, out _) : SecretVerdict.None,
            Samples = ["token: "
                + Convert.ToBase64String([.. (Header
                    + "."
                    + "eyJzdWIiOiIxMjM0NTY3ODkwIiwiZXhwIjoxNTE2MjM5MDIyfQ"
                    + "."
                    + Signature).Select(c => (byte)c)])],
            Counterexamples = ["token: " + Convert.ToBase64String([.. "eyJ is the beginning of a text that goes on without any sense.".Select(c => (byte)c)])],
        },
    ];

    private static bool IsToken(string text)
    {
        TextWalk walk = default;
        return Whole.Match(text, 0, text.Length, ref walk) == text.Length;
    }

    private static SecretVerdict Read(string token, out string claims)
    {
        string[] parts = token.Split('.');
        claims = EncodedText.FromBase64(parts[1]) ?? "";
        if (EncodedText.FromBase64(parts[0]) is not { } header
            || JsonMembers.TryRead(header)?["alg"] is not { } algorithm
            || JsonMembers.TryRead(claims) is not { } members
            || Array.Exists(PublishedSigningSecrets, secret => IsSignedWith(secret, algorithm, parts)))
            return SecretVerdict.None;
        return SecretVerdict.Verified with { Validity = Validity(members["exp"]) };
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

    /// <summary>The Base64 of a text in the alphabet of URLs, for samples.</summary>
    private static string Encode(string text) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static SecretValidity Validity(string? expiry) =>
        !double.TryParse(expiry, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? SecretValidity.Unknown
        : seconds < DateTimeOffset.UtcNow.ToUnixTimeSeconds() ? SecretValidity.Expired
        : SecretValidity.Current;
}
