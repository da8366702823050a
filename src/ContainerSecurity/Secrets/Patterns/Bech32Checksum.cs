namespace ContainerSecurity.Secrets.Patterns;

/// <summary>The checksum that bech32 texts (BIP 173) end with: six characters that a polynomial over the whole text gives.</summary>
internal static class Bech32Checksum
{
    private const string Digits = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

    private static readonly uint[] Generator = [996825010, 642813549, 513874426, 1027748829, 705979059];

    /// <summary>Whether a text in capitals, of a part for people, a <c>1</c> and digits, has the right one.</summary>
    public static bool IsRight(string text)
    {
        int separator = text.LastIndexOf('1');
        string people = text.Substring(0, separator).ToLowerInvariant();
        uint sum = 1;
        foreach (char c in people)
            sum = Next(sum, c >> 5);
        sum = Next(sum, 0);
        foreach (char c in people)
            sum = Next(sum, c & 31);
        for (int i = separator + 1; i < text.Length; i++)
            sum = Next(sum, Digits.IndexOf(text[i]));
        return sum == 1;
    }

    private static uint Next(uint sum, int digit)
    {
        uint top = sum >> 25;
        sum = ((sum & 33_554_431) << 5) ^ (uint)digit;
        for (int i = 0; i < Generator.Length; i++)
            if (((top >> i) & 1) != 0)
                sum ^= Generator[i];
        return sum;
    }
}
