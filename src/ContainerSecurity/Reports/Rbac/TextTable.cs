namespace ContainerSecurity.Reports.Rbac;

/// <summary>Writes rows in columns as kubectl does: each as wide as its widest cell, three blanks between.</summary>
internal static class TextTable
{
    private const int Gap = 3;

    public static void Write(string[] head, IReadOnlyList<string[]> rows, TextWriter output)
    {
        string[][] shown = [head, .. rows.Select(r => Array.ConvertAll(r, VisibleText.Of))];
        int[] widths = [.. head.Select((_, column) => shown.Max(r => r[column].Length))];
        var lines = new LineWriter(output);
        foreach (string[] row in shown)
        {
            string line = "";
            for (int i = 0; i < row.Length; i++)
                line += i == row.Length - 1 ? row[i] : row[i].PadRight(widths[i] + Gap);
            lines.WriteLine(line.TrimEnd());
        }
    }
}
