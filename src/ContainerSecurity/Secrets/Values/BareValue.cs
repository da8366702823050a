namespace ContainerSecurity.Secrets.Values;

/// <summary>What tells secrets without a mark of their own, random letters and digits, from other values under the name of a service.</summary>
internal static class BareValue
{
    /// <summary>The shape of a UUID.</summary>
    public const string Uuid = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /// <summary>Qualifiers for values that checksums and identifiers look like.</summary>
    public static readonly string[] CredentialWords =
    [
        "key", "token", "secret", "auth", "login", "pass", "pwd", "credential", "client", "access", "api", "private",
        "bearer"
    ];

    /// <summary>Qualifiers for services that hide their identifiers too.</summary>
    public static readonly string[] CredentialWordsOrId = [.. CredentialWords, "id"];

    private enum CharacterClass
    {
        Other,
        Lower,
        Upper,
        Digit,
    }

    /// <summary>
    /// Takes a value for a secret unless it may be made of words or be a number: it has letters and digits, or capitals
    /// side by side among small letters, as camelCase has not.
    /// </summary>
    public static SecretVerdict JudgeMixture(string value) =>
        (HasLetterAndDigit(value) && !IsNumberedName(value)) || HasMixedCapitals(value) ? SecretVerdict.Known : SecretVerdict.None;

    public static bool HasLetterAndDigit(string value) => value.Any(char.IsLetter) && HasDigit(value);

    public static bool HasDigit(string value) => value.Any(c => ClassOf(c) == CharacterClass.Digit);

    /// <summary>How often a lower-case letter, an upper-case letter or a digit stands directly behind one of another class.</summary>
    public static int ChangesOf(string value)
    {
        int changes = 0;
        CharacterClass before = CharacterClass.Other;
        foreach (char c in value)
        {
            CharacterClass current = ClassOf(c);
            if (current != before && current != CharacterClass.Other && before != CharacterClass.Other)
                changes++;
            before = current;
        }
        return changes;
    }

    /// <summary>Words with a digit among them, as names of types have: <c>ShopOAuth2Client</c>.</summary>
    private static bool IsNumberedName(string value) => value.Count(char.IsDigit) == 1 && LetterPairs.AreWordy(value, 0, value.Length);

    private static bool HasMixedCapitals(string value)
    {
        int pairs = 0;
        for (int i = 1; i < value.Length; i++)
            if (char.IsUpper(value[i]) && char.IsUpper(value[i - 1]))
                pairs++;
        return pairs > value.Length / 16 && value.Count(char.IsLower) > value.Length / 4;
    }

    private static CharacterClass ClassOf(char c) => c switch
    {
        >= 'a' and <= 'z' => CharacterClass.Lower,
        >= 'A' and <= 'Z' => CharacterClass.Upper,
        >= '0' and <= '9' => CharacterClass.Digit,
        _ => CharacterClass.Other,
    };
}
