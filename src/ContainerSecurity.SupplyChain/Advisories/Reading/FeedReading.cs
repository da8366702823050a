using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Compiled;
using ContainerSecurity.SupplyChain.Advisories.Fetching;
using ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Reads what somebody brought, file by file.</summary>
internal sealed class FeedReading(AdvisoryReadOptions options)
{
    private static readonly string[] Endings = [".json", ".jsonl", ".yaml", ".yml", ".zip", ".csv"];

    private readonly List<Advisory> advisories = [];
    private readonly List<AdvisoryNote> notes = [];
    private readonly Dictionary<(string Name, string Kind), DateTimeOffset?> data = [];
    private KnownExploitedCatalog? exploited;
    private ExploitPredictions? predictions;

    public AdvisoryFeed ToFeed() => new(advisories, exploited, predictions, notes)
    {
        Data = [.. data.Select(d => new AdvisoryData(d.Key.Name, d.Key.Kind, d.Value))
            .OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Kind, StringComparer.Ordinal)],
    };

    public void Add(string path)
    {
        if (Directory.Exists(path))
            AddFolder(path);
        else if (EndingOf(path) is null)
            notes.Add(new AdvisoryNote(path, $"It was not read: its name ends as none of {string.Join(", ", Endings)}, nor of these with .gz behind."));
        else
            TryAdd(path, path, NameOf(path));
    }

    private void AddFolder(string folder)
    {
        int count = advisories.Count, told = notes.Count;
        foreach (string file in RecordFiles.FilesOf(folder, notes))
            if ((EndingOf(file) is not null && !FetchRecord.IsRecord(file)) || CompiledAdvisories.IsCompiled(file))
                TryAdd(file, Path.Combine(folder, Path.GetRelativePath(folder, file)), NameOf(folder));
        if (advisories.Count == count && notes.Count == told && exploited is null && predictions is null)
            notes.Add(new AdvisoryNote(folder, "Nothing was read: there is no file of advisories in it."));
    }

    private void TryAdd(string file, string subject, string name)
    {
        try
        {
            if (CompiledAdvisories.IsCompiled(file))
            {
                notes.Add(new AdvisoryNote(subject, "It was not read: it is a compiled file. Name it by itself, or the files that it was made of."));
                return;
            }

            using FileStream stream = File.OpenRead(file);
            bool isPacked = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            using Stream content = isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            AddFile(file, subject, name, content, isPacked);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            notes.Add(new AdvisoryNote(subject, $"It cannot be read: {e.Message}"));
        }
    }

    private void AddFile(string file, string subject, string name, Stream content, bool isPacked)
    {
        switch (EndingOf(file))
        {
            case ".zip" when isPacked:
                notes.Add(new AdvisoryNote(subject, "It was not read: an archive is packed already; name it without gzip."));
                break;
            case ".zip":
                Add(RecordsOf(file, NameOf(file)).Archive(content, subject));
                break;
            case ".jsonl":
                Add(RecordsOf(file, NameOf(file)).Lines(content, subject));
                break;
            case ".csv":
                AddPredictions(file, subject, content);
                break;
            default:
                if (BoundedBytes.ReadAll(content, options.MaxDatabaseBytes) is { } document)
                    AddDocument(file, document, subject, name);
                else
                    notes.Add(new AdvisoryNote(subject, $"It was not read: it is longer than {options.MaxDatabaseBytes} bytes."));
                break;
        }
    }

    private RecordFiles RecordsOf(string file, string name) =>
        new(options, notes, (json, subject) => ReadJson(file, json, subject, name, options.MaxRecordBytes));

    private void AddPredictions(string file, string subject, Stream content)
    {
        ExploitPredictions read = ExploitPredictions.Read(content, subject, notes, options);
        // Of two tables the newer one counts, and what only the older one has.
        bool isNewer = predictions is null || read.Scored >= predictions.Scored;
        (ExploitPredictions first, ExploitPredictions? second) = isNewer ? (read, predictions) : (predictions!, read);
        Dictionary<string, ExploitPrediction> flaws = new(first.Flaws, StringComparer.OrdinalIgnoreCase);
        foreach ((string id, ExploitPrediction prediction) in second?.Flaws ?? new Dictionary<string, ExploitPrediction>())
            flaws.TryAdd(id, prediction);
        predictions = first with { Flaws = flaws };
        Date(NameOf(file), AdvisoryKind.Predictions, read.Scored);
    }

    private void AddDocument(string file, ReadOnlyMemory<byte> content, string subject, string name)
    {
        if (EndingOf(file) == ".json")
        {
            Add(ReadJson(file, content, subject, name, options.MaxDatabaseBytes));
            return;
        }

        Add(new AlpineReader(options).Read(content, subject, notes));
        Date(NameOf(file), AdvisoryKind.AlpineSecdb, FetchRecord.DateOf(file));
    }

    private IReadOnlyList<Advisory> ReadJson(string file, ReadOnlyMemory<byte> json, string subject, string name, int maxBytes) =>
        AdvisoryJson.Read(json, maxBytes, options.MaxDepth, subject, notes, root => root.ValueKind == JsonValueKind.Array
            ? [.. root.EnumerateArray().SelectMany(r => ReadRecord(file, r, json, subject, name))]
            : ReadRecord(file, root, json, subject, name));

    private IReadOnlyList<Advisory> ReadRecord(string file, JsonElement root, ReadOnlyMemory<byte> json, string subject, string name)
    {
        string? kind = AdvisoryKind.Of(root);
        switch (kind)
        {
            case AdvisoryKind.Csaf:
                return Dated(name, kind, CsafReader.Read(root, subject, notes));
            case AdvisoryKind.GitHub:
                return Dated(name, kind, GitHubReader.Read(root, subject, notes) is { } github ? [github] : []);
            case AdvisoryKind.Osv:
                return Dated(name, kind, OsvRecordReader.Read(root, subject, notes) is { } osv ? [osv] : []);
            case AdvisoryKind.DebianTracker:
                Date(NameOf(file), kind, FetchRecord.DateOf(file));
                return DebianTrackerReader.Read(root, subject, notes);
            case AdvisoryKind.AlpineSecdb:
                Date(NameOf(file), kind, FetchRecord.DateOf(file));
                return new AlpineReader(options).Read(Encoding.UTF8.GetBytes(root.GetRawText()), subject, notes);
            case AdvisoryKind.Exploited:
                AddExploited(file, json, subject);
                return [];
            default:
                notes.Add(new AdvisoryNote(
                    subject, "It was not read: it is no advisory of a form that is known (OSV, CSAF, GitHub, secdb, Debian's tracker, KEV)."));
                return [];
        }
    }

    private void AddExploited(string file, ReadOnlyMemory<byte> json, string subject)
    {
        KnownExploitedCatalog read = KnownExploitedCatalog.Read(json, subject, notes, options);
        Dictionary<string, KnownExploited> flaws = new(read.Flaws, StringComparer.OrdinalIgnoreCase);
        foreach ((string id, KnownExploited flaw) in exploited?.Flaws ?? new Dictionary<string, KnownExploited>())
            flaws.TryAdd(id, flaw);
        exploited = read with { Flaws = flaws };
        Date(NameOf(file), AdvisoryKind.Exploited, read.Released);
    }

    private void Add(IEnumerable<Advisory> read) => advisories.AddRange(read);

    private IReadOnlyList<Advisory> Dated(string name, string kind, IReadOnlyList<Advisory> read)
    {
        Date(name, kind, read.Max(a => a.Modified));
        return read;
    }

    private void Date(string name, string kind, DateTimeOffset? date)
    {
        DateTimeOffset? had = data.GetValueOrDefault((name, kind));
        data[(name, kind)] = had > date || date is null ? had : date;
    }

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private static string? EndingOf(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Array.Find(Endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }
}
