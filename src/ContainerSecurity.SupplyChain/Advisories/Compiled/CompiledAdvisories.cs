using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>
/// A compiled file of advisories (<see cref="AdvisoryFileWriter"/>), opened in milliseconds whatever its length. Safe for
/// use from any thread.
/// </summary>
/// <remarks>
/// What is guaranteed: nothing that was not verified is believed. The header is verified on opening, with the digest of
/// its own that it ends with; it has the digest of a tree of digests over all pages of the file (SHA-256). A page is
/// copied out of the file and verified up to the header before a byte of it is used, so a changed byte anywhere is found
/// before what it says counts, also while the file is open. <see cref="Verify"/> looks at every page and record. The
/// digests find what was changed by itself or by who cannot write the header anew; who made the file, a signature over
/// <see cref="Digest"/> says.
/// </remarks>
public sealed class CompiledAdvisories : IAdvisoryIndex
{
    private const int LengthBytes = 10;
    private const int MaxNames = 10_000;

    private readonly PageFile file;
    private readonly FileDirectory directory;

    private CompiledAdvisories(PageFile file, FileDirectory directory) => (this.file, this.directory) = (file, directory);

    /// <inheritdoc/>
    public IReadOnlyList<AdvisoryNote> Notes => directory.Notes;

    /// <inheritdoc/>
    public IReadOnlyList<AdvisoryData> Data => directory.Data;

    /// <inheritdoc/>
    public bool KnowsExploited => directory.KnowsExploited;

    /// <summary>How many advisories were compiled.</summary>
    public long Advisories => directory.Advisories;

    /// <summary>The digest that stands for the whole file, <c>sha256:…</c>: that of its header, which has those of all pages.</summary>
    public string Digest => "sha256:" + Convert.ToHexStringLower(file.Seal);

