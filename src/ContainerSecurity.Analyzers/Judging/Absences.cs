using System.Collections.Immutable;
using System.Globalization;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>
/// What the objects of a body lack, one suggestion for each object: the gravest rule tells it and lists the others. A rule of which the project
/// says something itself stays a diagnostic of its own, for the compiler to treat as it was told.
/// </summary>
/// <param name="switches">Tells of which rules the project says something.</param>
internal sealed class Absences(RuleSwitches switches)
{
    /// <summary>The property of a diagnostic that lists the IDs of the rules it tells of, with commas between them.</summary>
    public const string RulesProperty = "Rules";

    private readonly Dictionary<(SyntaxTree? Tree, TextSpan Span), List<PolicyFinding>> found = [];

    /// <summary>Notes what the object at a place lacks.</summary>
    public void Add(Location place, PolicyFinding finding)
    {
        (SyntaxTree?, TextSpan) key = (place.SourceTree, place.SourceSpan);
        if (!found.TryGetValue(key, out List<PolicyFinding>? here))
            found[key] = here = [];
        if (!here.Exists(f => f.Finding.Rule.Id == finding.Finding.Rule.Id && f.Finding.Message == finding.Finding.Message))
            here.Add(finding);
    }

    /// <summary>Tells all that was noted.</summary>
    /// <param name="report">Takes the diagnostics.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Tell(Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (((SyntaxTree? tree, TextSpan span), List<PolicyFinding> here) in found.Select(f => (f.Key, f.Value)))
        {
            Location place = tree is null ? Location.None : Location.Create(tree, span);
            var folded = new List<Finding>();
            foreach (PolicyFinding finding in here)
                if (here.Count > 1 && !switches.Speak(finding.Finding.Rule.Id, finding.Finding.Rule.Category, place, cancellation))
                    folded.Add(finding.Finding);
                else
                    report(DiagnosticReporter.ToDiagnostic(finding, place, isSuggestion: true));
            if (folded.Count == 1)
                report(DiagnosticReporter.ToDiagnostic(here.First(f => f.Finding == folded[0]), place, isSuggestion: true));
            else if (folded.Count > 1)
                report(Fold(folded, place));
        }
        found.Clear();
    }

    private static Diagnostic Fold(List<Finding> findings, Location place)
    {
        Finding[] ordered =
        [
            .. findings.GroupBy(f => f.Rule.Id).Select(g => g.First())
                .OrderByDescending(f => f.Severity).ThenBy(f => f.Rule.Id, StringComparer.Ordinal),
        ];
        string where = ordered.Select(f => f.Container).FirstOrDefault(c => c is not null) is { } name ? $" in container '{name}'" : " here";
        string list = string.Join(", ", ordered.Select(f => $"{FieldOf(f)} ({f.Rule.Id})"));
        string message = string.Format(
            CultureInfo.InvariantCulture, "{0} settings are missing{1}: {2}. Set those that apply, and waive the others.", ordered.Length, where, list);
        return Diagnostic.Create(
            RuleDiagnostics.Find(ordered[0].Rule),
            place,
            DiagnosticSeverity.Info,
            null,
            ImmutableDictionary<string, string?>.Empty.Add(RulesProperty, string.Join(",", ordered.Select(f => f.Rule.Id))),
            Reports.VisibleText.Of(message));
    }

    /// <summary>The field that is missing, as seen from the container or the object; what the rule is called where it is no single one.</summary>
    private static string FieldOf(Finding finding)
    {
        string path = finding.Location.Path;
        int container = path.IndexOf("ontainers[", StringComparison.Ordinal);
        int end = container < 0 ? -1 : path.IndexOf(']', container);
        string field = end < 0 ? path : path.Substring(end + 1).TrimStart('.');
        return finding.Location.IsMissing && field.Length > 0 ? field : finding.Rule.Slug;
    }
}
