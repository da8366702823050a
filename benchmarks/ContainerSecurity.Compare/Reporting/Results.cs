using System.Text;
using ContainerSecurity.Compare.Measuring;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>Writes the page of results.</summary>
internal sealed class Results(Options options)
{
    private static readonly string[] Elsewhere =
    [
        "gator (Gatekeeper), kubeconform and hadolint are programs that no package registry of .NET, npm or Debian has; they are measured elsewhere.",
    ];

    /// <summary>Writes the page.</summary>
    /// <param name="machine">The machine as it was when the run began.</param>
    /// <param name="sections">What the rows gave.</param>
    /// <param name="notRun">Rows that were left out, with the reason.</param>
    /// <param name="program">The native tool, whose parts are listed.</param>
    public string Write(string machine, IReadOnlyList<Section> sections, IReadOnlyList<string> notRun, string program)
    {
        var page = new StringBuilder();
        page.Append("# Results\n\nWritten by `benchmarks/compare.sh").Append(options.IsQuick ? " --quick" : "").Append("`; not to be edited. ");
        page.Append($"Commit {Commit.Describe(options.Repository)}. Each pair was run by turns, {options.Rounds} rounds in one run; ")
            .Append("a figure is the median of the rounds with minimum and maximum, and a ratio is formed in each round.\n\n");
        page.Append(machine).Append("\n## Against the bars\n\n").Append(Bars(sections)).Append("\n## Without a bar\n\n").Append(Facts(sections));
        foreach (Section section in sections)
            page.Append(Describe(section));
        page.Append("\n## The native tool by part\n\n").Append(BinaryParts.Describe(program)).Append("\n## Not run here\n\n");
        foreach (string reason in sections.SelectMany(s => s.NotRun).Concat(notRun).Concat(Elsewhere))
            page.Append("- ").Append(reason).Append('\n');
        return page.ToString();
    }

    private static Table Bars(IEnumerable<Section> sections)
    {
        var table = new Table("work", "measured", "bar", "beyond", "");
        foreach (Figure figure in sections.SelectMany(s => s.Figures))
            if (figure.Bar is { } bar)
                table.Add(figure.Work, figure.Unit.Write(figure.Value), bar.Write(figure.Unit), bar.WriteBeyond(figure.Unit),
                    bar.Verdict(figure.Value, figure.Unit));
        return table;
    }

    private static Table Facts(IEnumerable<Section> sections)
    {
        var table = new Table("work", "measured");
        foreach (Figure figure in sections.SelectMany(s => s.Figures).Where(f => f.Bar is null))
            table.Add(figure.Work, figure.Unit.Write(figure.Value));
        return table;
    }

    private string Describe(Section section)
    {
        var text = new StringBuilder($"\n## {section.Title}\n\n{section.Data}\n");
        foreach (string note in section.Notes)
            text.Append('\n').Append(note).Append('\n');
        if (section.Rounds.Count == 0)
            return text.ToString();
        text.Append('\n').Append(Costs(section.Rounds)).Append('\n');
        foreach (MeasuredProgram program in section.Rounds.SelectMany(r => r.Programs))
            text.Append("    ").Append(Shortened(program.CommandFrom(options.Repository))).Append('\n');
        return text.ToString();
    }

    private static Table Costs(IEnumerable<Rounds> all)
    {
        var table = new Table("program", "processor time", "wall", "peak memory");
        foreach (Rounds rounds in all)
            foreach (MeasuredProgram program in rounds.Programs)
                table.Add(program.Name, Unit.Milliseconds.Write(rounds.Processor(program)), Unit.Milliseconds.Write(rounds.Wall(program)),
                    Unit.Megabytes.Write(rounds.Memory(program)));
        return table;
    }

    private static string Shortened(string command) => command.Length <= 200 ? command : command[..200] + " …";
}
