using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Envelopes;

/// <summary>Texts of JSON read without mercy: what two readers could read differently is refused.</summary>
internal static class StrictJson
{
    /// <summary>The text of a field, where it is one and not empty.</summary>
    public static bool TryText(JsonElement element, string name, out string? text)
    {
        text = element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return !string.IsNullOrEmpty(text);
    }

    /// <summary>The texts of an object by their names; none where there is no such.</summary>
    public static IReadOnlyDictionary<string, string> Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ToDictionary(p => p.Name, p => p.Value.GetString()!)
            : new Dictionary<string, string>();

    /// <summary>Bytes in base64url without padding (RFC 7515, section 2), written in the one way there is.</summary>
    /// <exception cref="SignatureFormatException">The text is no such.</exception>
    public static byte[] FromBase64Url(string text, string what)
    {
        try
        {
            byte[] bytes = Base64Url.DecodeFromChars(text);
            if (Base64Url.EncodeToString(bytes) == text)
                return bytes;
        }
        catch (FormatException)
        {
            // Told below.
        }
        throw new SignatureFormatException($"{what} is not in base64url without padding.");
    }

    /// <summary>The bytes of a text that is ASCII.</summary>
    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
