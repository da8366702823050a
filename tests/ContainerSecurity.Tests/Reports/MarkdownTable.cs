using System.Net;
using System.Text.RegularExpressions;

namespace ContainerSecurity.Tests.Reports;

/// <summary>A table of GitHub's Markdown, read as its specification says: a bar that no backslash escapes ends a cell.</summary>
internal sealed partial class MarkdownTable
{
    public MarkdownTable(string text) =>
        Rows = [.. text.Split("\n\n")[0].Split('\n').Where(l => l.Length > 0).Skip(2).Select(Cells)];

    /// <summary>The cells of each row, as they are written.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>What a reader sees of a cell.</summary>
    public static string Shown(string cell) => WebUtility.HtmlDecode(Escape().Replace(cell, "$1").Replace("&#8288;", "", StringComparison.Ordinal));

    /// <summary>What in a cell is more than text: markup, HTML, links, mentions, mail addresses, references.</summary>
    public static IEnumerable<string> Markup(string cell) =>
        [.. Active().Matches(cell).Select(m => m.Value), .. Linked().Matches(WebUtility.HtmlDecode(Escape().Replace(cell, "$1"))).Select(m => m.Value)];

    private static string[] Cells(string row)
    {
        Assert.That(row, Does.StartWith("| ").And.EndWith(" |"));
        List<string> cells = [];
        int start = 2;
        for (int i = start; i < row.Length; i++)
        {
            if (row[i] == '\\')
            {
                i++;
                continue;
            }
            if (row[i] != '|')
                continue;
            cells.Add(row[start..i].Trim(' '));
            start = i + 1;
        }
        return [.. cells];
    }

    /// <summary>A backslash takes the meaning from the punctuation behind it.</summary>
    [GeneratedRegex(@"\\([!-/:-@\[-`{-~])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*[`*_~$\[\]<]|&(?!(?:lt|gt|amp|#\d+);)")]
    private static partial Regex Active();

    /// <summary>What a site looks for in the text itself, whatever was escaped.</summary>
    [GeneratedRegex(@"(?:https?|ftp)://\S|www\.\w|(?<!\w)@\w|\w@\w[\w-]*\.\w|#\d", RegexOptions.IgnoreCase)]
    private static partial Regex Linked();
}
