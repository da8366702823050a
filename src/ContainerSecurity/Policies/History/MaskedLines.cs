using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Policies;

/// <summary>
/// Keeps of a text the lines that findings point at, with all secrets hidden, so that a report has its excerpts and
/// memory does not hold a history.
/// </summary>
internal static class MaskedLines
{
    private const int MaxLine = 20_000;
    private const int MaxLength = 1_000;

    /// <summary>The findings with such a text in the place of their own.</summary>
    public static IEnumerable<Finding> Of(IReadOnlyList<Finding> findings, SecretDetector detector)
    {
        if (findings is not [var first, ..])
            return [];
        var kept = new SourceFile(first.Location.File.Path, TextOf(findings, detector));
        return findings.Select(f => f with { Location = new DocumentLocation(kept, f.Location.Span, f.Location.Path) });
    }

    private static string? TextOf(IReadOnlyList<Finding> findings, SecretDetector detector)
    {
        var wanted = new HashSet<int>(findings.Select(f => f.Location.Span.Line));
        if (findings[0].Location.File.Text is not { } text || wanted.Max() > MaxLine)
            return null;
        char[] masked = text.ToCharArray();
        foreach (SecretFinding secret in detector.Scan(text))
            for (int i = secret.Start; i < secret.Start + secret.Length; i++)
                masked[i] = masked[i] == '\n' ? '\n' : '*';
        string[] lines = new string(masked).Split('\n');
        var builder = new StringBuilder();
        for (int i = 1; i <= Math.Min(wanted.Max(), lines.Length); i++)
            builder.Append(wanted.Contains(i) && lines[i - 1].Length <= MaxLength ? lines[i - 1] : "").Append('\n');
        return builder.ToString();
    }
}
