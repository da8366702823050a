using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Values;

/// <summary>Tells values that may be secrets from the many that are none. The list of those is in <c>docs/secrets.md</c>.</summary>
public static class SecretValue
{
    private const int ShortestPassword = 4;

    private const int ShortestToken = 8;

    private const int ShortestVague = 16;

    /// <summary>Values that are easy to guess, and so mostly examples, anywhere in a value.</summary>
    private static readonly string[] EasyParts = ["foobar", "deadbeef", "cafebabe", "abcdefg", "1234567", "0123456"];

    /// <summary>Words that mark a value as an example or a test's, anywhere in it.</summary>
    private static readonly string[] Markers =
    [
        "changeme", "change-me", "change_me", "changeit", "change-it", "changethis", "change-this", "change_this",
        "replaceme", "replace-me", "replace_me", "replace-with", "replace_with", "replacewith", "placeholder",
        "example", "sample", "dummy", "fake", "mock",
        "your-", "your_", "yourpass", "yoursecret", "yourtoken", "yourkey", "yourapi", "youraccess", "yourstrong",
        "<your", "my-secret", "my_secret", "mysecret", "my-token", "my_token", "mytoken", "mypass", "my-pass",
        "my_pass", "my-api", "my_api", "myapikey", "mykey", "insert-", "insert_", "enter-", "enter_", "put-your",
        "putyour",
        "todo", "fixme", "redacted", "notasecret", "not-a-secret", "not_a_secret", "not-a-real", "not_a_real",
        "notreal", "not-real", "lorem", "goes-here", "goes_here", "goeshere", "-here", "_here", "xxxx", "testpass",
        "testtoken", "testsecret", "testkey", "testing", "unittest",
    ];

    /// <summary>
    /// Whether a value stands for a credential instead of being one: empty, a reference, a template, a placeholder, or
    /// plainly something else.
    /// </summary>
    internal static bool IsPlaceholder(string value)
    {
        string text = value.Trim();
        return text.Length < ShortestPassword
            || PlaceholderWord.StandsForValue(text)
            || StandsForAnother(text)
            || text.HasOneOf(EasyParts)
            || IsRepetition(text)
            || OrdinaryValue.IsOrdinary(text);
    }

    /// <summary>Whether a value cannot be a credential, not even one that is easy to guess: a reference, a template, an example, a path.</summary>
    internal static bool StandsForAnother(string text) =>
        text.Length == 0
        || ValueReference.IsSubstituted(text)
        || PublicValue.Is(text)
        || text.HasOneOf(Markers)
        || IsEnclosed(text)
        || VariableName.Is(text)
        || HasTestWord(text)
        || OrdinaryValue.IsPath(text)
        || OrdinaryValue.IsAddress(text);

    /// <summary>Returns whether the value that a name is given is a credential, by its look.</summary>
    /// <param name="kind">What the name says of the value.</param>
    /// <param name="name">The name; empty where there is none. A value that repeats a word of it is no credential.</param>
    /// <param name="value">The value, without its quotes.</param>
    /// <param name="form">How the value is written.</param>
    public static bool IsCredential(SecretNameKind kind, string name, string value, ValueForm form)
    {
        _ = name ?? throw new ArgumentNullException(nameof(name));
        _ = value ?? throw new ArgumentNullException(nameof(value));
        bool looksRight = kind switch
        {
            SecretNameKind.Password => form == ValueForm.Certain || LooksChosen(value),
            SecretNameKind.Token => value.Length >= ShortestToken
                && LooksRandom(value, Math.Min(form == ValueForm.Certain ? 2.5 : 3, Entropy.LeastOf(value))),
            SecretNameKind.Vague => value.Length >= ShortestVague && LooksRandom(value, 3.5)
                && (PrefixedToken.Is(value) || (!HasSeparatedWords(value) && !IsPathOfMembers(value))),
            _ => false,
        };
        return looksRight
            && !(form == ValueForm.Bare && CodeValue.IsExpression(value))
            && !CodeValue.IsConcatenation(value)
            && !(form != ValueForm.Certain && CodeValue.IsPatternOrTemplate(value))
            && !RepeatsName(name, value)
            && !OrdinaryValue.IsUuid(value)
            && !IsPlaceholder(value)
            && !PublicValue.IsTokenHeader(value)
            && !EncodedText.IsSentence(value)
            && !(EncodedText.FromShortBase64(value) is { } decoded
                && !IsCredential(kind, name, decoded.Trim(), form == ValueForm.Certain ? form : ValueForm.Quoted));
    }

    /// <summary>Whether a bare value may be worth a closer look: words, which nearly all are, are not.</summary>
    internal static bool MayBeCredential(string text, int start, int end)
    {
        for (int i = start; i < end; i++)
            if (!IsLetter(text[i]) && text[i] is not ('.' or '-' or '_'))
                return true;
        return !LetterPairs.AreWordy(text, start, end);
    }

    private static bool LooksChosen(string value)
    {
        const int Shortest = 6;
        if (value.Length < Shortest || value.Contains(' ') || Entropy.Of(value, 0, value.Length) < 2.2)
            return false;
        bool hasLetter = value.Any(IsLetter);
        bool hasOther = value.Any(c => !IsLetter(c) && c is not ('-' or '_' or '.' or ':' or '/'));
        return hasLetter && (hasOther || !LetterPairs.AreWordy(value, 0, value.Length));
    }

