using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tool.Reporting;

/// <summary>The reports of a run with the files that they go to, which are closed with them.</summary>
/// <param name="reports">The reports.</param>
/// <param name="writers">Where they go.</param>
/// <param name="kept">The writer that stays open.</param>
internal sealed class OpenReports(IReadOnlyList<ReportWriter> reports, IReadOnlyList<TextWriter> writers, TextWriter kept) : IDisposable
{
    private readonly ReportSet set = new(reports);

    public ReportSummary Summary => set.Summary;

    public void Begin(IReadOnlyList<RuleDescriptor> rules) => set.Begin(rules);

    public void Write(Decision decision) => set.Write(decision);

    public void End() => set.End();

    /// <summary>Shows what was written so far.</summary>
    public void Flush()
    {
        foreach (TextWriter writer in writers)
            writer.Flush();
    }

    public void Dispose()
    {
        set.Dispose();
        foreach (TextWriter writer in writers.Where(w => !ReferenceEquals(w, kept)))
            writer.Dispose();
    }
}
