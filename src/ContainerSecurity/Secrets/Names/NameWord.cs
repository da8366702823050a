namespace ContainerSecurity.Secrets.Names;

/// <summary>A word that names of secrets have, and the patterns that ask for it.</summary>
internal sealed class NameWord(string text)
{
    /// <summary>Words up to this length are often part of others.</summary>
    private const int ShortLength = 5;

    /// <summary>Words up to this length are often the end of others.</summary>
    private const int LongLength = 7;

    private static readonly string[] Separators = ["", "-", "_", ".", " "];

    public string Text { get; } = text;

    public List<SecretPattern> Patterns { get; } = [];

    /// <summary>Whether the word stands at an index, in any case, and, where it is short, on its own in camelCase, snake_case or kebab-case.</summary>
    public bool IsAt(string text, int at, int end)
    {
        int to = at + Text.Length;
        return at >= 0 && to <= end
            && string.Compare(text, at, Text, 0, Text.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (Text.Length > LongLength || at == 0 || IsWordBreak(text, at))
            && (Text.Length > ShortLength || to == end || IsWordBreak(text, to));
    }

    /// <summary>The ways to write a word whose parts are separated by <c>-</c>.</summary>
    public static IEnumerable<string> Spellings(string word) =>
        word.IndexOf('-') < 0 ? [word] : Separators.Select(s => word.Replace("-", s));

    /// <summary>Whether a word begins at an index behind another, in <c>apiKey</c>, <c>APIKey</c> and <c>api_key</c>.</summary>
    private static bool IsWordBreak(string text, int at) =>
        !char.IsLetter(text[at - 1]) || !char.IsLetter(text[at])
        || (char.IsUpper(text[at]) && (char.IsLower(text[at - 1]) || (at + 1 < text.Length && char.IsLower(text[at + 1]))));
}
