using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>Asks the engine, and tells its findings as diagnostics. What is explicitly bad has the rule's severity; what is missing is a suggestion.</summary>
/// <param name="engine">The engine with the project's policy.</param>
internal sealed class DiagnosticReporter(PolicyEngine engine)
{
    public PolicyEngine Engine => engine;

    /// <summary>Judges resources of one document one by one.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="locate">The place of a finding; null for one that is not told here.</param>
    /// <param name="whole">Where it is told that a rule failed.</param>
    /// <param name="report">Takes the diagnostics.</param>
    /// <param name="shown">Gives the message as it is shown; null where it is as it is.</param>
    /// <param name="absences">Takes what is missing; null where that is told as all else.</param>
    public void Report(
        IEnumerable<Resource> resources,
        Func<Finding, Place?> locate,
        Location whole,
        Action<Diagnostic> report,
        Func<string, string>? shown = null,
        Absences? absences = null)
    {
        foreach (Resource resource in resources)
        {
            Decision decision = engine.Evaluate(resource);
            foreach (PolicyFinding finding in decision.Findings)
                Tell(finding, isOfVolume: false);
            // The compiler's own switches come after, and may leave nothing of what says more: in code nothing is folded.
            foreach (PolicyFinding finding in decision.Folded)
                Tell(finding, IsOfVolume(finding));
            foreach (DocumentError fault in decision.Errors)
                if (fault.IsFault)
                    report(ToDiagnostic(fault, whole, DiagnosticSeverity.Warning));
        }

        void Tell(PolicyFinding finding, bool isOfVolume)
        {
            if (!finding.IsActive || locate(finding.Finding) is not { } place)
                return;
            if (place.IsAbsence && absences is not null)
                absences.Add(place.Location, finding);
            else
                report(ToDiagnostic(
                    finding,
                    place.Location,
                    place.IsSuggestion || isOfVolume,
                    place.IsShared ? message => WithoutName(finding.Finding, shown?.Invoke(message) ?? message) : shown));
        }
    }

    /// <summary>A message of a constant that several containers share.</summary>
    private static string WithoutName(Finding finding, string message) =>
        finding.Container is { } name ? message.Replace($"Container '{name}'", "Each container that uses the constant") : message;

    /// <summary>Whether a finding says of a volume that it is of the host, where a stronger one says what it is: a socket, a device.</summary>
    private static bool IsOfVolume(PolicyFinding finding) => finding.Finding.Rule.Id is "CSEC3004" or "CSEC3016";

    /// <summary>A finding as a diagnostic.</summary>
    public static Diagnostic ToDiagnostic(PolicyFinding finding, Location location, bool isSuggestion, Func<string, string>? shown = null)
    {
        string message = finding.Finding.Message;
        DiagnosticSeverity severity = isSuggestion || finding.Enforcement == Enforcement.Audit
            ? DiagnosticSeverity.Info
            : RuleDiagnostics.SeverityOf(finding.Severity);
        return Diagnostic.Create(RuleDiagnostics.Find(finding.Finding.Rule), location, severity, null, null, VisibleText.Of(shown?.Invoke(message) ?? message));
    }

    /// <summary>What was not evaluated as a diagnostic.</summary>
    public static Diagnostic ToDiagnostic(NotEvaluated gap, Location location) =>
        Diagnostic.Create(RuleDiagnostics.Find(NotEvaluated.Descriptor), location, gap.Message);

    /// <summary>A parsing error or a fault as a diagnostic.</summary>
    public static Diagnostic ToDiagnostic(DocumentError error, Location location, DiagnosticSeverity severity) =>
        Diagnostic.Create(RuleDiagnostics.Find(EngineRules.Unreadable), location, severity, null, null, VisibleText.Of(error.Message));
}
