using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// How much the characters of a text speak for words, as names in code and numbered words are made of, rather than for
/// random ones of the same alphabet. Each pair of neighbours adds the binary logarithm of how much likelier words
/// make it than chance does.
/// </summary>
internal readonly struct WordEvidence
{
    private const int Alphabet = 26;

    private const int HexadecimalLetters = 6;

    private const int Digits = 10;

    /// <summary>What small letters among capitals say, where a text has both: a word goes on in small letters, and chance does so half of the time.</summary>
    private const double SmallBehindSmall = 0.85, CapitalBehindSmall = -2.3, CapitalBehindCapital = -0.75, SmallBehindCapital = 0.5;

    /// <summary>How often a digit stands behind a letter in numbered words, and behind a digit: they have digits at their end, side by side.</summary>
    private const double DigitBehindLetter = 0.05, DigitBehindDigit = 0.75;

    /// <summary>Weighs a part of a text. Separators neither speak for words nor against them.</summary>
    public WordEvidence(string text, int start, int end)
    {
        Alphabets found = AlphabetsOf(text, start, end);
        bool hasBothCases = (found & (Alphabets.Small | Alphabets.Capital)) == (Alphabets.Small | Alphabets.Capital);
        bool isHexadecimal = (found & (Alphabets.OtherLetter | Alphabets.Digit)) == Alphabets.Digit;
        int letters = isHexadecimal ? HexadecimalLetters : Alphabet;
        double digits = (double)Digits / (Digits + (hasBothCases ? 2 * letters : letters));
        double ofAlphabet = Math.Log((double)letters / Alphabet, 2);
        char before = '\0';
        for (int i = start; i < end; i++)
        {
            char c = text[i];
            if (IsLetter(c) && IsLetter(before))
            {
                Pairs++;
                Bits += LetterCommonness.BitsOf(IndexOf(before), IndexOf(c)) + ofAlphabet + (hasBothCases ? BitsOfCase(before, c) : 0);
            }
            else if (IsDigit(c) && IsLetter(before))
            {
                Bits += Math.Log(DigitBehindLetter / digits, 2);
            }
            else if (IsDigit(before) && (IsDigit(c) || IsLetter(c)))
            {
                Bits += IsDigit(c) ? Math.Log(DigitBehindDigit / digits, 2) : Math.Log((1 - DigitBehindDigit) / (1 - digits), 2);
            }
            before = c;
        }
    }

    [Flags]
    private enum Alphabets
    {
        None = 0,
        Small = 1,
        Capital = 2,
        Digit = 4,

        /// <summary>A letter that is no hexadecimal digit.</summary>
        OtherLetter = 8,
    }

    /// <summary>How many bits speak for words; negative where they speak for random characters.</summary>
    public double Bits { get; }

    /// <summary>How many pairs of letters stand side by side.</summary>
    public int Pairs { get; }

    private static Alphabets AlphabetsOf(string text, int start, int end)
    {
        Alphabets found = Alphabets.None;
        for (int i = start; i < end; i++)
        {
            if (IsDigit(text[i]))
                found |= Alphabets.Digit;
            else if (IsLetter(text[i]))
                found |= (text[i] >= 'a' ? Alphabets.Small : Alphabets.Capital) | (IndexOf(text[i]) >= HexadecimalLetters ? Alphabets.OtherLetter : 0);
        }
        return found;
    }

    private static double BitsOfCase(char before, char c) => (before >= 'a', c >= 'a') switch
    {
        (true, true) => SmallBehindSmall,
        (true, false) => CapitalBehindSmall,
        (false, false) => CapitalBehindCapital,
        (false, true) => SmallBehindCapital,
    };

    private static int IndexOf(char letter) => (letter | 0x20) - 'a';

    private static bool IsLetter(char c) => IndexOf(c) is >= 0 and < Alphabet;

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
