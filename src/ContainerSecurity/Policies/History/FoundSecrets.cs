using ContainerSecurity.Rules;
using ContainerSecurity.Secrets;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>The secrets of a history, each once, as the first commit brings it.</summary>
internal sealed class FoundSecrets(SecretDetector detector)
{
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private readonly List<(PolicyFinding Finding, HistoryCommit? Commit)> found = [];
    private readonly Dictionary<string, (string File, int Line)> standing = new(StringComparer.Ordinal);

    /// <summary>Whether a secret was found.</summary>
    public bool Knows(Finding finding) => finding.Secret is { } secret && indexes.ContainsKey(secret);

    /// <summary>Whether it is not known of a secret that it still stands.</summary>
    public bool AreOpen => standing.Count < indexes.Count;

    /// <summary>Takes in what was found in a file. What a waiver covers counts where nothing else is known of the secret.</summary>
    public void Add(Decision decision, HistoryCommit? commit)
    {
        PolicyFinding[] fresh = [.. decision.Findings.Where(IsNews)];
        foreach ((PolicyFinding judged, Finding masked) in fresh.Zip(MaskedLines.Of([.. fresh.Select(f => f.Finding)], detector), (f, m) => (f, m)))
            Put(judged with { Finding = masked }, commit);
    }

    /// <summary>Notes that the secrets of a decision stand in a file.</summary>
    public void Stand(Decision decision, string file)
    {
        foreach (PolicyFinding judged in decision.Findings)
            if (judged.Finding.Secret is { } secret && !standing.ContainsKey(secret))
                standing.Add(secret, (file, judged.Finding.Location.Span.Line));
    }

    /// <summary>The decisions, by the commits' order; neighbours of one file and commit together.</summary>
    public IEnumerable<Decision> Decisions()
    {
        for (int i = 0; i < found.Count;)
        {
            (PolicyFinding first, HistoryCommit? commit) = found[i];
            int end = i;
            while (end < found.Count && found[end].Commit == commit && found[end].Finding.Finding.Location.File == first.Finding.Location.File)
                end++;
            PolicyFinding[] findings = [.. found.Skip(i).Take(end - i).Select(f => f.Finding with { Origin = OriginOf(f.Finding, f.Commit) })];
            yield return new Decision(first.Finding.Location.File.Path, 0, findings, []) { IsAddition = true, IsOfMany = true, IsSearched = true };
            i = end;
        }
    }

    private bool IsNews(PolicyFinding judged) =>
        judged.Finding.Secret is { } secret && (!indexes.TryGetValue(secret, out int index) || (judged.IsActive && !found[index].Finding.IsActive));

    private void Put(PolicyFinding judged, HistoryCommit? commit)
    {
        string secret = judged.Finding.Secret!;
        if (!indexes.TryGetValue(secret, out int index))
        {
            indexes.Add(secret, found.Count);
            found.Add((judged, commit));
        }
        else if (judged.IsActive && !found[index].Finding.IsActive)
        {
            found[index] = (judged, commit);
        }
    }

    private SecretOrigin? OriginOf(PolicyFinding judged, HistoryCommit? commit) =>
        commit is null ? null
        : standing.TryGetValue(judged.Finding.Secret!, out (string File, int Line) at) ? new SecretOrigin(commit, at.File, at.Line)
        : new SecretOrigin(commit, null, null);
}
