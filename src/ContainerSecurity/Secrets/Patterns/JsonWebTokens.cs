using System.Globalization;
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
            || JsonMembers.TryRead(header)?["alg"] is null
            || JsonMembers.TryRead(claims) is not { } members)
            return SecretVerdict.None;
        return SecretVerdict.Verified with { Validity = Validity(members["exp"]) };
    }

    /// <summary>The Base64 of a text in the alphabet of URLs, for samples.</summary>
    private static string Encode(string text) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static SecretValidity Validity(string? expiry) =>
        !double.TryParse(expiry, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? SecretValidity.Unknown
        : seconds < DateTimeOffset.UtcNow.ToUnixTimeSeconds() ? SecretValidity.Expired
        : SecretValidity.Current;
}
