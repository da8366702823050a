using System.Globalization;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>The findings of a text report in two tables: how many of each severity, and of which rules.</summary>
internal sealed class SummaryTables
{
    private const int MaxRules = 15;
    private const int BarWidth = 20;
    private readonly int[] severities = new int[(int)Severity.Critical + 1];
    private readonly Dictionary<string, (RuleDescriptor Rule, Severity Worst, int Count)> rules = new(StringComparer.Ordinal);

    /// <summary>Takes in a finding that is shown.</summary>
    public void Add(PolicyFinding finding)
    {
        severities[(int)finding.Severity]++;
        RuleDescriptor rule = finding.Finding.Rule;
        rules.TryGetValue(rule.Id, out (RuleDescriptor Rule, Severity Worst, int Count) known);
        rules[rule.Id] = (rule, finding.Severity > known.Worst ? finding.Severity : known.Worst, known.Count + 1);
    }

    /// <summary>Writes the tables; nothing where there is no finding.</summary>
    /// <param name="lines">Receives the lines.</param>
    /// <param name="paint">Writes a text in a colour.</param>
    public void Write(LineWriter lines, Func<string, string, LineWriter> paint)
    {
        if (rules.Count == 0)
            return;
        int most = severities.Max();
        int width = NumberWidth(most);
        for (Severity severity = Severity.Critical; severity >= Severity.Info; severity--)
        {
            int count = severities[(int)severity];
            paint(ReportWriter.Word(severity).PadRight(9), TextReport.ColorOf(severity));
            lines.Write($" {Number(count, width)}  ");
            paint(Bar(count, most), TextReport.ColorOf(severity)).WriteLine();
        }
        lines.WriteLine();
        (RuleDescriptor Rule, Severity Worst, int Count)[] rows =
            [.. rules.Values.OrderByDescending(r => r.Worst).ThenByDescending(r => r.Count).ThenBy(r => r.Rule.Id, StringComparer.Ordinal)];
        width = NumberWidth(rows.Max(r => r.Count));
        foreach ((RuleDescriptor rule, Severity worst, int count) in rows.Take(MaxRules))
        {
            paint(ReportWriter.Word(worst).PadRight(9), TextReport.ColorOf(worst));
            lines.WriteLine($" {Number(count, width)}  {rule.Id}  {rule.Slug}");
        }
        if (rows.Length > MaxRules)
            lines.WriteLine($"          and {Documents.Counted.Of(rows.Length - MaxRules, "more rule")}");
        lines.WriteLine();
    }

    /// <summary>A bar as long as its share of the longest, and not empty where there is something.</summary>
    private static string Bar(int count, int most) => new('\u2588', count == 0 ? 0 : Math.Max(1, (int)((long)count * BarWidth / most)));

    private static int NumberWidth(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static string Number(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width);
}
