using System.Text;

namespace ContainerSecurity.Secrets;

/// <summary>Undoes encodings of short texts.</summary>
internal static class EncodedText
{
    /// <summary>The text that a Base64 text holds, in the usual alphabet or that of URLs, with padding or without; null where it is none or holds no UTF-8.</summary>
    public static string? FromBase64(string text)
    {
        string digits = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        if (digits.Length % 4 == 1)
            return null;
        try
        {
            return Strict.GetString(Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '=')));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
}
