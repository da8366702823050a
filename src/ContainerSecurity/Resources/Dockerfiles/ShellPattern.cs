namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>
/// A pattern of <c>${name#pattern}</c> and its like: <c>*</c> for any characters, <c>?</c> for one, a backslash before
/// either, or before another, for itself.
/// </summary>
internal sealed class ShellPattern
{
    private const char Any = '\uFFFE';
    private const char One = '\uFFFF';
    private const long MaxSteps = 10_000_000;
    private readonly char[] tokens;

    private ShellPattern(char[] tokens) => this.tokens = tokens;

    /// <summary>Reads a pattern; null where a backslash stands before an ordinary character.</summary>
    public static ShellPattern? TryParse(string text)
    {
        var tokens = new List<char>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
                tokens.Add(text[i] switch { '*' => Any, '?' => One, char c => c });
            else if (++i < text.Length && text[i] is '}' or '/' or '*' or '?' or '\\')
                tokens.Add(text[i]);
            else
                return null;
        }
        return new ShellPattern([.. tokens]);
    }

    /// <summary>The value without the prefix that matches; the value itself where none does.</summary>
    public string? WithoutPrefix(string value, bool longest)
    {
        int length = MatchAt(value, 0, longest, out bool isTooMuch);
        return isTooMuch ? null : length < 0 ? value : value.Substring(length);
    }

    /// <summary>The value without the suffix that matches; the value itself where none does.</summary>
    public string? WithoutSuffix(string value, bool longest) =>
        new ShellPattern([.. tokens.Reverse()]).WithoutPrefix(Reverse(value), longest) is { } rest ? Reverse(rest) : null;

    /// <summary>The value with the first match, or all, replaced; null where that takes too long.</summary>
    public string? Replace(string value, string replacement, bool all)
    {
        var result = new System.Text.StringBuilder();
        int from = 0;
        for (int at = 0; at <= value.Length; at++)
        {
            if ((long)at * tokens.Length * value.Length > MaxSteps)
                return null;
            int length = MatchAt(value, at, longest: true, out bool isTooMuch);
            if (isTooMuch)
                return null;
            if (length < 0)
                continue;
            result.Append(value, from, at - from).Append(replacement);
            from = at + length;
            if (!all)
                break;
            at = length == 0 ? at : from - 1;
        }
        return result.Append(value, from, value.Length - from).ToString();
    }

    /// <summary>The length of the shortest or longest match at a place; -1 where there is none.</summary>
    private int MatchAt(string value, int start, bool longest, out bool isTooMuch)
    {
        isTooMuch = (long)tokens.Length * (value.Length - start) > MaxSteps;
        if (isTooMuch)
            return -1;
        bool[] reached = new bool[tokens.Length + 1];
        reached[0] = true;
        Skip(reached);
        int found = reached[tokens.Length] ? 0 : -1;
        for (int i = start; i < value.Length && (longest || found < 0) && Step(reached, value[i]); i++)
            if (reached[tokens.Length])
                found = i + 1 - start;
        return found;
    }

    private bool Step(bool[] reached, char c)
    {
        bool lives = false;
        for (int t = tokens.Length; t >= 0; t--)
        {
            bool stays = t < tokens.Length && tokens[t] == Any && reached[t];
            bool comes = t > 0 && reached[t - 1] && tokens[t - 1] != Any && (tokens[t - 1] == One || tokens[t - 1] == c);
            reached[t] = stays || comes;
            lives |= reached[t];
        }
        Skip(reached);
        return lives;
    }

    private void Skip(bool[] reached)
    {
        for (int t = 0; t < tokens.Length; t++)
            reached[t + 1] |= reached[t] && tokens[t] == Any;
    }

    private static string Reverse(string text)
    {
        char[] characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }
}
