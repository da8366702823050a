namespace ContainerSecurity.Rules.Build;

/// <summary>Tells whether a word is written in upper or in lower case.</summary>
internal static class LetterCase
{
    public const string Upper = "upper";
    public const string Lower = "lower";

    /// <summary>The case of a word; null where it mixes both.</summary>
    public static string? Of(string word) =>
        !word.Any(char.IsUpper) ? Lower
        : !word.Any(char.IsLower) ? Upper
        : null;
}
