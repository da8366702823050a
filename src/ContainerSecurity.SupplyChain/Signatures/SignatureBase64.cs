using System.Diagnostics.CodeAnalysis;

namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>
/// Reads base64 strictly: no white space, no bits that stand for nothing. One value has one text, so that no change
/// of a text goes unseen.
/// </summary>
internal static class SignatureBase64
{
    /// <summary>The alphabet with <c>+</c> and <c>/</c>, with padding (RFC 4648, 4).</summary>
    public static byte[] Standard(string? text, string what) =>
        text is not null && TryDecode(text, out byte[]? bytes) ? bytes : throw Invalid(what);

    /// <summary>One of both alphabets (RFC 4648, 4 and 5), not mixed, with padding or without.</summary>
    public static byte[] Either(string? text, string what)
    {
        if (text is null || (text.AsSpan().ContainsAny('+', '/') && text.AsSpan().ContainsAny('-', '_')))
            throw Invalid(what);
        string standard = text.Replace('-', '+').Replace('_', '/');
        if (!standard.EndsWith('='))
            standard = standard.PadRight(standard.Length + ((4 - (standard.Length % 4)) % 4), '=');
        return Standard(standard, what);
    }

    private static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        byte[] buffer = new byte[(text.Length / 4 * 3) + 3];
        bytes = Convert.TryFromBase64String(text, buffer, out int written) ? buffer[..written] : null;
        return bytes is not null && Convert.ToBase64String(bytes) == text;
    }

    private static SignatureFormatException Invalid(string what) =>
        new($"{char.ToUpperInvariant(what[0])}{what[1..]} is missing or no base64.");
}
