using System.Globalization;

namespace ContainerSecurity.Secrets.Values;

/// <summary>Tells texts for people, in any language, from credentials: a program shows them, and nobody logs in with them.</summary>
internal static class HumanText
{
    private const int LettersPerDigit = 8;

    /// <summary>The letters of Greek, which those of Latin stand before.</summary>
    private const char FirstBeyondLatin = '\u0370';

    /// <summary>The letters of Hebrew, and behind them those of the other scripts without capitals, in which nobody types a password's signs.</summary>
    private const char FirstWithoutCase = '\u0590';

    private const int FewLetters = 4;

    /// <summary>Signs that prose has and passwords have too; all others make a text a password.</summary>
    private const string Punctuation = ".,:;!?()[]{}'\"/- …–—«»„“”‘’·%";

    /// <summary>The word for a password, as forms have it above the field, in languages that are written in ASCII letters.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "adgangskode", "aldagai", "clave", "codigo", "contrasena", "contrasenya", "cyfrinair", "fjalekalimi", "geslo", "haslo", "heslo",
        "iphasiwedi", "jelszo", "kennwort", "kodeord", "lozinka", "lykilord", "nenosiri", "parol", "parola", "parole", "pasahitza", "pasfhocal",
        "passord", "passwort", "pasvorto", "salasana", "sandi", "senha", "shifre", "sifra", "sifre", "slaptazodis", "wachtwoord", "wagwoord", "zaporka",
    };

    /// <summary>
    /// Whether a text has letters outside ASCII, hardly a digit, and no sign but those of prose: a translation. Words of one language take no digits
    /// and signs in, and passwords of people who write in it do.
    /// </summary>
    public static bool IsTranslation(string text)
    {
        int letters = 0;
        int foreign = 0;
        int beyondLatin = 0;
        int withoutCase = 0;
        int digits = 0;
        bool hasSign = false;
        foreach (char c in text)
        {
            if (c < 128 ? IsLetter(c) : IsPartOfWord(c))
            {
                letters++;
                foreign += c < 128 ? 0 : 1;
                beyondLatin += c < FirstBeyondLatin ? 0 : 1;
                withoutCase += c < FirstWithoutCase ? 0 : 1;
            }
            else if (c is >= '0' and <= '9')
            {
                digits++;
            }
            else
            {
                hasSign |= c < 128 && Punctuation.IndexOf(c) < 0;
            }
        }
        if (withoutCase >= FewLetters && digits * FewLetters <= letters)
            return true;
        return foreign > 0 && !hasSign && (digits == 0 || (beyondLatin * 2 > letters && digits * LettersPerDigit <= letters));
    }

    /// <summary>Whether a text is the word for a password in one of the languages, with the signs that forms put behind it.</summary>
    public static bool IsWordForPassword(string text) => Words.Contains(text.Trim().TrimEnd(':', '.', '?', '!', '*', ' '));

    /// <summary>Whether a text may be a word or several of any language: it has letters and the signs of prose alone.</summary>
    public static bool IsOfWords(string text)
    {
        foreach (char c in text)
            if (c < 128 && !IsLetter(c) && Punctuation.IndexOf(c) < 0)
                return false;
        return true;
    }

    private static bool IsPartOfWord(char c) =>
        char.IsLetter(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
