using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Checks the checksums that some services end their tokens with.</summary>
internal static class TokenChecksum
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private const int Length = 6;

    private const int GitLabLength = 7;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256)
        .Select(i =>
            Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1))];

    /// <summary>Whether a token <c>prefix_body</c> ends with the CRC-32 of its body in six digits of base 62, as those of GitHub and npm do.</summary>
    public static bool IsRight(string token)
    {
        int bodyStart = token.LastIndexOf('_') + 1;
        int bodyEnd = token.Length - Length;
        if (bodyEnd <= bodyStart)
            return false;
        uint crc = Crc32(token, bodyStart, bodyEnd);
        for (int i = token.Length - 1; i >= bodyEnd; i--)
        {
            if (token[i] != Base62[(int)(crc % 62)])
                return false;
            crc /= 62;
        }
        return true;
    }

    /// <summary>
    /// Judges a token <c>prefix_body</c>. A body of another length than today's 36 characters has the checksum, or is so
    /// much longer that it is no token with something stuck to it.
    /// </summary>
    public static SecretVerdict Judge(string token)
    {
        const int Usual = 36;
        const int Longer = 54;
        int body = token.Length - 1 - token.IndexOf('_');
        return IsRight(token) ? SecretVerdict.Verified : body is Usual or >= Longer ? SecretVerdict.Known : SecretVerdict.None;
    }

    /// <summary>Whether a token ends with the CRC-32 of all before it in seven digits of base 36, as GitLab's routable ones do.</summary>
    public static bool EndsWithCrc(string token)
    {
        uint crc = Crc32(token, 0, token.Length - GitLabLength);
        for (int i = token.Length - 1; i >= token.Length - GitLabLength; i--)
        {
            if (token[i] != Base36[(int)(crc % 36)])
                return false;
            crc /= 36;
        }
        return true;
    }

    private static uint Crc32(string text, int start, int end)
    {
        uint crc = uint.MaxValue;
        for (int i = start; i < end; i++)
            crc = Table[(crc ^ text[i]) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }
}
