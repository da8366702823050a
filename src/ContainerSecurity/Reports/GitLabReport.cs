using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>
/// A code quality report as GitLab reads it: one JSON array of issues, each with a fingerprint of its own. What could
/// not be read is an issue too, because the format has no other place for it.
/// </summary>
internal sealed class GitLabReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    private readonly JsonTextWriter json = new(output);
    private readonly PathsBelow? paths = options.Root is { } root ? new PathsBelow(root) : null;
    private readonly Dictionary<string, int> fingerprints = new(StringComparer.Ordinal);
    private int decisionDepth;

    public override void Begin(IReadOnlyList<RuleDescriptor> rules)
    {
        json.Open('[');
        decisionDepth = json.Depth;
    }

    public override void End()
    {
        json.Close(']');
        Output.Write('\n');
        base.End();
    }

    protected override void Recover() => json.CloseTo(decisionDepth);

    protected override void WriteDecision(Decision decision)
    {
        foreach (DocumentError error in decision.Errors)
            Write(error.Message, error.Rule ?? options.ToolName, $"{Shown(error.File)}:{error.Message}", "blocker", error.File, error.Span.Line);
        foreach (PolicyFinding judged in decision.Gaps.Concat(decision.Findings))
            if (judged.IsActive)
            {
                Finding finding = judged.Finding;
                Write($"{finding.Message}{Also(judged)} {finding.Remediation}", $"{finding.Rule.Id} {finding.Rule.Slug}", FindingFingerprint.Of(finding, paths),
                    Severity(judged.Severity), finding.Location.File.Path, finding.Location.Span.Line);
            }
    }

    private void Write(string description, string check, string fingerprint, string severity, string file, int line)
    {
        json.Line().Open('{').Value("description", description).Value("check_name", check)
            .Value("fingerprint", Unique(fingerprint)).Value("severity", severity);
        json.Open('{', "location").Value("path", Shown(file))
            .Open('{', "lines").Value("begin", Math.Max(1, line)).Close('}').Close('}').Close('}');
    }

    /// <summary>GitLab takes issues of one fingerprint for one issue, so the second of a kind has another.</summary>
    private string Unique(string fingerprint)
    {
        fingerprints.TryGetValue(fingerprint, out int before);
        fingerprints[fingerprint] = before + 1;
        return before == 0 ? fingerprint : $"{fingerprint}-{before + 1}";
    }

    /// <summary>Files are named from the top of the repository, without <c>./</c> before them.</summary>
    private string Shown(string file) => Sources.PathFilter.Shown(paths?.Of(file) ?? file);

    private static string Severity(Severity severity) => severity switch
    {
        Rules.Severity.Critical => "blocker",
        Rules.Severity.High => "critical",
        Rules.Severity.Medium => "major",
        Rules.Severity.Low => "minor",
        _ => "info",
    };
}
