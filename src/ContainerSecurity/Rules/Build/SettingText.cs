namespace ContainerSecurity.Rules.Build;

/// <summary>Finds a setting in a text, however its name and value are joined: <c>a=1</c>, <c>a: "1";</c>, <c>a 1</c>.</summary>
internal static class SettingText
{
    private static readonly char[] Joints = [' ', '\t', '=', ':', '"', '\'', '\\', '>'];

    /// <summary>The values that a text gives to a setting, in their order.</summary>
    public static IEnumerable<string> ValuesOf(string text, string name)
    {
        for (int at = Find(text, name, 0); at >= 0; at = Find(text, name, at + name.Length))
        {
            int start = at + name.Length;
            while (start < text.Length && Array.IndexOf(Joints, text[start]) >= 0)
                start++;
            int end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-' or '_'))
                end++;
            if (start > at + name.Length && end > start)
                yield return text.Substring(start, end - start);
        }
    }

    /// <summary>Whether a text gives one of some values to a setting.</summary>
    public static bool Gives(string text, string name, IReadOnlyList<string> values) =>
        text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0
        && ValuesOf(text, name).Any(v => values.Count == 0 || values.Contains(v, StringComparer.OrdinalIgnoreCase));

    private static int Find(string text, string name, int start)
    {
        int at = text.IndexOf(name, start, StringComparison.OrdinalIgnoreCase);
        while (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_') && !IsOption(text, at))
            at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase);
        return at;
    }

    /// <summary>Whether a name stands right behind the option <c>-o</c>.</summary>
    private static bool IsOption(string text, int at) => at > 1 && text[at - 1] == 'o' && text[at - 2] == '-' && (at == 2 || text[at - 3] == ' ');
}