    /// <summary>Whether a file begins as a compiled one; false where it cannot be read.</summary>
    /// <param name="path">The file.</param>
    public static bool IsCompiled(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            // A pipe has no length, and would be robbed of what is looked at.
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
                return false;
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Span<byte> start = stackalloc byte[FileHeader.Magic.Length];
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(FileHeader.Magic);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Opens a compiled file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AdvisoryFileException">It is none, is damaged, or is of a version that is not known.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static CompiledAdvisories Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        PageFile file = new(path);
        try
        {
            FileHeader header = file.Header;
            if (header.DirectoryLength > FileDirectory.MaxLength)
                throw AdvisoryFileException.Broken($"its directory is longer than {FileDirectory.MaxLength} bytes");
            return new CompiledAdvisories(file, FileDirectory.Read(file.Read(header.DirectoryOffset, (int)header.DirectoryLength)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <inheritdoc/>
    public bool Covers(AdvisoryEcosystem ecosystem)
    {
        ArgumentNullException.ThrowIfNull(ecosystem);
        return directory.Ecosystems.Contains(ecosystem.ToString());
    }

    /// <inheritdoc/>
    public IReadOnlyList<AdvisoryEntry> Find(AdvisoryEcosystem ecosystem, string name)
    {
        ArgumentNullException.ThrowIfNull(ecosystem);
        ArgumentNullException.ThrowIfNull(name);
        string key = AdvisoryFileWriter.KeyOf(ecosystem, name);
        foreach (long offset in directory.Packages.Find(file, key))
            if (ReadPosting(offset, key, out _) is { } entries)
                return entries;
        return [];
    }

    /// <inheritdoc/>
    public IReadOnlySet<string> NamesOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        Queue<string> waiting = new([id]);
        while (waiting.TryDequeue(out string? name))
        {
            if (names.Contains(name))
                continue;
            (string[] members, string[] upstream) = GroupOf(name);
            names.UnionWith(members);
            foreach (string from in upstream)
                waiting.Enqueue(from);
            if (names.Count > MaxNames || waiting.Count > MaxNames)
                throw AdvisoryFileException.Broken($"'{id}' has more than {MaxNames} names");
        }

        return names;
    }

    /// <inheritdoc/>
    public KnownExploited? FindExploited(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        foreach (long offset in directory.Exploited.Find(file, AdvisoryFileWriter.KeyOf(id)))
            if (ReadExploited(offset) is var flaw && flaw.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
                return flaw;
        return null;
    }

    /// <inheritdoc/>
    public ExploitPrediction? FindPrediction(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        foreach (long offset in directory.Predictions.Find(file, AdvisoryFileWriter.KeyOf(id)))
            if (ReadPrediction(offset) is var (name, prediction) && name.Equals(id, StringComparison.OrdinalIgnoreCase))
                return prediction;
        return null;
    }

    /// <summary>Verifies every page of the file, and reads every record.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="AdvisoryFileException">Something in it is not what it should be.</exception>
    public void Verify(CancellationToken cancellation = default)
    {
        file.VerifyAll(cancellation);
        foreach ((long offset, Func<string, bool> isKey) in directory.Packages.All(file))
        {
            IReadOnlyList<AdvisoryEntry> entries = ReadPosting(offset, null, out string key)!;
            foreach (AdvisoryEntry entry in entries)
                _ = entry.Advisory;
            Check(isKey, [key]);
            cancellation.ThrowIfCancellationRequested();
        }

        foreach ((long offset, Func<string, bool> isKey) in directory.Names.All(file))
            Check(isKey, ReadGroup(offset).Members.Select(AdvisoryFileWriter.KeyOf));
        foreach ((long offset, Func<string, bool> isKey) in directory.Exploited.All(file))
            Check(isKey, [AdvisoryFileWriter.KeyOf(ReadExploited(offset).Id)]);
        foreach ((long offset, Func<string, bool> isKey) in directory.Predictions.All(file))
            Check(isKey, [AdvisoryFileWriter.KeyOf(ReadPrediction(offset).Id)]);
    }

    private static void Check(Func<string, bool> isKey, IEnumerable<string> keys)
    {
        if (!keys.Any(isKey))
            throw AdvisoryFileException.Broken("a row of a table names another record than it should");
    }

    private List<AdvisoryEntry>? ReadPosting(long offset, string? wanted, out string key)
    {
        RecordReader reader = new(Record(offset));
        key = reader.Text();
        if (wanted is not null && key != wanted)
            return null;
        AdvisoryEcosystem ecosystem = new(reader.Text(), reader.OptionalText());
        int count = reader.Count();
        List<AdvisoryEntry> entries = new(count);
        for (int i = 0; i < count; i++)
        {
            long advisory = reader.Place();
            AffectedPackage affected = PackageRecord.Read(ref reader, ecosystem, directory.Words);
            entries.Add(new AdvisoryEntry(affected, () => AdvisoryRecord.Read(Record(advisory), directory.Words, affected)));
        }

        return reader.IsAtEnd ? entries : throw RecordReader.Broken();
    }

    private (string[] Members, string[] Upstream) GroupOf(string name)
    {
        foreach (long offset in directory.Names.Find(file, AdvisoryFileWriter.KeyOf(name)))
            if (ReadGroup(offset) is var group && group.Members.Contains(name, StringComparer.OrdinalIgnoreCase))
                return group;
        return ([name], []);
    }

    private (string[] Members, string[] Upstream) ReadGroup(long offset)
    {
        RecordReader reader = new(Record(offset));
        return (reader.Texts(), reader.Texts());
    }

    private KnownExploited ReadExploited(long offset)
    {
        RecordReader reader = new(Record(offset));
        return new KnownExploited(reader.Text(), reader.OptionalDay(), reader.OptionalDay(), reader.Flag());
    }

    private (string Id, ExploitPrediction Prediction) ReadPrediction(long offset)
    {
        RecordReader reader = new(Record(offset));
        return (reader.Text(), new ExploitPrediction(reader.Fraction(), reader.Fraction()));
    }

    private ReadOnlySpan<byte> Record(long offset)
    {
        long left = file.Header.ContentLength - offset;
        ReadOnlySpan<byte> start = file.Read(offset, (int)Math.Clamp(left, 0, LengthBytes));
        RecordReader head = new(start);
        long length = head.Number();
        if (length > FileHeader.MaxRecord)
            throw AdvisoryFileException.Broken($"a record is longer than {FileHeader.MaxRecord} bytes");
        return file.Read(offset + start.Length - head.Left, (int)length);
    }
}
