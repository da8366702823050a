using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Reports;

/// <summary>Counts over the decisions of a run.</summary>
public sealed class ReportSummary
{
    private readonly int[] severities = new int[5];
    private readonly int[] passedOver = new int[(int)PassedOverKind.BuildOutput + 1];

    /// <summary>Sources judged.</summary>
    public int Files { get; private set; }

    /// <summary>Resources judged.</summary>
    public int Resources { get; private set; }

    /// <summary>Findings that a waiver covers.</summary>
    public int Waived { get; private set; }

    /// <summary>Findings that the baseline knows.</summary>
    public int Baselined { get; private set; }

    /// <summary>Sources that were passed over, because they do not begin as anything that is judged.</summary>
    public int Skipped { get; private set; }

    /// <summary>Texts that no format reads and that were searched for secrets alone; some are among the sources that were passed over.</summary>
    public int Searched { get; private set; }

    /// <summary>Sources that were passed over for a reason.</summary>
    public int SkippedOf(PassedOverKind kind) => passedOver[(int)kind];

    /// <summary>What could not be read, and faults.</summary>
    public int Errors { get; private set; }

    /// <summary>Faults of rules and of the program, which are among the errors.</summary>
    public int Faults { get; private set; }

    /// <summary>What was not evaluated: once where it concerns a policy, else once for each resource.</summary>
    public int NotEvaluated { get; private set; }

    /// <summary>Active findings of a severity.</summary>
    public int Of(Severity severity) => severities[(int)severity];

    /// <summary>Active findings that are counted and not shown, because they are milder than the report shows.</summary>
    public int Hidden { get; private set; }

    internal void AddHidden(int count) => Hidden += count;

    internal void AddErrors(IReadOnlyList<DocumentError> errors)
    {
        Errors += errors.Count;
        Faults += errors.Count(e => e.IsFault);
    }

    internal void Add(Decision decision)
    {
        if (decision.IsSearched && !decision.IsAddition)
            Searched++;
        if (decision.Skipped is not null)
        {
            Skipped++;
            passedOver[(int)decision.SkippedKind]++;
            return;
        }
        if (!decision.IsSearched)
        {
            Files += decision.IsAddition ? 0 : 1;
            Resources += decision.Resources;
        }
        AddErrors(decision.Errors);
        NotEvaluated += decision.NotEvaluated.Count;
        foreach (PolicyFinding finding in decision.Findings)
        {
            if (finding.Waived is not null)
                Waived++;
            else if (finding.IsBaselined)
                Baselined++;
            else
                severities[(int)finding.Severity]++;
        }
    }
}
