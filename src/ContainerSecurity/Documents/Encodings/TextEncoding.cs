using System.Text;

namespace ContainerSecurity.Documents;

/// <summary>
/// Tells how the bytes of any file are text: by a byte order mark, as UTF-16 without one, as UTF-8, and else as
/// Windows-1252; or that they are none.
/// </summary>
/// <param name="Encoding">How to read them.</param>
/// <param name="Mark">How many bytes the byte order mark takes.</param>
internal sealed record TextEncoding(Encoding Encoding, int Mark)
{
    /// <summary>How many bytes tell whether a file is text, as for git.</summary>
    public const int HeadLength = 8 * 1024;

    /// <summary>Of so many bytes, one that is no character of a text makes a binary file of what is no UTF-8.</summary>
    private const int TextPerControl = 50;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], Encoding.UTF8),
        ([0xFF, 0xFE, 0x00, 0x00], new UTF32Encoding(bigEndian: false, byteOrderMark: true)),
        ([0x00, 0x00, 0xFE, 0xFF], new UTF32Encoding(bigEndian: true, byteOrderMark: true)),
        ([0xFF, 0xFE], Encoding.Unicode),
        ([0xFE, 0xFF], Encoding.BigEndianUnicode),
    ];

    /// <summary>What compressors, archives and pictures start with; some have no NUL for long.</summary>
    private static readonly byte[][] Packed =
    [
        [0x1F, 0x8B],
        [0x50, 0x4B, 0x03, 0x04],
        [0xFD, 0x37, 0x7A, 0x58, 0x5A],
        [0x28, 0xB5, 0x2F, 0xFD],
        Encoding.ASCII.GetBytes("BZh"),
        [0xFF, 0xD8, 0xFF],
        [0x89, 0x50, 0x4E, 0x47],
        Encoding.ASCII.GetBytes("%PDF-"),
        Encoding.ASCII.GetBytes("GIF8"),
        Encoding.ASCII.GetBytes("wOF"),
    ];

    /// <summary>Returns the text of a file without its byte order mark; null where the bytes are no text.</summary>
    /// <param name="bytes">A buffer with all bytes of the file.</param>
    /// <param name="count">How many bytes of the buffer count.</param>
    public static string? Read(byte[] bytes, int count)
    {
        if (MarkOf(bytes, count) is null && !StartsPacked(bytes, count) && !HoldsNul(bytes, count))
            try
            {
                return StrictUtf8.GetString(bytes, 0, count);
            }
            catch (DecoderFallbackException)
            {
                // Another encoding, or a few damaged bytes.
            }
        return Of(bytes, count) is { } encoding ? encoding.Encoding.GetString(bytes, encoding.Mark, count - encoding.Mark) : null;
    }

    /// <summary>Returns how a file is text whose beginning is at hand; null where it is none.</summary>
    /// <param name="bytes">A buffer with the beginning of the file.</param>
    /// <param name="count">How many bytes of the buffer count.</param>
    public static TextEncoding? Of(byte[] bytes, int count)
    {
        if (StartsPacked(bytes, count))
            return null;
        if (MarkOf(bytes, count) is { } marked)
            return marked;
        if (HoldsNul(bytes, count))
            return Utf16Units.Of(bytes, Math.Min(count, HeadLength)) is { } utf16 ? new TextEncoding(utf16, 0) : null;
        if (Utf8Share.IsUtf8(bytes, count))
            return new TextEncoding(Encoding.UTF8, 0);
        return IsRead(bytes, Math.Min(count, HeadLength)) ? new TextEncoding(Windows1252.Instance, 0) : null;
    }

    private static TextEncoding? MarkOf(byte[] bytes, int count)
    {
        foreach ((byte[] mark, Encoding encoding) in Marks)
            if (StartsWith(bytes, count, mark) && (mark.Length < 4 || count % 4 == 0))
                return new TextEncoding(encoding, mark.Length);
        return null;
    }

    private static bool StartsPacked(byte[] bytes, int count) => Array.Exists(Packed, p => StartsWith(bytes, count, p));

    private static bool HoldsNul(byte[] bytes, int count) => Array.IndexOf(bytes, (byte)0, 0, Math.Min(count, HeadLength)) >= 0;

    /// <summary>Whether people could have written the bytes: control characters are rare.</summary>
    private static bool IsRead(byte[] bytes, int count)
    {
        int controls = 0;
        for (int i = 0; i < count; i++)
            if (Utf16Units.IsControl((char)bytes[i]))
                controls++;
        return controls * TextPerControl <= count;
    }

    private static bool StartsWith(byte[] bytes, int count, byte[] start)
    {
        if (count < start.Length)
            return false;
        for (int i = 0; i < start.Length; i++)
            if (bytes[i] != start[i])
                return false;
        return true;
    }
}
