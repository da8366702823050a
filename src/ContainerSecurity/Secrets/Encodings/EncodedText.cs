using System.IO.Compression;
using System.Text;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Encodings;

/// <summary>Undoes encodings.</summary>
internal static class EncodedText
{
    /// <summary>Shorter runs hold no token of a known format.</summary>
    public const int ShortestRun = 24;

    /// <summary>The number of digits that are decoded to see whether a run is worth more.</summary>
    private const int Probe = 16;

    private const int LongestPercentRun = 4096;

    /// <summary>How many times its size a compressed text may grow to.</summary>
    private const int GreatestRatio = 200;

    /// <summary>The characters of Base64 in both alphabets, hexadecimal digits among them.</summary>
    public static readonly CharacterSet Digits = CharacterSet.Base64 | CharacterSet.Of("-_");

    private static readonly CharacterSet Hexadecimal = CharacterSet.Range('0', '9') | CharacterSet.Range('a', 'f') | CharacterSet.Range('A', 'F');

    private static readonly CharacterSet Url = CharacterSet.Word | CharacterSet.Of("%.~+*-/:?&=@!$',;()");

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text that a Base64 text holds, in the usual alphabet or that of URLs, with padding or without; null where it
    /// is none or holds no UTF-8.
    /// </summary>
    public static string? FromBase64(string text) => Bytes(text) is { } bytes ? Text(bytes) : null;

    /// <summary>The printable text that a padded or long Base64 text holds; null where there is none.</summary>
    public static string? FromShortBase64(string text)
    {
        const int Shortest = 8;
        return text.Length >= Shortest
                && text.Length % 4 == 0
                && text.TrimEnd('=').All(Digits.Contains)
                && FromBase64(text) is { } plain
                && plain.All(c => IsPrintable(c))
            ? plain
            : null;
    }

    /// <summary>Whether a text is the Base64 of printable text with spaces in it, such as <c>hello, world</c>.</summary>
    public static bool IsSentence(string text)
    {
        const int Shortest = 16;
        return text.Length >= Shortest
            && text.TrimEnd('=').All(Digits.Contains)
            && FromBase64(text) is { } plain
            && plain.All(c => IsPrintable(c))
            && plain.Trim().Contains(' ')
            && plain.Count(char.IsLetter) * 10 >= plain.Length * 8;
    }

    /// <summary>The text within a run of digits: of Base64, of gzip in Base64, or of hexadecimal bytes; null where there is none.</summary>
    public static string? Decode(string text, int start, int end, int longest)
    {
        if (text[start] == 'H' && string.CompareOrdinal(text, start, "H4sI", 0, 4) == 0)
            return Bytes(text.Substring(start, end - start)) is { } compressed ? Unzip(compressed, longest) : null;
        if (IsPrintableBase64(text, start))
            return FromBase64(text.Substring(start, end - start));
        return (end - start) % 2 == 0
                && IsPrintableHexadecimal(text, start, start + Probe)
                && IsPrintableHexadecimal(text, start, end)
            ? FromHexadecimal(text, start, end)
            : null;
    }

    /// <summary>The text of a run with percent-encoded characters around a place; null where it changes nothing.</summary>
    public static string? FromPercents(string text, int at, int least, out int start, out int end)
    {
        start = at;
        int first = Math.Max(least, at - LongestPercentRun);
        while (start > first && Url.Contains(text[start - 1]))
            start--;
        end = at;
        int last = Math.Min(text.Length, at + LongestPercentRun);
        while (end < last && Url.Contains(text[end]))
            end++;
        var decoded = new StringBuilder(end - start);
        for (int i = start; i < end; i++)
        {
            if (text[i] == '%' && i + 2 < end && Hexadecimal.Contains(text[i + 1]) && Hexadecimal.Contains(text[i + 2]))
            {
                decoded.Append((char)(Value(text[i + 1]) * 16 + Value(text[i + 2])));
                i += 2;
            }
            else
            {
                decoded.Append(text[i]);
            }
        }
        return decoded.Length < end - start ? decoded.ToString() : null;
    }

    /// <summary>The bytes that a Base64 text holds, in either alphabet, with padding or without; null where it is none.</summary>
    public static byte[]? Bytes(string text)
    {
        string digits = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        if (digits.Length % 4 == 1)
            return null;
        try
        {
            return Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? Text(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Unzip(byte[] compressed, int longest)
    {
        int most = (int)Math.Min(longest, (long)compressed.Length * GreatestRatio);
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            byte[] buffer = new byte[16 * 1024];
            for (int read = gzip.Read(buffer, 0, buffer.Length); read > 0 && plain.Length + read <= most; read = gzip.Read(buffer, 0, buffer.Length))
                plain.Write(buffer, 0, read);
            return Encoding.UTF8.GetString(plain.ToArray());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsPrintableBase64(string text, int start)
    {
        int bits = 0;
        for (int i = 0; i < Probe; i++)
        {
            bits = (bits << 6) | Sextet(text[start + i]);
            if (i % 4 != 3)
                continue;
            if (!IsPrintable((bits >> 16) & 0xFF) || !IsPrintable((bits >> 8) & 0xFF) || !IsPrintable(bits & 0xFF))
                return false;
            bits = 0;
        }
        return true;
    }

    private static bool IsPrintableHexadecimal(string text, int start, int end)
    {
        for (int i = start; i < end; i += 2)
            if (!Hexadecimal.Contains(text[i]) || !Hexadecimal.Contains(text[i + 1]) || !IsPrintable(Value(text[i]) * 16 + Value(text[i + 1])))
                return false;
        return true;
    }

    private static string FromHexadecimal(string text, int start, int end)
    {
        var decoded = new StringBuilder((end - start) / 2);
        for (int i = start; i < end; i += 2)
            decoded.Append((char)(Value(text[i]) * 16 + Value(text[i + 1])));
        return decoded.ToString();
    }

    private static bool IsPrintable(int c) => c is (>= ' ' and < 127) or '\n' or '\r' or '\t';

    private static int Value(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static int Sextet(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' => 62,
        _ => 63,
    };
}
