using ContainerSecurity.Reports;

namespace ContainerSecurity.Tool.Hardening;

/// <summary>
/// Writes the difference of two texts as <c>diff -u</c> does. It is made for edits, which leave most lines as they are:
/// where many lines in a row differ it is right, but not the shortest.
/// </summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>How far equal lines are looked for.</summary>
    private const int Reach = 200;

    public static void Write(LineWriter output, string name, string before, string after)
    {
        string[] old = Lines(before), now = Lines(after);
        List<Row> rows = Compare(old, now);
        output.WriteLine($"--- {name}");
        output.WriteLine($"+++ {name}");
        for (int i = 0; i < rows.Count;)
        {
            int first = rows.FindIndex(i, r => r.Sign != ' ');
            if (first < 0)
                break;
            int start = Math.Max(i, first - Context), end = EndOfHunk(rows, first);
            WriteHunk(output, rows, start, end);
            i = end;
        }
    }

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

    private static List<Row> Compare(string[] old, string[] now)
    {
        var rows = new List<Row>(now.Length);
        int i = 0, j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                rows.Add(new Row(' ', old[i], ++i, ++j));
                continue;
            }
            (int skipOld, int skipNow) = NextEqual(old, now, i, j);
            for (int k = 0; k < skipOld; k++)
                rows.Add(new Row('-', old[i], ++i, j));
            for (int k = 0; k < skipNow; k++)
                rows.Add(new Row('+', now[j], i, ++j));
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

    private static int EndOfHunk(List<Row> rows, int first)
    {
        int last = first;
        for (int i = first; i < rows.Count && i - last <= 2 * Context; i++)
            if (rows[i].Sign != ' ')
                last = i;
        return Math.Min(rows.Count, last + 1 + Context);
    }

    private static void WriteHunk(LineWriter output, List<Row> rows, int start, int end)
    {
        List<Row> hunk = rows.GetRange(start, end - start);
        int oldCount = hunk.Count(r => r.Sign != '+'), nowCount = hunk.Count(r => r.Sign != '-');
        int oldStart = hunk[0].Old - (hunk[0].Sign == '+' ? 0 : 1), nowStart = hunk[0].Now - (hunk[0].Sign == '-' ? 0 : 1);
        output.WriteLine($"@@ -{oldStart + (oldCount > 0 ? 1 : 0)},{oldCount} +{nowStart + (nowCount > 0 ? 1 : 0)},{nowCount} @@");
        foreach (Row row in hunk)
        {
            output.WriteLine(row.Sign + row.Text.TrimEnd('\n').TrimEnd('\r'));
            if (!row.Text.EndsWith('\n'))
                output.WriteLine("\\ No newline at end of file");
        }
    }

    /// <summary>One line of the difference, with the numbers of lines passed so far.</summary>
    private readonly record struct Row(char Sign, string Text, int Old, int Now);
}
