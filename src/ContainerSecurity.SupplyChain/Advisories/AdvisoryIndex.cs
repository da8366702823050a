using ContainerSecurity.SupplyChain.Advisories.Compiled;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>Makes indexes of what is known of flaws.</summary>
public static class AdvisoryIndex
{
    /// <summary>Indexes what was read.</summary>
    /// <param name="feed">What was read.</param>
    public static IAdvisoryIndex Of(AdvisoryFeed feed) => new FeedIndex(feed ?? throw new ArgumentNullException(nameof(feed)));

    /// <summary>
    /// Opens compiled files, told by their first bytes, and reads all other files and folders (<see cref="AdvisoryFeed.Read"/>).
    /// A file that cannot be opened is a note.
    /// </summary>
    /// <param name="paths">The files and folders.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    public static IAdvisoryIndex Read(IEnumerable<string> paths, AdvisoryReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<IAdvisoryIndex> indexes = [];
        List<AdvisoryNote> notes = [];
        List<string> others = [];
        foreach (string path in paths)
            if (!CompiledAdvisories.IsCompiled(path))
                others.Add(path);
            else
                Open(() => CompiledAdvisories.Open(path), path, indexes, notes);
        if (others.Count > 0 || notes.Count > 0 || indexes.Count == 0)
        {
            AdvisoryFeed feed = AdvisoryFeed.Read(others, options);
            indexes.Add(Of(feed with { Notes = [.. notes, .. feed.Notes] }));
        }

        return Combine(indexes);
    }

    /// <summary>
    /// Opens compiled files of which a trusted key signed what is in them (<see cref="AdvisorySignature"/>). All else is
    /// not read, and a note says so.
    /// </summary>
    /// <param name="paths">The files.</param>
    /// <param name="keys">The keys that are trusted.</param>
    public static IAdvisoryIndex ReadSigned(IEnumerable<string> paths, IReadOnlyList<VerificationKey> keys)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(keys);
        List<IAdvisoryIndex> indexes = [];
        List<AdvisoryNote> notes = [];
        foreach (string path in paths)
            if (CompiledAdvisories.IsCompiled(path))
                Open(() => AdvisorySignature.Open(path, keys), path, indexes, notes);
            else
                notes.Add(new AdvisoryNote(path,
                    "It was not read: only compiled files can be signed (csec advisories build --sign), and a key is named that has to have signed."));
        if (notes.Count > 0 || indexes.Count == 0)
            indexes.Add(Of(new AdvisoryFeed([], null, null, notes)));
        return Combine(indexes);
    }

    /// <summary>Makes one index of several, which it disposes with itself. What each of them knows counts.</summary>
    /// <param name="indexes">The indexes.</param>
    public static IAdvisoryIndex Combine(IEnumerable<IAdvisoryIndex> indexes)
    {
        IAdvisoryIndex[] all = [.. indexes ?? throw new ArgumentNullException(nameof(indexes))];
        return all is [var one] ? one : new CombinedIndex(all);
    }

    private static void Open(Func<CompiledAdvisories> open, string path, List<IAdvisoryIndex> indexes, List<AdvisoryNote> notes)
    {
        try
        {
            indexes.Add(open());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notes.Add(new AdvisoryNote(path, e.Message));
        }
    }
}
