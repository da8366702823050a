using System.Buffers;
using System.Text;
using ContainerSecurity.Helm.Templates;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Base32 as RFC 4648, section 6, has it.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BlockLength = 8;

    private static readonly SearchValues<char> Digits = SearchValues.Create(Alphabet);

    public static string Encode(byte[] bytes)
    {
        var encoded = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        foreach (byte b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
                encoded.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0)
            encoded.Append(Alphabet[(buffer << (5 - bits)) & 31]);
        while (encoded.Length % BlockLength != 0)
            encoded.Append('=');
        return encoded.ToString();
    }

    /// <summary>The text that Base32 stands for, or Go's complaint, which sprig gives in its place.</summary>
    public static string Decode(string text)
    {
        string digits = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        string unpadded = digits.TrimEnd('=');
        int bad = unpadded.AsSpan().IndexOfAnyExcept(Digits);
        if (bad >= 0 || digits.Length % BlockLength != 0 || unpadded.Length % BlockLength is 1 or 3 or 6)
            return $"illegal base32 data at input byte {(bad >= 0 ? bad : digits.Length - (digits.Length % BlockLength))}";
        var bytes = new List<byte>();
        int buffer = 0;
        int bits = 0;
        foreach (char c in unpadded)
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(c, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }
        return GoBytes.Text([.. bytes]);
    }
}
