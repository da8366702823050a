using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>The index of what was read, in memory.</summary>
internal sealed class FeedIndex : IAdvisoryIndex
{
    private readonly AdvisoryFeed feed;
    private readonly Dictionary<(string Ecosystem, string Name), List<AdvisoryEntry>> entries = [];
    private readonly HashSet<string> ecosystems = [];
    private readonly AdvisoryAliases aliases;

    public FeedIndex(AdvisoryFeed feed)
    {
        this.feed = feed;
        aliases = AdvisoryAliases.Of(feed.Advisories);
        foreach (Advisory advisory in feed.Advisories)
            if (advisory.Withdrawn is null)
                foreach (AffectedPackage affected in advisory.Affected)
                    Add(advisory, affected);
    }

    public IReadOnlyList<AdvisoryNote> Notes => feed.Notes;

    public IReadOnlyList<AdvisoryData> Data => feed.Data;

    public bool KnowsExploited => feed.Exploited is not null;

    public bool Covers(AdvisoryEcosystem ecosystem) => ecosystems.Contains(ecosystem.ToString());

    public IReadOnlyList<AdvisoryEntry> Find(AdvisoryEcosystem ecosystem, string name) =>
        entries.TryGetValue((ecosystem.ToString(), EcosystemTable.KeyOf(ecosystem.Name, name)), out List<AdvisoryEntry>? found) ? found : [];

    public IReadOnlySet<string> NamesOf(string id) => aliases.NamesOf(id);

    public KnownExploited? FindExploited(string id) => feed.Exploited?.Flaws.GetValueOrDefault(id);

    public ExploitPrediction? FindPrediction(string id) =>
        feed.Predictions is not null && feed.Predictions.Flaws.TryGetValue(id, out ExploitPrediction prediction) ? prediction : null;

    public void Dispose()
    {
    }

    private void Add(Advisory advisory, AffectedPackage affected)
    {
        string ecosystem = affected.Ecosystem.ToString();
        ecosystems.Add(ecosystem);
        (string, string) key = (ecosystem, EcosystemTable.KeyOf(affected.Ecosystem.Name, affected.Name));
        if (!entries.TryGetValue(key, out List<AdvisoryEntry>? list))
            entries[key] = list = [];
        list.Add(new AdvisoryEntry(affected, advisory));
    }
}
