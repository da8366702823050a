using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Reports.Html;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Reports;

/// <summary>
/// Writes decisions as they come, so that a report needs no more memory than its largest source. Call
/// <see cref="Begin"/>, <see cref="Write(Decision)"/> for each decision, and <see cref="End"/>.
/// </summary>
/// <param name="output">Where the report goes; not disposed.</param>
public abstract class ReportWriter(TextWriter output) : IDisposable
{
    private readonly HashSet<NotEvaluated> told = [];

    /// <summary>Where the report goes.</summary>
    protected TextWriter Output { get; } = output ?? throw new ArgumentNullException(nameof(output));

    /// <summary>Counts over what was written so far.</summary>
    public ReportSummary Summary { get; } = new();

    /// <summary>Takes in what is written; null where the report is one of findings alone.</summary>
    private FrameworkAssessment? assessment;

    private Severity leastSeverity;

    /// <summary>Makes the writer of a format.</summary>
    public static ReportWriter Create(ReportFormat format, TextWriter output, ReportOptions options)
    {
        ReportWriter writer = New(format, output, options);
        writer.assessment = options.Assessment;
        writer.leastSeverity = options.LeastSeverity;
        return writer;
    }

    /// <summary>Writes a whole report.</summary>
    /// <param name="decisions">The decisions, in the order of the report.</param>
    /// <param name="output">Where the report goes, in UTF-8; flushed, not disposed.</param>
    /// <param name="format">The format.</param>
    /// <param name="options">What the report takes from outside; null for the library's version and no colour.</param>
    /// <param name="rules">The rules that ran, as SARIF lists them; null for those that found something, for which the decisions are kept until the end.</param>
    /// <returns>Counts over what was written.</returns>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static ReportSummary Write(
        IEnumerable<Decision> decisions, Stream output, ReportFormat format, ReportOptions? options = null, IReadOnlyList<RuleDescriptor>? rules = null)
    {
        _ = output ?? throw new ArgumentNullException(nameof(output));
        _ = decisions ?? throw new ArgumentNullException(nameof(decisions));
        if (rules is null)
        {
            Decision[] all = [.. decisions];
            decisions = all;
            rules = [.. all.SelectMany(d => d.Gaps.Concat(d.Findings)).Select(f => f.Finding.Rule).Distinct().OrderBy(r => r.Id, StringComparer.Ordinal)];
        }
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 4096, leaveOpen: true);
        using ReportWriter writer = Create(format, text, options ?? new ReportOptions(LibraryVersion));
        writer.Begin(rules);
        foreach (Decision decision in decisions)
            writer.Write(decision);
        writer.End();
        return writer.Summary;
    }

    private static string LibraryVersion => typeof(ReportWriter).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private static ReportWriter New(ReportFormat format, TextWriter output, ReportOptions options) => format switch
    {
        ReportFormat.Json => new JsonReport(output, options),
        ReportFormat.Sarif => new SarifReport(output, options),
        ReportFormat.Junit => new JunitReport(output, options),
        ReportFormat.GitHub => new GitHubReport(output, options),
        ReportFormat.GitLab => new GitLabReport(output, options),
        ReportFormat.Markdown => new MarkdownReport(output, options),
        ReportFormat.Html => new HtmlReport(output, options),
        _ => new TextReport(output, options),
    };

    /// <summary>Starts the report.</summary>
    /// <param name="rules">The rules that run.</param>
    public virtual void Begin(IReadOnlyList<RuleDescriptor> rules)
    {
    }

    /// <summary>
    /// Adds a decision. One on a source that was passed over is counted only; one that cannot be written becomes an
    /// error of the report, and the others are written all the same.
    /// </summary>
    public void Write(Decision decision)
    {
        _ = decision ?? throw new ArgumentNullException(nameof(decision));
        // What concerns a policy is in all its decisions, and in a report once.
        if (decision.NotEvaluated.Count > 0)
            decision = decision with { NotEvaluated = [.. decision.NotEvaluated.Where(n => n.Resource is not null || told.Add(n))] };
        Summary.Add(decision);
        assessment?.Add(decision);
        if (decision.Skipped is not null || (decision.IsOfHistory && decision is { Findings.Count: 0, Errors.Count: 0, Notes.Count: 0 }))
            return;
        try
        {
            WriteDecision(Shown(decision));
        }
#pragma warning disable CA1031 // A fault of one decision takes no report.
        catch (Exception e) when (Fault.CanBeIsolated(e) && e is not (IOException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            DocumentError[] faults = [Fault.Of(decision.Source, "The writing of the report", e)];
            Summary.AddErrors(faults);
            Recover();
            WriteDecision(new Decision(decision.Source, 0, [], faults));
        }
    }

    /// <summary>Leaves the assessment to another writer of the same decisions, which each of them is taken in by once.</summary>
    internal void LeaveAssessment() => assessment = null;

    /// <summary>Leaves out the findings that are milder than what is shown, and counts them.</summary>
    private Decision Shown(Decision decision)
    {
        if (leastSeverity == Severity.Info)
            return decision;
        PolicyFinding[] shown = [.. decision.Findings.Where(f => f.Severity >= leastSeverity)];
        Summary.AddHidden(decision.Findings.Except(shown).Count(f => f.IsActive));
        return decision with { Findings = shown };
    }

    /// <summary>Completes the report.</summary>
    public virtual void End() => Output.Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Brings the output back to where a decision begins, after one was left half written.</summary>
    protected virtual void Recover()
    {
    }

    /// <summary>Writes one decision in the report's format.</summary>
    protected abstract void WriteDecision(Decision decision);

    /// <summary>Releases what the writer holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>
    /// Names the rules whose findings a finding covers, where a secret came from, and with which values it occurs where
    /// not with all, as the end of its message; nothing where there is none of them.
    /// </summary>
    internal static string Also(PolicyFinding finding) =>
        (finding.Covers.Count == 0 ? "" : $" (also {string.Join(", ", finding.Covers)})") + (finding.Origin is { } origin ? $" ({origin})" : "")
        + (finding.Finding.Variants.Count == 0 ? "" : $" (with {string.Join(", ", finding.Finding.Variants)})");

    /// <summary>A severity or enforcement as reports spell it.</summary>
    internal static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }
}
