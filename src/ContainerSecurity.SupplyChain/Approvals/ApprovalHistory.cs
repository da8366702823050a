using ContainerSecurity.Audit;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals.Chains;
using ContainerSecurity.SupplyChain.Signatures;

namespace ContainerSecurity.SupplyChain.Approvals;

/// <summary>
/// What a store holds, and whether its entries are those that were written: each names by hash those it follows, so that none of them can be
/// changed, removed or moved without a trace. Branches that were merged have several ends.
/// </summary>
/// <remarks>That the newest entries were taken away shows only beside a checkpoint that was kept elsewhere.</remarks>
public sealed class ApprovalHistory
{
    private const int MostProblems = 100;

    private readonly Dictionary<AuditCheckpoint, ApprovalLink> links;

    private ApprovalHistory(Dictionary<AuditCheckpoint, ApprovalLink> links, IReadOnlyList<SignedApproval> entries, IReadOnlyList<string> problems)
    {
        this.links = links;
        Entries = entries;
        var followed = links.Values.SelectMany(l => l.Previous).ToHashSet();
        Ends = [.. links.Keys.Where(p => !followed.Contains(p)).OrderBy(p => p.Sequence).ThenBy(p => p.Hash, StringComparer.Ordinal)];
        Problems = [.. problems, .. Broken(links)];
        if (Problems.Count > MostProblems)
            Problems = [.. Problems.Take(MostProblems)];
    }

    /// <summary>The entries that were asked for, by number and hash.</summary>
    public IReadOnlyList<SignedApproval> Entries { get; }

    /// <summary>How many entries the store has.</summary>
    public int Count => links.Count;

    /// <summary>The entries that no other follows. A new entry follows all of them.</summary>
    public IReadOnlyList<AuditCheckpoint> Ends { get; }

    /// <summary>What is wrong, as sentences; at most a hundred.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Problems.Count == 0;

    /// <summary>Whether an entry is in the store.</summary>
    /// <param name="place">Its number and hash.</param>
    public bool Holds(AuditCheckpoint place) => links.ContainsKey(place ?? throw new ArgumentNullException(nameof(place)));

    /// <summary>Whether who wrote an entry saw another one.</summary>
    /// <param name="later">The entry.</param>
    /// <param name="earlier">The other one.</param>
    public bool Follows(AuditCheckpoint later, AuditCheckpoint earlier)
    {
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(earlier);
        var open = new Stack<AuditCheckpoint>([later]);
        var seen = new HashSet<AuditCheckpoint>();
        while (open.TryPop(out AuditCheckpoint? place))
            foreach (AuditCheckpoint previous in links.TryGetValue(place, out ApprovalLink? link) ? link.Previous : [])
            {
                if (previous == earlier)
                    return true;
                if (previous.Sequence > earlier.Sequence && seen.Add(previous))
                    open.Push(previous);
            }
        return false;
    }

    /// <summary>Verifies the entries of a store.</summary>
    /// <param name="envelopes">The entries, in any order, each with the place where it was found, for people.</param>
    /// <param name="image">The image whose entries are wanted; null for those of all images.</param>
    /// <param name="problems">What else is wrong with the store; null for nothing.</param>
    public static ApprovalHistory Of(IEnumerable<(string Where, ReadOnlyMemory<byte> Envelope)> envelopes, Digest? image,
        IEnumerable<string>? problems = null) =>
        Of((envelopes ?? throw new ArgumentNullException(nameof(envelopes))).Select(e => (e.Where, (Func<StoredEntry>)(() => new StoredEntry(e.Envelope)))),
            image, problems);

    /// <summary>Verifies the entries of a store, which are read by several threads at once.</summary>
    internal static ApprovalHistory Of(IEnumerable<(string Where, Func<StoredEntry> Read)> envelopes, Digest? image, IEnumerable<string>? problems)
    {
        var links = new Dictionary<AuditCheckpoint, ApprovalLink>();
        var entries = new List<SignedApproval>();
        var wrong = new List<string>(problems ?? []);
        foreach ((string where, ApprovalLink? link, SignedApproval? entry, string? problem) in envelopes.AsParallel().AsOrdered().Select(e => Read(e.Where, e.Read, image)))
        {
            if (link is null)
                wrong.Add($"{where}: {problem}");
            else if (!links.TryAdd(link.Place, link))
                wrong.Add($"{where}: the entry {link.Place.Sequence} is there twice.");
            else if (entry is not null)
                entries.Add(entry);
        }
        return new ApprovalHistory(links, [.. entries.OrderBy(e => e.Place.Sequence).ThenBy(e => e.Place.Hash, StringComparer.Ordinal)], wrong);
    }

    private static (string Where, ApprovalLink? Link, SignedApproval? Entry, string? Problem) Read(string where, Func<StoredEntry> read, Digest? image)
    {
        try
        {
            StoredEntry stored = read();
            ApprovalLink link = LinkOf(stored);
            return (where, link, image is null || link.Image == image ? SignedApproval.Read(stored.Envelope) : null, null);
        }
        catch (SignatureFormatException e)
        {
            return (where, null, null, e.Message);
        }
    }

    /// <summary>The link of an entry, which has to be the one that its store names.</summary>
    private static ApprovalLink LinkOf(StoredEntry stored)
    {
        ApprovalLink link;
        try
        {
            link = ApprovalLink.Read(stored.Envelope.Span);
        }
        catch (SignatureFormatException) when (stored.Hash is { } named && SignedApproval.HashOf(stored.Envelope.Span) != named)
        {
            throw Changed();
        }
        return (stored.Hash ?? link.Place.Hash) != link.Place.Hash ? throw Changed()
            : (stored.Sequence ?? link.Place.Sequence) != link.Place.Sequence
                ? throw new SignatureFormatException("It was renamed: its entry has another number.")
                : link;
    }

    private static SignatureFormatException Changed() => new("It was changed: its content has another hash than its name says.");

    private static IEnumerable<string> Broken(Dictionary<AuditCheckpoint, ApprovalLink> links)
    {
        foreach (ApprovalLink link in links.Values)
            foreach (AuditCheckpoint previous in link.Previous)
                if (!links.ContainsKey(previous))
                    yield return $"The entry {previous.Sequence}, which the entry {link.Place.Sequence} follows, was changed or removed: there is none with the hash {previous.Hash}.";
    }
}
