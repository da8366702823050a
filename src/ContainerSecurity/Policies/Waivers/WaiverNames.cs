using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Parts what a waiver in a file waives from what it says of it: names between commas, with or without blanks, then the rest.</summary>
internal static class WaiverNames
{
    private const int MinLetters = 2;
    private const int MinDigits = 3;

    /// <summary>Returns the names; the first word is one, and after a comma whatever looks like one.</summary>
    /// <param name="text">The text of the waiver.</param>
    /// <param name="rest">What follows the names.</param>
    public static string[] Split(string text, out string rest)
    {
        var names = new List<string>();
        int at = 0;
        while (true)
        {
            int start = SkipBlanks(text, at);
            int end = start;
            while (end < text.Length && text[end] != ',' && !char.IsWhiteSpace(text[end]))
                end++;
            bool isGlued = names.Count > 0 && start == at && at > 0 && text[at - 1] == ',';
            if (end > start && names.Count > 0 && !isGlued && !IsName(text.Substring(start, end - start)))
                break;
            if (end > start)
                names.Add(text.Substring(start, end - start));
            at = end;
            int comma = SkipBlanks(text, end);
            if (comma >= text.Length || text[comma] != ',')
                break;
            at = comma + 1;
        }
        rest = text.Substring(Math.Min(at, text.Length)).Trim();
        return [.. names];
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    /// <summary>Whether a word after a comma and a blank is the name of a rule or a flaw, and not the beginning of the reason.</summary>
    private static bool IsName(string word) =>
        word == "*" || VulnerabilityName.IsOne(word) || RuleCatalog.Find(word) is not null || IsId(word);

    /// <summary>Whether a word is built like the ID of a rule: letters, then digits.</summary>
    private static bool IsId(string word)
    {
        int letters = word.TakeWhile(char.IsLetter).Count();
        int digits = word.Skip(letters).TakeWhile(char.IsDigit).Count();
        return letters >= MinLetters && digits >= MinDigits && letters + digits == word.Length;
    }
}
