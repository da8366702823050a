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
        return AdvisoryJson.Read(json, options.MaxRecordBytes, options.MaxDepth, subject, notes, root =>
            [.. (root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : (IEnumerable<JsonElement>)[root])
                .Select(r => OsvRecordReader.Read(r, subject, notes)).OfType<Advisory>()]);
    }

    /// <summary>Reads records, one a line.</summary>
    /// <param name="stream">The lines.</param>
    /// <param name="subject">What they are called in notes.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IEnumerable<Advisory> ReadLines(Stream stream, string subject, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(notes);
        return FilesFor(notes).Lines(stream, subject);
    }

    /// <summary>Reads the records below a folder, each <c>.json</c> file being one and each <c>.jsonl</c> file many.</summary>
    /// <remarks>Links are not followed, and folders are read 16 levels deep.</remarks>
    /// <param name="folder">The folder.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IEnumerable<Advisory> ReadFolder(string folder, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(notes);
        return FilesFor(notes).Folder(folder);
    }

    /// <summary>Reads the records of a zip archive, as OSV publishes them.</summary>
    /// <param name="stream">The archive; it can seek.</param>
    /// <param name="subject">What it is called in notes.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IEnumerable<Advisory> ReadArchive(Stream stream, string subject, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(notes);
        return FilesFor(notes).Archive(stream, subject);
    }

    private RecordFiles FilesFor(ICollection<AdvisoryNote> notes) =>
        new(options, notes, (json, subject) => ReadRecord(json, subject, notes));
}
