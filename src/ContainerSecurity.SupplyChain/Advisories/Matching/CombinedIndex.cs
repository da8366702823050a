using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>Several indexes as one.</summary>
internal sealed class CombinedIndex(IAdvisoryIndex[] indexes) : IAdvisoryIndex
{
    public IReadOnlyList<AdvisoryNote> Notes { get; } = [.. indexes.SelectMany(i => i.Notes)];

    public IReadOnlyList<AdvisoryData> Data { get; } = [.. indexes.SelectMany(i => i.Data)];

    public bool KnowsExploited { get; } = indexes.Any(i => i.KnowsExploited);

    public bool Covers(AdvisoryEcosystem ecosystem) => indexes.Any(i => i.Covers(ecosystem));

    public IReadOnlyList<AdvisoryEntry> Find(AdvisoryEcosystem ecosystem, string name) =>
        [.. indexes.SelectMany(i => i.Find(ecosystem, name))];

    // What one index calls an alias, another may have aliases of.
    public IReadOnlySet<string> NamesOf(string id)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase) { id };
        Queue<string> waiting = new([id]);
        while (waiting.TryDequeue(out string? name))
            foreach (IAdvisoryIndex index in indexes)
                foreach (string other in index.NamesOf(name))
                    if (names.Add(other))
                        waiting.Enqueue(other);
        return names;
    }

    public KnownExploited? FindExploited(string id) =>
        indexes.Select(i => i.FindExploited(id)).FirstOrDefault(e => e is not null);

    // Where two tables tell of one flaw, the likelier counts.
    public ExploitPrediction? FindPrediction(string id) =>
        indexes.Select(i => i.FindPrediction(id)).OfType<ExploitPrediction>().OrderByDescending(p => p.Probability)
            .Select(p => (ExploitPrediction?)p).FirstOrDefault();

    public void Dispose()
    {
        foreach (IAdvisoryIndex index in indexes)
            index.Dispose();
    }
}
