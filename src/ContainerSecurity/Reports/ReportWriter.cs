using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>Writes decisions as they come, so that a report needs no more memory than its largest source. Call <see cref="Begin"/>, <see cref="Write"/> for each decision, and <see cref="End"/>.</summary>
/// <param name="output">Where the report goes; not disposed.</param>
public abstract class ReportWriter(TextWriter output) : IDisposable
{
    /// <summary>Where the report goes.</summary>
    protected TextWriter Output { get; } = output ?? throw new ArgumentNullException(nameof(output));

    /// <summary>Counts over what was written so far.</summary>
    public ReportSummary Summary { get; } = new();

    /// <summary>Makes the writer of a format.</summary>
    public static ReportWriter Create(ReportFormat format, TextWriter output, ReportOptions options) => format switch
    {
        ReportFormat.Json => new JsonReport(output, options),
        ReportFormat.Sarif => new SarifReport(output, options),
        ReportFormat.Junit => new JunitReport(output),
        ReportFormat.GitHub => new GitHubReport(output),
        ReportFormat.Markdown => new MarkdownReport(output),
        _ => new TextReport(output, options),
    };

    /// <summary>Starts the report.</summary>
    /// <param name="rules">The rules that run.</param>
    public virtual void Begin(IReadOnlyList<RuleDescriptor> rules)
    {
    }

    /// <summary>Adds a decision. One on a source that was passed over is counted only.</summary>
    public void Write(Decision decision)
    {
        Summary.Add(decision ?? throw new ArgumentNullException(nameof(decision)));
        if (decision.Skipped is null)
            WriteDecision(decision);
    }

    /// <summary>Completes the report.</summary>
    public virtual void End() => Output.Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes one decision in the report's format.</summary>
    protected abstract void WriteDecision(Decision decision);

    /// <summary>Releases what the writer holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>A severity or enforcement as reports spell it.</summary>
    internal static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }
}
