namespace ContainerSecurity.Tool.Hardening;

/// <summary>One line of the difference of two texts, with the numbers of lines passed so far.</summary>
/// <param name="Sign">A blank for a line of both, a minus for one of the first text, a plus for one of the second.</param>
/// <param name="Text">The line with its end.</param>
/// <param name="Old">How many lines of the first text have been passed.</param>
/// <param name="Now">How many lines of the second one have been passed.</param>
internal readonly record struct LineComparison(char Sign, string Text, int Old, int Now)
{
    /// <summary>How far equal lines are looked for.</summary>
    private const int Reach = 200;

    /// <summary>Compares two texts. It is made for edits, which leave most lines as they are: elsewhere it is right, but not the shortest.</summary>
    public static List<LineComparison> Of(string before, string after) => Compare(Lines(before), Lines(after));

    /// <summary>The lines with their ends, so that a changed end is a difference.</summary>
    private static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..end]);
            at = end;
        }
        return [.. lines];
    }

    private static List<LineComparison> Compare(string[] old, string[] now)
    {
        var rows = new List<LineComparison>(now.Length);
        int i = 0, j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                rows.Add(new LineComparison(' ', old[i], ++i, ++j));
                continue;
            }
            (int skipOld, int skipNow) = NextEqual(old, now, i, j);
            for (int k = 0; k < skipOld; k++)
                rows.Add(new LineComparison('-', old[i], ++i, j));
            for (int k = 0; k < skipNow; k++)
                rows.Add(new LineComparison('+', now[j], i, ++j));
        }
        return rows;
    }

    /// <summary>How many lines of both are passed over until they are equal again; fewest first.</summary>
    private static (int Old, int Now) NextEqual(string[] old, string[] now, int i, int j)
    {
        for (int distance = 1; distance <= Reach; distance++)
            for (int skipOld = 0; skipOld <= distance; skipOld++)
                if (i + skipOld < old.Length && j + distance - skipOld < now.Length && old[i + skipOld] == now[j + distance - skipOld])
                    return (skipOld, distance - skipOld);
        return (old.Length - i, now.Length - j);
    }
}
