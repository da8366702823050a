using System.Text;
using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>All that somebody brought of what is known: advisories, what attackers use, and how likely flaws are used.</summary>
/// <param name="Advisories">The advisories, in the order of their files.</param>
/// <param name="Exploited">What attackers are known to use; null where no catalogue was brought.</param>
/// <param name="Predictions">How likely flaws are used; null where no table was brought.</param>
/// <param name="Notes">What could not be read, so that there may be more flaws than are found.</param>
public sealed record AdvisoryFeed(
    IReadOnlyList<Advisory> Advisories, KnownExploitedCatalog? Exploited, ExploitPredictions? Predictions, IReadOnlyList<AdvisoryNote> Notes)
{
    private const int Peek = 64 * 1024;

    /// <summary>
    /// Reads files and folders as they are published: OSV (a record, lines, a zip archive, a folder), Alpine's secdb
    /// (YAML or JSON), Debian's tracker (JSON), CISA's catalogue of exploited flaws (JSON), EPSS (CSV). What a file is,
    /// is told by its name and content; one that is none of these is a note.
    /// </summary>
    /// <param name="paths">The files and folders.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    public static AdvisoryFeed Read(IEnumerable<string> paths, AdvisoryReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var reading = new FeedReading(options ?? new AdvisoryReadOptions());
        foreach (string path in paths)
            reading.Add(path);
        return reading.ToFeed();
    }

    private sealed class FeedReading(AdvisoryReadOptions options)
    {
        private readonly List<Advisory> advisories = [];
        private readonly List<AdvisoryNote> notes = [];
        private KnownExploitedCatalog? exploited;
        private ExploitPredictions? predictions;

        public AdvisoryFeed ToFeed() => new(advisories, exploited, predictions, notes);

        public void Add(string path)
        {
            try
            {
                if (Directory.Exists(path))
                    advisories.AddRange(new OsvReader(options).ReadFolder(path, notes));
                else
                    AddFile(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                notes.Add(new AdvisoryNote(path, $"It cannot be read: {e.Message}"));
            }
        }

        private void AddFile(string path)
        {
            using FileStream stream = File.OpenRead(path);
            string end = Path.GetExtension(path).ToUpperInvariant();
            if (end == ".ZIP")
                advisories.AddRange(new OsvReader(options).ReadArchive(stream, path, notes));
            else if (end == ".JSONL")
                advisories.AddRange(new OsvReader(options).ReadLines(stream, path, notes));
            else if (end == ".CSV")
                predictions = ExploitPredictions.Read(stream, path, notes, options);
            else if (end is ".JSON" or ".YAML" or ".YML")
                AddDocument(path, stream);
            else
                notes.Add(new AdvisoryNote(path, "It was not read: its name ends as none of .json, .jsonl, .yaml, .zip and .csv."));
        }

        private void AddDocument(string path, FileStream stream)
        {
            if (stream.Length > options.MaxDatabaseBytes)
            {
                notes.Add(new AdvisoryNote(path, $"It was not read: it is longer than {options.MaxDatabaseBytes} bytes."));
                return;
            }
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            string start = Encoding.UTF8.GetString(content, 0, Math.Min(content.Length, Peek));
            if (start.Contains("distroversion", StringComparison.Ordinal) || !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                advisories.AddRange(new AlpineReader(options).Read(content, path, notes));
            else if (start.Contains("\"catalogVersion\"", StringComparison.Ordinal))
                exploited = KnownExploitedCatalog.Read(content, path, notes, options);
            else if (start.Contains("\"affected\"", StringComparison.Ordinal) || start.Contains("\"schema_version\"", StringComparison.Ordinal))
                advisories.AddRange(new OsvReader(options).ReadRecord(content, path, notes));
            else
                advisories.AddRange(new DebianTrackerReader(options).Read(content, path, notes));
        }
    }
}
