using System.Globalization;
using System.Text;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules.Peers;

/// <summary>A page that says which rules of ours ask what rules of other tools ask.</summary>
internal sealed class PeerPage(string title, IReadOnlyList<PeerTable> tables, IReadOnlyList<string[]> differences)
{
    private const string Kinds =
        "What another tool asks is named here in a few words of ours. *Ours* are rules of ours that ask the same, or more. "
        + "Where there are none, the remark says why:\n\n"
        + "- *beyond*: files do not say it (a node, a cloud, a registry, a person, the object before), they are another product's, "
        + "or nothing is judged (an object is changed, made or just there);\n"
        + "- *own*: a convention that has no answer which is right for everyone; write it as [a rule of your own](../custom-rules.md);\n"
        + "- *none*: files would say it, and no rule of ours asks.\n\n"
        + "The share is that of *ours* in the rules that a static analyser can decide by itself: *ours* and *none*.\n";

    private readonly StringBuilder page = new();

    /// <summary>The figures of all tables together.</summary>
    public PeerTable Total { get; } = new("**all**", "", [.. tables.SelectMany(t => t.Rows)]);

    public string Write()
    {
        page.Clear().Append(CultureInfo.InvariantCulture, $"# {title}\n\nThis page is written from the tables beside its test. {Kinds}\n");
        AppendFigures();
        foreach (PeerTable table in tables)
            AppendTable(table);
        AppendDifferences();
        AppendOurs();
        return page.ToString();
    }

    private static string OursOf(PeerTableRow row) => row.Answer switch
    {
        PeerAnswer.Ours => string.Join(", ", row.Ours.Select(Link)),
        PeerAnswer.Own => "*own*",
        PeerAnswer.None => "*none*",
        _ => "*beyond*",
    };

    private static string Link(string id) => RuleCatalog.Find(id) is null ? id : $"[{id}]({id}.md)";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private void AppendFigures()
    {
        page.Append("| tool | rules | ours | own | none | beyond | share |\n|---|---|---|---|---|---|---|\n");
        foreach (PeerTable table in tables.Append(Total))
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {table.Name} | {table.Rows.Count} | {string.Join(" | ", Enum.GetValues<PeerAnswer>().Select(table.Count))} | {table.Share:0.0} % |\n");
    }

    private void AppendTable(PeerTable table)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {table.Name}\n\n{Capital(table.Source)}\n\n")
            .Append("| rule | what it asks | ours | remark |\n|---|---|---|---|\n");
        foreach (PeerTableRow row in table.Rows)
            page.Append(CultureInfo.InvariantCulture, $"| `{row.Rule}` | {Cell(row.Asks)} | {OursOf(row)} | {Cell(row.Remark)} |\n");
    }

    private void AppendDifferences()
    {
        if (differences.Count == 0)
            return;
        page.Append("\n## Where we differ knowingly\n\nOurs follow Kubernetes' own code and its Pod Security Standards.\n\n")
            .Append("| about | what holds | who differs |\n|---|---|---|\n");
        foreach (string[] difference in differences)
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", difference.Select(Cell))} |\n");
    }

    private void AppendOurs()
    {
        page.Append("\n## By rule of ours\n\n| ours | name | the others' |\n|---|---|---|\n");
        foreach (RuleDescriptor rule in RuleCatalog.All.Select(r => r.Descriptor).OrderBy(r => r.Id, StringComparer.Ordinal))
            if (string.Join("; ", tables.Select(t => NamesOf(t, rule.Id)).Where(n => n.Length > 0)) is { Length: > 0 } names)
                page.Append(CultureInfo.InvariantCulture, $"| {Link(rule.Id)} | `{rule.Slug}` | {names} |\n");
    }

    private static string NamesOf(PeerTable table, string id)
    {
        string names = string.Join(", ", table.Rows.Where(r => r.Ours.Contains(id)).Select(r => r.Rule));
        return names.Length == 0 ? "" : $"{table.Name}: {names}";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
