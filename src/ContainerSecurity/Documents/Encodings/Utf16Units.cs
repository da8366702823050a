using System.Text;

namespace ContainerSecurity.Documents;

/// <summary>Tells UTF-16 without a byte order mark, in which every second byte of an ASCII character is a NUL, from binary files.</summary>
internal static class Utf16Units
{
    /// <summary>Of so many characters one at least is ASCII, be it a blank or the end of a line.</summary>
    private const int TextPerAscii = 50;

    /// <summary>Returns the encoding; null where the bytes are no such text.</summary>
    public static Encoding? Of(byte[] bytes, int count)
    {
        int little = AsciiIn(bytes, count, low: 0), big = AsciiIn(bytes, count, low: 1);
        if (Math.Max(little, big) is var most && (most == 0 || most * TextPerAscii < count / 2 || little == big))
            return null;
        return little > big ? Encoding.Unicode : Encoding.BigEndianUnicode;
    }

    /// <summary>Whether a character is none of a text: it controls, and neither breaks a line nor a page, nor moves the cursor.</summary>
    public static bool IsControl(char c) => c is < ' ' and not ('\t' or '\n' or '\v' or '\f' or '\r' or '\b' or '\u001B' or '\u001A') or '\u007F';

    /// <summary>How many units are ASCII; 0 where one is no character of a text.</summary>
    private static int AsciiIn(byte[] bytes, int count, int low)
    {
        int ascii = 0;
        bool isPair = false;
        for (int i = 0; i + 1 < count; i += 2)
        {
            char unit = (char)(bytes[i + low] | (bytes[i + 1 - low] << 8));
            if (char.IsLowSurrogate(unit) != isPair || IsControl(unit) || unit >= '\uFFFE')
                return 0;
            isPair = char.IsHighSurrogate(unit);
            if (unit < 0x80)
                ascii++;
        }
        return ascii;
    }
}
