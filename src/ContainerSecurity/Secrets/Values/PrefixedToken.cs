using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// Tells tokens that services make up for their own users: words that say what they are for, and random characters behind them, such as
/// <c>mycompany_live_</c> followed by 24 letters and digits.
/// </summary>
internal static class PrefixedToken
{
    private const int ShortestRandom = 20;

    /// <summary>What the words say: that it is for the real thing, or that it is a key.</summary>
    private static readonly string[] Purposes = ["live", "prod", "production", "sk", "secret", "token", "pat", "apikey", "api", "rk"];

    /// <summary>Whether a value is one: the random part has capitals, small letters and digits.</summary>
    public static bool Is(string value)
    {
        int random = value.LastIndexOfAny(['_', '-']) + 1;
        return random > 1
            && value.Length - random >= ShortestRandom
            && IsMixed(value, random)
            && Entropy.Of(value, random, value.Length) >= 3.5
            && !LetterPairs.AreWordy(value, random, value.Length)
            && value.Substring(0, random - 1).Split('_', '-') is var words
            && words.All(w => w.Length > 0 && w.All(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9'))
            && Array.Exists(words, w => Array.IndexOf(Purposes, w.ToLowerInvariant()) >= 0);
    }

    private static bool IsMixed(string value, int start)
    {
        bool hasSmall = false, hasCapital = false, hasDigit = false;
        for (int i = start; i < value.Length; i++)
        {
            if (!CharacterSet.Word.Contains(value[i]))
                return false;
            hasSmall |= value[i] is >= 'a' and <= 'z';
            hasCapital |= value[i] is >= 'A' and <= 'Z';
            hasDigit |= value[i] is >= '0' and <= '9';
        }
        return hasSmall && hasCapital && hasDigit;
    }
}
