using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Writes why a decision does not allow, line by line, as a test or a log shows it.</summary>
internal static class DecisionText
{
    private const int MostLines = 50;

    /// <summary>The reason as a sentence; for a decision that does not allow, a line for each thing that keeps it from allowing follows.</summary>
    public static string Of(Decision decision)
    {
        string[] lines =
        [
            .. decision.Errors.Select(e => e.ToString()),
            .. decision.Denying.Select(Line),
            .. decision.AllowsNotEvaluated ? [] : decision.NotEvaluated.Select(n => $"not evaluated: {n.Message}"),
        ];
        string head = decision.IsAllowed || lines.Length == 0 ? decision.Reason : Head(decision);
        var text = new StringBuilder(decision.Source.Length > 0 ? $"{decision.Source}: {head}" : head);
        foreach (string line in lines.Take(decision.IsAllowed ? 0 : MostLines))
            text.Append("\n  ").Append(line.Replace("\n", "\n    "));
        return lines.Length > MostLines ? text.Append($"\n  … and {lines.Length - MostLines} more").ToString() : text.ToString();
    }

    private static string Head(Decision decision)
    {
        (int Count, string Word)[] parts =
        [
            (decision.Errors.Count, "could not be read or judged"), (decision.Denying.Count(), "denied"),
            (decision.AllowsNotEvaluated ? 0 : decision.NotEvaluated.Count, "not evaluated"),
        ];
        return $"Not allowed: {string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{p.Count} {p.Word}"))}.";
    }

    private static string Line(PolicyFinding finding)
    {
        DocumentLocation location = finding.Finding.Location;
        string place = location.File.IsObject ? $"{location.File.Path} {location.Path}" : $"{location.File.Path}:{location.Span.Line}:{location.Span.Column}";
        RuleDescriptor rule = finding.Finding.Rule;
        return $"{place}: {rule.Id} {rule.Slug} ({finding.Severity.ToString().ToLowerInvariant()}): {finding.Finding.Message}\n{rule.Remediation}";
    }
}
