using System.Globalization;
using System.Text;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>Percent signs in URLs as Go's <c>net/url</c> reads and writes them.</summary>
internal static class UrlEscapes
{
    /// <summary>Bytes as text; what is no UTF-8 becomes the character for that.</summary>
    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>Resolves escapes; false where one is malformed, or a character may not stand there.</summary>
    public static bool TryUnescape(string text, UrlPart part, out byte[] bytes, out string error)
    {
        error = "";
        byte[] raw = Encoding.UTF8.GetBytes(text);
        var result = new List<byte>(raw.Length);
        bytes = [];
        for (int i = 0; i < raw.Length; i++)
        {
            byte b = raw[i];
            if (b == '%')
            {
                if (i + 2 >= raw.Length || !Uri.IsHexDigit((char)raw[i + 1]) || !Uri.IsHexDigit((char)raw[i + 2]))
                {
                    error = $"invalid URL escape \"{Encoding.UTF8.GetString(raw, i, Math.Min(3, raw.Length - i))}\"";
                    return false;
                }
                string code = Encoding.ASCII.GetString(raw, i + 1, 2);
                byte value = byte.Parse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                // Hosts escape only what is not ASCII, and the percent sign itself.
                if ((part == UrlPart.Host && value < 0x80 && code != "25")
                    || (part == UrlPart.Zone && code != "25" && value != ' ' && IsEscaped(value, UrlPart.Host)))
                {
                    error = $"invalid URL escape \"%{code}\"";
                    return false;
                }
                result.Add(value);
                i += 2;
            }
            else if (part is UrlPart.Host or UrlPart.Zone && b < 0x80 && IsEscaped(b, part))
            {
                error = $"invalid character \"{(char)b}\" in host name";
                return false;
            }
            else
            {
                result.Add(b == '+' && part == UrlPart.Query ? (byte)' ' : b);
            }
        }
        bytes = [.. result];
        return true;
    }

    /// <summary>A path in its escaped form: as written where that is a right one, else escaped anew.</summary>
    public static string Path(string raw, byte[] path)
    {
        if (raw == "*" || Encoding.UTF8.GetBytes(raw).All(b => b < 0x80 && ("!$&'()*+,;=:@[]%".IndexOf((char)b) >= 0 || !IsEscaped(b, UrlPart.Path))))
            return raw;
        var text = new StringBuilder();
        foreach (byte b in path)
        {
            if (IsEscaped(b, UrlPart.Path))
                text.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            else
                text.Append((char)b);
        }
        return text.ToString();
    }

    /// <summary>Whether a byte is escaped where a part is written.</summary>
    private static bool IsEscaped(byte b, UrlPart part)
    {
        char c = (char)b;
        if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '~')
            return false;
        return part switch
        {
            UrlPart.Host or UrlPart.Zone => "!$&'()*+,;=:[]<>\"".IndexOf(c) < 0,
            UrlPart.Path => "$&+,/:;=@".IndexOf(c) < 0,
            _ => true,
        };
    }
}
