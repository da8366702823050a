using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>Several reports on the same decisions, in one pass over them.</summary>
public sealed class ReportSet : IDisposable
{
    private readonly IReadOnlyList<ReportWriter> writers;

    /// <summary>Puts writers together, which are disposed with the set.</summary>
    /// <param name="writers">One or more; where their options share an assessment, it takes in each decision once.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ReportSet(IReadOnlyList<ReportWriter> writers)
    {
        this.writers = writers ?? throw new ArgumentNullException(nameof(writers));
        if (writers.Count == 0)
            throw new ArgumentException("There is no report to write.", nameof(writers));
        foreach (ReportWriter other in writers.Skip(1))
            other.LeaveAssessment();
    }

    /// <summary>Counts over what was written so far.</summary>
    public ReportSummary Summary => writers[0].Summary;

    /// <summary>Starts the reports.</summary>
    /// <param name="rules">The rules that run.</param>
    public void Begin(IReadOnlyList<RuleDescriptor> rules)
    {
        foreach (ReportWriter writer in writers)
            writer.Begin(rules);
    }

    /// <summary>Adds a decision to each report.</summary>
    public void Write(Decision decision)
    {
        foreach (ReportWriter writer in writers)
            writer.Write(decision);
    }

    /// <summary>Completes the reports.</summary>
    public void End()
    {
        foreach (ReportWriter writer in writers)
            writer.End();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ReportWriter writer in writers)
            writer.Dispose();
    }
}
