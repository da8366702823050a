using System.IO.Compression;
using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Reads advisories of OSV: a record, JSON lines, a folder of records, or an archive of them.</summary>
/// <remarks>
/// A record that cannot be read is said in the notes and leaves its neighbours read. GitHub publishes its advisories in
/// this form too.
/// </remarks>
public sealed class OsvReader
{
    private readonly AdvisoryReadOptions options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The bounds; null for the default ones.</param>
    public OsvReader(AdvisoryReadOptions? options = null) => this.options = options ?? new AdvisoryReadOptions();

    /// <summary>Reads a record, or a list of records.</summary>
    /// <param name="json">The text in UTF-8.</param>
    /// <param name="subject">What it is called in notes.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IReadOnlyList<Advisory> ReadRecord(ReadOnlyMemory<byte> json, string subject, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        List<Advisory> advisories = [];
        if (json.Length > options.MaxRecordBytes)
        {
            notes.Add(new AdvisoryNote(subject, $"It was not read: it is longer than {options.MaxRecordBytes} bytes."));
            return advisories;
        }

        try
        {
            json = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = options.MaxDepth });
            IEnumerable<JsonElement> records = document.RootElement.ValueKind == JsonValueKind.Array
                ? document.RootElement.EnumerateArray()
                : [document.RootElement];
            foreach (JsonElement record in records)
                if (OsvRecordReader.Read(record, subject, notes) is { } advisory)
                    advisories.Add(advisory);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            notes.Add(new AdvisoryNote(subject, $"It is no JSON that can be read: {e.Message}"));
        }

        return advisories;
    }

    /// <summary>Reads records, one a line.</summary>
    /// <param name="stream">The lines.</param>
    /// <param name="subject">What they are called in notes.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IEnumerable<Advisory> ReadLines(Stream stream, string subject, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Bounded(
            BoundedBytes.Lines(stream, options.MaxRecordBytes).SelectMany(line => line.Line switch
            {
                null => Refuse($"{subject}:{line.Number}", $"The line is longer than {options.MaxRecordBytes} bytes.", notes),
                { } text when text.Span.Trim(" \t\r"u8).IsEmpty => [],
                { } text => ReadRecord(text, $"{subject}:{line.Number}", notes),
            }),
            subject,
            notes);
    }

    /// <summary>Reads the records below a folder, each <c>.json</c> file being one and each <c>.jsonl</c> file many.</summary>
    /// <remarks>Links are not followed, and folders are read 16 levels deep.</remarks>
    /// <param name="folder">The folder.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IEnumerable<Advisory> ReadFolder(string folder, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        EnumerationOptions walk = new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 16,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = false,
        };
        List<string> files = [];
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.json*", walk))
                if (file.EndsWith(".json", StringComparison.Ordinal) || file.EndsWith(".jsonl", StringComparison.Ordinal))
                    files.Add(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notes.Add(new AdvisoryNote(folder, $"The folder was not wholly read: {e.Message}"));
        }

        files.Sort(StringComparer.Ordinal);
        return Bounded(files.SelectMany(f => ReadFile(f, Path.GetRelativePath(folder, f), notes)), folder, notes);
    }

    /// <summary>Reads the records of a zip archive, as OSV publishes them.</summary>
    /// <param name="stream">The archive; it can seek.</param>
    /// <param name="subject">What it is called in notes.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IEnumerable<Advisory> ReadArchive(Stream stream, string subject, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Bounded(Entries(stream, subject, notes), subject, notes);
    }

    private IEnumerable<Advisory> ReadFile(string file, string subject, ICollection<AdvisoryNote> notes)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            // Lines are read whole here, so that one unreadable file leaves the others.
            if (file.EndsWith('l'))
                return [.. ReadLines(stream, subject, notes)];
            return BoundedBytes.ReadAll(stream, options.MaxRecordBytes) is { } json
                ? ReadRecord(json, subject, notes)
                : Refuse(subject, $"It was not read: it is longer than {options.MaxRecordBytes} bytes.", notes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(subject, $"It cannot be read: {e.Message}", notes);
        }
    }

    private IEnumerable<Advisory> Entries(Stream stream, string subject, ICollection<AdvisoryNote> notes)
    {
        using ZipArchive? archive = Open(stream, subject, notes);
        long left = options.MaxArchiveBytes;
        foreach (ZipArchiveEntry entry in archive?.Entries ?? Enumerable.Empty<ZipArchiveEntry>())
        {
            if (!entry.FullName.EndsWith(".json", StringComparison.Ordinal))
                continue;
            ReadOnlyMemory<byte>? json = ReadEntry(entry, (int)Math.Min(left, options.MaxRecordBytes), subject, notes);
            if (json is null && left < options.MaxRecordBytes)
            {
                notes.Add(new AdvisoryNote(subject, $"The rest was not read: it unpacks to more than {options.MaxArchiveBytes} bytes."));
                yield break;
            }

            left -= json?.Length ?? options.MaxRecordBytes;
            if (json is { } content)
                foreach (Advisory advisory in ReadRecord(content, $"{subject}!{entry.FullName}", notes))
                    yield return advisory;
        }
    }

    private static ZipArchive? Open(Stream stream, string subject, ICollection<AdvisoryNote> notes)
    {
        try
        {
            ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            notes.Add(new AdvisoryNote(subject, $"It is no zip archive that can be read: {e.Message}"));
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? ReadEntry(ZipArchiveEntry entry, int max, string subject, ICollection<AdvisoryNote> notes)
    {
        try
        {
            using Stream content = entry.Open();
            ReadOnlyMemory<byte>? json = BoundedBytes.ReadAll(content, max);
            if (json is null)
                notes.Add(new AdvisoryNote($"{subject}!{entry.FullName}", $"It was not read: it unpacks to more than {max} bytes."));
            return json;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            notes.Add(new AdvisoryNote($"{subject}!{entry.FullName}", $"It cannot be unpacked: {e.Message}"));
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    private IEnumerable<Advisory> Bounded(IEnumerable<Advisory> advisories, string subject, ICollection<AdvisoryNote> notes)
    {
        int count = 0;
        foreach (Advisory advisory in advisories)
        {
            if (count++ == options.MaxRecords)
            {
                notes.Add(new AdvisoryNote(subject, $"The rest was not read: there are more than {options.MaxRecords} records."));
                yield break;
            }

            yield return advisory;
        }
    }

    private static IReadOnlyList<Advisory> Refuse(string subject, string message, ICollection<AdvisoryNote> notes)
    {
        notes.Add(new AdvisoryNote(subject, message));
        return [];
    }
}
