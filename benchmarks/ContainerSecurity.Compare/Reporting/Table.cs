using System.Text;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>Writes a table of Markdown.</summary>
internal sealed class Table
{
    private readonly StringBuilder text = new();

    public Table(params string[] columns)
    {
        Add(columns);
        text.Append('|').Insert(text.Length, "---|", columns.Length).Append('\n');
    }

    /// <summary>Adds a row.</summary>
    public Table Add(params string[] cells)
    {
        text.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        return this;
    }

    public override string ToString() => text.ToString();
}
