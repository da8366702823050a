using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>What a report takes from outside.</summary>
/// <param name="ToolVersion">The version shown as the tool's.</param>
/// <param name="Color">Whether text is coloured with ANSI sequences.</param>
public sealed record ReportOptions(string ToolVersion, bool Color = false)
{
    /// <summary>The name shown as the tool's: that of the program that embeds the library. The default value is <c>csec</c>.</summary>
    public string ToolName { get; init; } = "csec";

    /// <summary>
    /// Takes in the decisions that are reported, and is reported by control at the end; null for a report of findings
    /// alone.
    /// </summary>
    public FrameworkAssessment? Assessment { get; init; }

    /// <summary>
    /// The mildest findings that are shown; milder ones are counted in the summary all the same, and the report says how
    /// many it does not show. The default value is <see cref="Severity.Info"/>: all are shown.
    /// </summary>
    public Severity LeastSeverity { get; init; }

    /// <summary>
    /// The folder that the files of SARIF and GitLab's format are named from, as services do that show them beside the
    /// code: the top of the repository. Null, the default value, to name files as the decisions do.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>
    /// The policy files that the decisions come from, as they are shown to people; reports but those for JUnit, GitHub
    /// and GitLab say them. Empty by default.
    /// </summary>
    public IReadOnlyList<string> PolicyFiles { get; init; } = [];

    /// <summary>Whether text ends with tables of findings by severity and by rule. The default value is false.</summary>
    public bool HasTables { get; init; }

    /// <summary>Whether places of files in text are links that terminals open (the escape sequence OSC 8). The default value is false.</summary>
    public bool HasLinks { get; init; }

    /// <summary>Whether text is the findings and errors alone, without a summary at the end. The default value is false.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The data that the packages of images were compared with, whose age text, JSON, SARIF, Markdown and HTML say; null where none were.</summary>
    public IReadOnlyList<VulnerabilityData>? VulnerabilityData { get; init; }
}
