namespace ContainerSecurity.Secrets;

/// <summary>Tells what was drawn at random from what somebody wrote.</summary>
internal static class RandomText
{
    public const string UuidShape = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static readonly string[] PlaceholderWords =
    [
        "pass", "password", "passwd", "passphrase", "pwd", "test", "token", "secret", "key", "apikey", "api-key", "api_key", "changeme", "changeit", "change-me", "change_me",
    ];

    private static readonly string[] PlaceholderParts = ["your", "example", "placeholder", "xxxx", "dummy", "redacted", "replace"];

    /// <summary>What a value without a mark of its service tells: random text has letters and digits, or capitals side by side among small letters; words do not.</summary>
    public static SecretVerdict Judge(string value) => HasLetterAndDigit(value) || HasMixedCapitals(value) ? SecretVerdict.Known : SecretVerdict.None;

    public static bool HasLetterAndDigit(string value) => value.Any(char.IsLetter) && value.Any(char.IsDigit);

    private static bool HasMixedCapitals(string value)
    {
        int pairs = 0;
        for (int i = 1; i < value.Length; i++)
            if (char.IsUpper(value[i]) && char.IsUpper(value[i - 1]))
                pairs++;
        return pairs > value.Length / 16 && value.Count(char.IsLower) > value.Length / 4;
    }

    /// <summary>Whether a value stands for one that is to be filled in.</summary>
    public static bool IsPlaceholder(string value) =>
        value.Length == 0
        || value[0] is '$' or '<' or '[' or '%'
        || value.StartsWith("{{", StringComparison.Ordinal)
        || (value[0] == '{' && value[value.Length - 1] == '}' && !value.Any(char.IsDigit))
        || value.Distinct().Count() < 3
        || PlaceholderWords.Contains(value, StringComparer.OrdinalIgnoreCase)
        || PlaceholderParts.Any(value.ToLowerInvariant().Contains);
}
