using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>Puts decisions together and compares them.</summary>
internal static class Decisions
{
    /// <summary>What is said of an object alone and among others, as one.</summary>
    public static Decision? Merge(Decision? own, Decision? compared) =>
        own is null || compared is null
            ? own ?? compared
            : own with
            {
                Findings = [.. own.Findings, .. compared.Findings],
                Errors = [.. own.Errors, .. compared.Errors],
                NotEvaluated = [.. own.NotEvaluated, .. compared.NotEvaluated],
                Folded = [],
            };

    /// <summary>Whether nothing is said.</summary>
    public static bool IsSilent(Decision? decision) => decision is null || decision.Findings.Count + decision.Errors.Count + decision.NotEvaluated.Count == 0;

    /// <summary>Whether two decisions say the same.</summary>
    public static bool AreSame(Decision? left, Decision? right) =>
        left is null || right is null
            ? left is null == right is null
            : left.Findings.Select(KeyOf).SequenceEqual(right.Findings.Select(KeyOf)) && left.Errors.SequenceEqual(right.Errors)
                && left.NotEvaluated.Select(n => n.Message).SequenceEqual(right.NotEvaluated.Select(n => n.Message));

    private static (string, object, object, string?, bool, string?, string, string) KeyOf(PolicyFinding f) =>
        (f.Finding.Rule.Id, f.Severity, f.Enforcement, f.Waived, f.IsBaselined, f.Finding.Container, f.Finding.Location.Path, f.Finding.Message);
}
