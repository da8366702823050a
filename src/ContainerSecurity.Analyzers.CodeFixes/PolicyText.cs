namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>The text of a policy file, to which a waiver is added without touching anything else in it.</summary>
internal static class PolicyText
{
    private const string Start = "apiVersion: containersecurity.io/v1\nkind: Policy\n";

    /// <summary>Adds a waiver.</summary>
    /// <param name="text">The policy; empty for a new one.</param>
    /// <param name="entry">The waiver.</param>
    /// <param name="lastDay">The last day on which it holds.</param>
    /// <returns>The policy with the waiver; null where it is there already, or where the list of waivers is written in a way that cannot be added to.</returns>
    public static string? Add(string text, WaiverEntry entry, DateTime lastDay)
    {
        string newLine = text.Contains("\r\n") ? "\r\n" : "\n";
        var lines = new List<string>((text.Trim().Length == 0 ? Start : text).Replace("\r\n", "\n").TrimEnd('\n').Split('\n'));
        int key = lines.FindIndex(l => l.StartsWith("waivers:", StringComparison.Ordinal));
        if (key < 0)
        {
            lines.Add("waivers:");
            key = lines.Count - 1;
        }
        string inline = WithoutComment(lines[key].Substring("waivers:".Length)).Trim();
        if (inline is "[]")
            lines[key] = "waivers:";
        else if (inline.Length > 0)
            return null;
        int end = EndOfList(lines, key);
        string? first = lines.Skip(key + 1).Take(end - key - 1).FirstOrDefault(l => l.TrimStart().StartsWith("-", StringComparison.Ordinal));
        string indent = first is null ? "" : first.Substring(0, first.IndexOf('-'));
        if (string.Join("\n", lines).Contains(string.Join("\n", entry.Subject(indent))))
            return null;
        lines.InsertRange(end, entry.Lines(indent, lastDay));
        return string.Join(newLine, lines) + newLine;
    }

    /// <summary>The line after the last item: the next key of the policy, without the empty lines and comments that stand before it.</summary>
    private static int EndOfList(List<string> lines, int key)
    {
        int end = key + 1;
        for (int i = key + 1; i < lines.Count; i++)
        {
            string line = lines[i];
            bool isOfList = line.Length > 0 && (line[0] is ' ' or '\t' || line.StartsWith("- ", StringComparison.Ordinal) || line == "-");
            if (isOfList)
                end = i + 1;
            else if (line.Length > 0 && line[0] != '#')
                break;
        }
        return end;
    }

    private static string WithoutComment(string text) => text.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var at ? text.Substring(0, at) : text;
}
