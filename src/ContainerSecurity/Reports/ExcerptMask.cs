using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Reports;

/// <summary>Hides secrets in excerpts: from the first secret of a line on, the line is masked, whichever finding the excerpt is for.</summary>
internal sealed class ExcerptMask
{
    private const char Hidden = '*';
    private readonly List<DocumentLocation> secrets = [];

    /// <summary>The line that was masked last: findings come by line, and several point at one.</summary>
    private (SourceFile? File, int Number, string Line) known = (null, 0, "");

    /// <summary>Takes the places of secrets from all findings of a decision, waived and known ones too.</summary>
    public ExcerptMask(Decision decision)
    {
        foreach (PolicyFinding judged in decision.Findings)
            if (judged.Finding.Rule.PointsAtSecret)
                secrets.Add(judged.Finding.Location);
    }

    /// <summary>
    /// The line with its secrets hidden, as long as before, so that carets stay in place. What no rule looked for is
    /// looked for here: the policy may have switched the rules off.
    /// </summary>
    public string Apply(SourceFile file, int number, string line)
    {
        if (known.File != file || known.Number != number)
            known = (file, number, Mask(file, number, line));
        return known.Line;
    }

    private string Mask(SourceFile file, int number, string line)
    {
        int start = line.Length;
        foreach (DocumentLocation secret in secrets)
            if (secret.File == file && secret.Span.Line <= number && number <= secret.Span.EndLine)
                start = Math.Min(start, secret.Span.Line == number ? secret.Span.Column - 1 : 0);
        foreach (SecretFinding found in SecretDetector.Default.Scan(line))
            start = Math.Min(start, found.Start);
        return line.Substring(0, start) + new string(Hidden, line.Length - start);
    }
}
