using System.Text.Json;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Conformance.Peers;

/// <summary>What upstream's own code says about the workloads of the corpus under the Pod Security Standards, newest version.</summary>
internal sealed class StandardVerdicts
{
    private readonly Dictionary<(string File, int Document, string Level), string[]> violations = [];

    private StandardVerdicts()
    {
        foreach (string line in File.ReadLines(Corpus.Require(PeerCase.Corpus, "workload-verdicts.jsonl")).Where(l => l.Length > 0))
        {
            using var verdict = JsonDocument.Parse(line);
            foreach (string level in new[] { "baseline", "restricted" })
                violations[(verdict.RootElement.GetProperty("file").GetString()!, verdict.RootElement.GetProperty("document").GetInt32(), level)] =
                    [.. verdict.RootElement.GetProperty(level).EnumerateArray().Select(c => c.GetString()!)];
        }
    }

    public static StandardVerdicts Read() => new();

    /// <summary>Whether the object violates one of the checks that are meant by the peer's rule.</summary>
    public bool Fails(PeerCase @case, PeerRule rule)
    {
        PodSecurityLevel level = Enum.Parse<PodSecurityLevel>(rule.Policy.Profile.ToString());
        string[] violated = violations[(@case.File, @case.Document!.Value, level.ToString().ToLowerInvariant())];
        return rule.Ids.Any(id => violated.Contains(PodSecurityChecks.CheckOf(id, level, rule.Policy.KubernetesVersion)));
    }
}
