using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Reports;

/// <summary>What a report takes from outside.</summary>
/// <param name="ToolVersion">The version shown as the tool's.</param>
/// <param name="Color">Whether text is coloured with ANSI sequences.</param>
public sealed record ReportOptions(string ToolVersion, bool Color = false)
{
    /// <summary>
    /// Takes in the decisions that are reported, and is reported by control at the end; null for a report of findings
    /// alone.
    /// </summary>
    public FrameworkAssessment? Assessment { get; init; }

    /// <summary>The data that the packages of images were compared with, whose age text, JSON, SARIF, Markdown and HTML say; null where none were.</summary>
    public IReadOnlyList<VulnerabilityData>? VulnerabilityData { get; init; }
}
