using System.Text;

namespace ContainerSecurity.Helm.Templates;

/// <summary>
/// Go's strings are bytes, ours are characters: bytes that are no UTF-8 are kept as single surrogates from U+DC80 on, one for
/// each byte, so that both ways lose nothing.
/// </summary>
internal static class GoBytes
{
    private const int FirstKept = 0xDC00;

    public static byte[] Of(string text)
    {
        if (!Array.Exists(text.ToCharArray(), char.IsSurrogate))
            return Encoding.UTF8.GetBytes(text);
        var bytes = new List<byte>(text.Length + 8);
        Span<byte> buffer = stackalloc byte[4];
        for (int i = 0; i < text.Length;)
        {
            if (IsKeptByte(text, i))
            {
                bytes.Add((byte)(text[i++] - FirstKept));
                continue;
            }
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int read);
            bytes.AddRange(buffer[..rune.EncodeToUtf8(buffer)]);
            i += read;
        }
        return [.. bytes];
    }

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int read) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                read = 1;
                text.Append((char)(FirstKept + bytes[0]));
            }
            bytes = bytes[read..];
        }
        return text.ToString();
    }

    /// <summary>The number of bytes that Go has for a text.</summary>
    public static int Count(string text)
    {
        int count = 0;
        for (int i = 0; i < text.Length;)
        {
            if (text[i] < 0x80 || IsKeptByte(text, i))
            {
                count++;
                i++;
                continue;
            }
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int read);
            count += rune.Utf8SequenceLength;
            i += read;
        }
        return count;
    }

    /// <summary>The text with what is no UTF-8 replaced, for output.</summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            printable.Append(rune.ToString());
        return printable.ToString();
    }

    /// <summary>Whether a character stands for a byte that is no UTF-8.</summary>
    public static bool IsKeptByte(string text, int at) =>
        text[at] is >= '\uDC80' and <= '\uDCFF' && (at == 0 || !char.IsHighSurrogate(text[at - 1]));

    /// <summary>Orders texts as Go does, by their bytes.</summary>
    public static int Compare(string x, string y) => Of(x).AsSpan().SequenceCompareTo(Of(y));
}
