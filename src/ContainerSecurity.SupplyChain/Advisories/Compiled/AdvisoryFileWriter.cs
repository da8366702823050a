using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>Compiles what was read of advisories into one file, which <see cref="CompiledAdvisories"/> opens.</summary>
public static class AdvisoryFileWriter
{
    private const int MaxNotes = 1000;

    /// <summary>Writes a compiled file; the same feed gives the same bytes.</summary>
    /// <param name="output">Where it goes, from where the stream stands; it can seek. Not disposed.</param>
    /// <param name="feed">What is known. Its notes are kept, so that what was not read is said whenever the file is used.</param>
    /// <exception cref="InvalidOperationException">More is said of one package, or of where data come from, than such a file takes.</exception>
    public static void Write(Stream output, AdvisoryFeed feed)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(feed);
        PageWriter pages = new(output);
        WordList words = new();
        (List<(string, long)> packages, SortedSet<string> ecosystems) = WritePackages(pages, feed.Advisories, words);
        List<(string, long)> names = WriteNames(pages, feed.Advisories);
        List<(string, long)> exploited = WriteExploited(pages, feed.Exploited);
        List<(string, long)> predictions = WritePredictions(pages, feed.Predictions);
        FileDirectory directory = new()
        {
            Words = words.Words,
            Ecosystems = ecosystems,
            Notes = Bounded(feed.Notes),
            Data = feed.Data,
            Advisories = feed.Advisories.Count,
            KnowsExploited = feed.Exploited is not null,
            Packages = KeyTable.Write(pages, packages),
            Names = KeyTable.Write(pages, names),
            Exploited = KeyTable.Write(pages, exploited),
            Predictions = KeyTable.Write(pages, predictions),
        };
        long offset = pages.Position;
        byte[] bytes = directory.ToBytes();
        if (bytes.Length > FileDirectory.MaxLength)
            throw new InvalidOperationException("The names of what was read are too many for a compiled file; name fewer files.");
        pages.Write(bytes);
        pages.End(offset);
    }

    /// <summary>The key of what is said of a package.</summary>
    internal static string KeyOf(AdvisoryEcosystem ecosystem, string name) =>
        $"{ecosystem}\n{EcosystemTable.KeyOf(ecosystem.Name, name)}";

    /// <summary>The key of an identifier, in any case.</summary>
    internal static string KeyOf(string id) => id.ToUpperInvariant();

    private static AdvisoryNote[] Bounded(IReadOnlyList<AdvisoryNote> notes) => notes.Count <= MaxNotes
        ? [.. notes]
        : [.. notes.Take(MaxNotes), new AdvisoryNote(null, $"{notes.Count - MaxNotes} more notes were left out when the file was compiled.")];

    // An advisory is written beside the first package that it speaks of, so that one page has both.
    private static (List<(string Key, long Offset)> Records, SortedSet<string> Ecosystems) WritePackages(
        PageWriter pages, IReadOnlyList<Advisory> advisories, WordList words)
    {
        var said = new SortedDictionary<string, List<(int Advisory, AffectedPackage Affected)>>(StringComparer.Ordinal);
        SortedSet<string> ecosystems = new(StringComparer.Ordinal);
        for (int i = 0; i < advisories.Count; i++)
            if (advisories[i].Withdrawn is null)
                foreach (AffectedPackage affected in advisories[i].Affected)
                {
                    ecosystems.Add(affected.Ecosystem.ToString());
                    string key = KeyOf(affected.Ecosystem, affected.Name);
                    if (!said.TryGetValue(key, out List<(int, AffectedPackage)>? list))
                        said[key] = list = [];
                    list.Add((i, affected));
                }

        long[] places = new long[advisories.Count];
        Array.Fill(places, -1);
        List<(string, long)> records = [];
        foreach ((string key, List<(int Advisory, AffectedPackage Affected)> entries) in said)
        {
            (int Advisory, byte[] Record)[] unwritten =
                [.. entries.Select(e => e.Advisory).Distinct().Where(a => places[a] < 0).Select(a => (a, AdvisoryRecord.Write(advisories[a], words)))];
            pages.Align(unwritten.Sum(r => r.Record.Length) + Posting(key, entries, places, words).Length);
            foreach ((int at, byte[] record) in unwritten)
                places[at] = Put(pages, record);
            records.Add((key, Put(pages, Posting(key, entries, places, words))));
        }

        return (records, ecosystems);
    }

    private static byte[] Posting(
        string key, List<(int Advisory, AffectedPackage Affected)> entries, long[] places, WordList words)
    {
        RecordWriter writer = new();
        writer.Text(key);
        writer.Text(entries[0].Affected.Ecosystem.Name);
        writer.OptionalText(entries[0].Affected.Ecosystem.Release);
        writer.Number(entries.Count);
        foreach ((int at, AffectedPackage affected) in entries)
        {
            writer.Place(places[at]);
            PackageRecord.Write(writer, affected, words);
        }

        return writer.ToRecord();
    }

    private static List<(string Key, long Offset)> WriteNames(PageWriter pages, IReadOnlyList<Advisory> advisories)
    {
        List<(string, long)> records = [];
        foreach ((IReadOnlyList<string> members, IReadOnlyList<string> upstream) in AdvisoryAliases.Of(advisories).Groups())
        {
            // Where there is no other name, none is asked for.
            if (members.Count == 1 && upstream.Count == 0)
                continue;
            RecordWriter writer = new();
            writer.Texts(members);
            writer.Texts(upstream);
            long offset = Put(pages, writer.ToRecord());
            records.AddRange(members.Select(m => (KeyOf(m), offset)));
        }

        return records;
    }

    private static List<(string Key, long Offset)> WriteExploited(PageWriter pages, KnownExploitedCatalog? catalog)
    {
        List<(string, long)> records = [];
        foreach (KnownExploited flaw in (catalog?.Flaws.Values ?? []).OrderBy(f => f.Id, StringComparer.Ordinal))
        {
            RecordWriter writer = new();
            writer.Text(flaw.Id);
            writer.OptionalDay(flaw.Added);
            writer.OptionalDay(flaw.Due);
            writer.Flag(flaw.IsInRansomware);
            records.Add((KeyOf(flaw.Id), Put(pages, writer.ToRecord())));
        }

        return records;
    }

    private static List<(string Key, long Offset)> WritePredictions(PageWriter pages, ExploitPredictions? predictions)
    {
        List<(string, long)> records = [];
        if (predictions is not null)
            foreach ((string id, ExploitPrediction prediction) in predictions.Flaws.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                RecordWriter writer = new();
                writer.Text(id);
                writer.Fraction(prediction.Probability);
                writer.Fraction(prediction.Percentile);
                records.Add((KeyOf(id), Put(pages, writer.ToRecord())));
            }

        return records;
    }

    private static long Put(PageWriter pages, byte[] record)
    {
        if (record.Length > FileHeader.MaxRecord)
            throw new InvalidOperationException($"More is said of one package than a compiled file takes: {record.Length} bytes.");
        long offset = pages.Position;
        pages.Write(record);
        return offset;
    }
}
