using ContainerSecurity.Reports;

namespace ContainerSecurity.Tool.Hardening;

/// <summary>
/// Writes the difference of two texts as <c>diff -u</c> does. It is made for edits, which leave most lines as they are:
/// where many lines in a row differ it is right, but not the shortest.
/// </summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static void Write(LineWriter output, string name, string before, string after)
    {
        List<LineComparison> rows = LineComparison.Of(before, after);
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

    private static int EndOfHunk(List<LineComparison> rows, int first)
    {
        int last = first;
        for (int i = first; i < rows.Count && i - last <= 2 * Context; i++)
            if (rows[i].Sign != ' ')
                last = i;
        return Math.Min(rows.Count, last + 1 + Context);
    }

    private static void WriteHunk(LineWriter output, List<LineComparison> rows, int start, int end)
    {
        List<LineComparison> hunk = rows.GetRange(start, end - start);
        int oldCount = hunk.Count(r => r.Sign != '+'), nowCount = hunk.Count(r => r.Sign != '-');
        int oldStart = hunk[0].Old - (hunk[0].Sign == '+' ? 0 : 1), nowStart = hunk[0].Now - (hunk[0].Sign == '-' ? 0 : 1);
        output.WriteLine($"@@ -{oldStart + (oldCount > 0 ? 1 : 0)},{oldCount} +{nowStart + (nowCount > 0 ? 1 : 0)},{nowCount} @@");
        foreach (LineComparison row in hunk)
        {
            output.WriteLine(row.Sign + row.Text.TrimEnd('\n').TrimEnd('\r'));
            if (!row.Text.EndsWith('\n'))
                output.WriteLine("\\ No newline at end of file");
        }
    }
}
