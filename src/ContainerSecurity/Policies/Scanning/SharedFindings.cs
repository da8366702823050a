using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Tells once what several sources share: a compose file that another one includes is read with that one, and as a
/// source of its own; a base is built by several overlays; a secret in a file of variables is found in the file itself, which comes first, and where a
/// service takes it.
/// </summary>
internal sealed class SharedFindings
{
    private readonly HashSet<(string Rule, string File, SourceSpan Span, string Message)> told = [];

    private readonly Dictionary<(string File, int Line), PolicyFinding> secretsOfTexts = [];

    /// <summary>A decision without what earlier ones said.</summary>
    public Decision Once(Decision decision)
    {
        if (decision.IsSearched)
            foreach (PolicyFinding finding in decision.Findings.Where(f => f.Finding.Rule.PointsAtSecret))
                secretsOfTexts[PlaceOf(finding)] = finding;
        else if (secretsOfTexts.Count > 0 && decision.Findings.Any(IsToldOfText))
            decision = decision with { Findings = [.. decision.Findings.Where(f => !IsToldOfText(f))] };
        if (!decision.Findings.Any(f => IsShared(f.Finding, decision)) && !decision.Errors.Any(e => told.Contains(KeyOf(e))))
            return decision;
        PolicyFinding[] findings = [.. decision.Findings.Where(f => told.Add(KeyOf(f)))];
        DocumentError[] errors = [.. decision.Errors.Where(e => told.Add(KeyOf(e)))];
        return decision with { Findings = findings, Errors = errors };
    }

    private bool IsToldOfText(PolicyFinding finding) =>
        finding.Finding.Rule.PointsAtSecret && secretsOfTexts.TryGetValue(PlaceOf(finding), out PolicyFinding? told) && told.Outweighs(finding);

    private static (string File, int Line) PlaceOf(PolicyFinding finding) => (finding.Finding.Location.File.Path, finding.Finding.Location.Span.Line);

    /// <summary>Whether another source may say the same: a finding in a file that several compose files, or kustomizations, are read with.</summary>
    private static bool IsShared(Finding finding, Decision decision) =>
        IsCompose(finding.Resource) || (decision.IsOfMany && finding.Location.File.Path != decision.Source);

    private static (string, string, SourceSpan, string) KeyOf(PolicyFinding judged) =>
        (judged.Finding.Rule.Id, judged.Finding.Location.File.Path, judged.Finding.Location.Span,
            $"{judged.Finding.Resource} {judged.IsActive} {judged.Finding.Message}");

    private static (string, string, SourceSpan, string) KeyOf(DocumentError error) => ("", error.File, error.Span, error.Message);

    private static bool IsCompose(ResourceIdentity resource) => resource.ApiVersion.Length == 0 && resource.Kind is ServiceReader.Kind or ComposeFile.FileKind;
}
