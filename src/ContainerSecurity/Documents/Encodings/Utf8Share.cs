namespace ContainerSecurity.Documents;

/// <summary>Tells UTF-8, a few bytes of which may be damaged, from texts in which each byte is a character.</summary>
internal static class Utf8Share
{
    /// <summary>The highest bit of each of eight bytes; none is set in ASCII.</summary>
    private const ulong NotAscii = 0x8080_8080_8080_8080;

    /// <summary>Returns whether there are more characters of several bytes than bytes that are none. A last character may be cut.</summary>
    public static bool IsUtf8(byte[] bytes, int count)
    {
        int characters = 0, damaged = 0;
        for (int i = 0; i < count;)
        {
            if (i + sizeof(ulong) <= count && (BitConverter.ToUInt64(bytes, i) & NotAscii) == 0)
            {
                i += sizeof(ulong);
                continue;
            }
            int more = Following(bytes[i]);
            int known = Math.Min(more, count - i - 1);
            if (more < 0 || !AreFollowing(bytes, i + 1, known))
            {
                damaged++;
                i++;
                continue;
            }
            characters += more > 0 ? 1 : 0;
            i += known + 1;
        }
        return damaged == 0 || characters > damaged;
    }

    /// <summary>How many bytes follow the first one of a character; -1 where it begins none.</summary>
    private static int Following(byte first) => first switch
    {
        < 0x80 => 0,
        < 0xC2 => -1,
        < 0xE0 => 1,
        < 0xF0 => 2,
        < 0xF5 => 3,
        _ => -1,
    };

    private static bool AreFollowing(byte[] bytes, int start, int count)
    {
        for (int i = start; i < start + count; i++)
            if ((bytes[i] & 0xC0) != 0x80)
                return false;
        return true;
    }
}
