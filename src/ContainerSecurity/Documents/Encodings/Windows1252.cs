using System.Text;

namespace ContainerSecurity.Documents;

/// <summary>
/// Reads Windows-1252, of which Latin-1 is a part as far as people write it (WHATWG Encoding, windows-1252). Every
/// byte is a character, so it reads any text whose letters are ASCII, whatever the others are.
/// </summary>
internal sealed class Windows1252 : Encoding
{
    /// <summary>The characters of 0x80 to 0x9F; those that are none keep their numbers.</summary>
    private const string High =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private Windows1252()
    {
    }

    /// <summary>The one instance.</summary>
    public static Windows1252 Instance { get; } = new();

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        for (int i = 0; i < charCount; i++)
            bytes[byteIndex + i] = ByteOf(chars[charIndex + i]);
        return charCount;
    }

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (int i = 0; i < byteCount; i++)
        {
            byte b = bytes[byteIndex + i];
            chars[charIndex + i] = b is >= 0x80 and < 0xA0 ? High[b - 0x80] : (char)b;
        }
        return byteCount;
    }

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static byte ByteOf(char c) =>
        High.IndexOf(c) is >= 0 and var high ? (byte)(0x80 + high) : c < 0x100 ? (byte)c : (byte)'?';
}
