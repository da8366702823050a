using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>Asks the engine, and tells its findings as diagnostics. What is explicitly bad has the rule's severity; what is missing is a suggestion.</summary>
/// <param name="engine">The engine with the project's policy.</param>
internal sealed class Judge(PolicyEngine engine)
{
    public PolicyEngine Engine => engine;

    /// <summary>Judges resources of one document one by one.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="locate">The place of a finding, and whether it is only a suggestion; null for one that is not told here.</param>
    /// <param name="report">Takes the diagnostics.</param>
    public void Evaluate(IEnumerable<Resource> resources, Func<Finding, (Location Location, bool IsSuggestion)?> locate, Action<Diagnostic> report)
    {
        foreach (Resource resource in resources)
            foreach (PolicyFinding finding in engine.Evaluate(resource).Findings)
                if (finding.IsActive && locate(finding.Finding) is { } place)
                    report(ToDiagnostic(finding, place.Location, place.IsSuggestion));
    }

    /// <summary>A finding as a diagnostic.</summary>
    public static Diagnostic ToDiagnostic(PolicyFinding finding, Location location, bool isSuggestion)
    {
        DiagnosticSeverity severity = isSuggestion || finding.Enforcement == Enforcement.Audit ? DiagnosticSeverity.Info : RuleDiagnostics.SeverityOf(finding.Severity);
        return Diagnostic.Create(RuleDiagnostics.Find(finding.Finding.Rule), location, severity, null, null, VisibleText.Of(Sentence(finding.Finding.Message)));
    }

    /// <summary>A parsing error as a diagnostic.</summary>
    public static Diagnostic ToDiagnostic(DocumentError error, Location location, DiagnosticSeverity severity) =>
        Diagnostic.Create(RuleDiagnostics.Find(RuleDiagnostics.Unreadable), location, severity, null, null, VisibleText.Of(error.Message));

    /// <summary>Fragments of code have no name.</summary>
    private static string Sentence(string message) => message
        .Replace("Container ''", "The container").Replace("container ''", "the container")
        .Replace("Volume 'Unknown'", "The volume").Replace("volume 'Unknown'", "the volume").Replace(" 'Unknown'", "");
}