    private static bool LooksRandom(string value, double entropy)
    {
        const int LongEnough = 16;
        const int LongHexadecimal = 32;
        const double Haphazard = -9;
        if (value.Contains(' ') || Entropy.Of(value, 0, value.Length) < entropy || Entropy.HasLongRun(value, 0, value.Length))
            return false;
        bool hasLetter = value.Any(IsLetter);
        bool hasDigit = value.Any(IsDigit);
        if (value.Length >= LongHexadecimal && hasLetter && hasDigit && value.All(CharacterSet.Hexadecimal.Contains))
            return true;
        return hasLetter
            && !LetterPairs.AreWordy(value, 0, value.Length)
            && (hasDigit || value.Length >= LongEnough || (value.All(IsLetter) && new WordEvidence(value, 0, value.Length).Bits < Haphazard))
            && !IsVersionOrName(value);
    }

    /// <summary>Words and numbers with separators between them, such as <c>prod-eu-west-1</c> and <c>v1.2.3-rc.1</c>.</summary>
    private static bool IsVersionOrName(string value)
    {
        string[] parts = value.Split('-', '_', '.', ':', '/', ',');
        return parts.Length > 1 && parts.All(p => p.Length < 6 || p.All(IsDigit) || LetterPairs.AreWordy(p, 0, p.Length));
    }

    /// <summary>What keys of settings and labels are made of besides letters: dots, brackets, slashes beside dashes.</summary>
    private static bool IsPathOfMembers(string value) =>
        value.All(c => CharacterSet.Word.Contains(c) || c is '.' or '-' or '/' or ':' or ',' or '[' or ']' or '{' or '}' or '#' or '$' or '"')
        && !value.StartsWith("eyJ", StringComparison.Ordinal)
        && (value.IndexOfAny(['[', '{', '#', '.']) >= 0 || value.Contains("--") || value.Contains("-_"));

    private static bool HasSeparatedWords(string value)
    {
        int start = 0;
        for (int i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && IsLetter(value[i]))
                continue;
            if (i - start >= 4 && LetterPairs.AreWordy(value, start, i))
                return true;
            start = i + 1;
        }
        return false;
    }

    /// <summary>
    /// Whether a value has a word of its name in it, as <c>PASSWORD = "connection.password"</c> has, or is a part of it, as <c>KEY_ARROW_UP = "ArrowUp"</c>.
    /// </summary>
    private static bool RepeatsName(string name, string value)
    {
        if (IsPartOf(name, value))
            return true;
        var parts = new NameParts(name, 0, name.Length);
        while (parts.MoveNext())
            if (parts.Length >= 4 && value.HasOneOf([name.Substring(parts.Start, parts.Length)]) && KindOf(name, parts) != SecretNameKind.Other)
                return true;
        return false;
    }

    /// <summary>Whether the letters of a name, without its separators, hold a value of letters.</summary>
    private static bool IsPartOf(string name, string value)
    {
        const int Shortest = 6;
        int member = value.LastIndexOf('.') + 1;
        if (member > 0 && name.Length >= Shortest && value.Length - member == name.Length && value.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            return true;
        return value.Length >= Shortest
            && value.Length <= name.Length
            && value.All(IsLetter)
            && string.Concat(name.Where(IsLetter)).IndexOf(value, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private static SecretNameKind KindOf(string name, in NameParts part) => SecretName.KindOf(name, part.Start, part.Start + part.Length);

    private static bool IsEnclosed(string text)
    {
        char first = text[0];
        char last = text[text.Length - 1];
        return ((first, last) is ('<', '>') or ('[', ']') or ('{', '}') or ('(', ')') or ('%', '%') or ('*', '*') or ('«', '»')
            && (text.Length < ShortestToken || !text.Any(IsDigit) || LetterPairs.AreWordy(text, 0, text.Length)))
            || (first is '<' or '[' && LetterPairs.AreWordy(text, 0, text.Length))
            || (text.StartsWith("__", StringComparison.Ordinal) && text.EndsWith("__", StringComparison.Ordinal))
            || (text.StartsWith("@@", StringComparison.Ordinal) && text.EndsWith("@@", StringComparison.Ordinal))
            || (first == '_' && last == '_' && text.All(c => c is (>= 'A' and <= 'Z') or '_'))
            || (first == '#' && last == '#')
            || (first == '@' && last == '@');
    }

    private static bool IsRepetition(string text)
    {
        int distinct = 0;
        ulong low = 0;
        ulong high = 0;
        foreach (char c in text)
        {
            ref ulong half = ref (c & 0x40) == 0 ? ref low : ref high;
            ulong bit = 1UL << c;
            distinct += (half & bit) == 0 ? 1 : 0;
            half |= bit;
        }
        return distinct <= Math.Min(3, text.Length / 3) || HasAscent(text);
    }

    /// <summary>Alphabets: eight characters and more in the order of their codes.</summary>
    internal static bool HasAscent(string text)
    {
        const int Long = 8;
        int run = 1;
        for (int i = 1; i < text.Length; i++)
        {
            run = text[i] == text[i - 1] + 1 ? run + 1 : 1;
            if (run >= Long)
                return true;
        }
        return false;
    }

    /// <summary>The word <c>test</c> with no letter beside it, or at the beginning or the end.</summary>
    private static bool HasTestWord(string text)
    {
        int at = text.IndexOf("test", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return false;
        bool startsWord = at == 0 || !IsLetter(text[at - 1]) || char.IsUpper(text[at]);
        bool endsWord = at + 4 == text.Length || !char.IsLower(text[at + 4]);
        return startsWord && endsWord;
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or > (char)127;

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
