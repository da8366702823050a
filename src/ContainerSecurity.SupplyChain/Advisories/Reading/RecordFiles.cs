using System.IO.Compression;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Reads the documents of folders, archives and lines, each within its bounds and without taking its neighbours with it.</summary>
internal sealed class RecordFiles(
    AdvisoryReadOptions options, ICollection<AdvisoryNote> notes, Func<ReadOnlyMemory<byte>, string, IEnumerable<Advisory>> read)
{
    private const int MaxFolderDepth = 16;

    /// <summary>The files below a folder in order; what cannot be looked at is a note. Links are not followed, hidden files are left out.</summary>
    public static IReadOnlyList<string> FilesOf(string folder, ICollection<AdvisoryNote> notes)
    {
        EnumerationOptions walk = new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MaxFolderDepth,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
            IgnoreInaccessible = false,
        };
        List<string> files = [];
        try
        {
            files.AddRange(Directory.EnumerateFiles(folder, "*", walk));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notes.Add(new AdvisoryNote(folder, $"The folder was not wholly read: {e.Message}"));
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    public IEnumerable<Advisory> Lines(Stream stream, string subject) => Bounded(
        BoundedBytes.Lines(stream, options.MaxRecordBytes).SelectMany(line => line.Line switch
        {
            null => Refuse($"{subject}:{line.Number}", $"The line is longer than {options.MaxRecordBytes} bytes."),
            { } text when text.Span.Trim(" \t\r"u8).IsEmpty => [],
            { } text => read(text, $"{subject}:{line.Number}"),
        }),
        subject);

    public IEnumerable<Advisory> Folder(string folder) => Bounded(
        FilesOf(folder, notes)
            .Where(f => f.EndsWith(".json", StringComparison.Ordinal) || f.EndsWith(".jsonl", StringComparison.Ordinal))
            .SelectMany(f => FileAt(f, Path.GetRelativePath(folder, f))),
        folder);

    public IEnumerable<Advisory> Archive(Stream stream, string subject) => Bounded(Entries(stream, subject), subject);

    private IEnumerable<Advisory> FileAt(string file, string subject)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            // Lines are read whole here, so that one unreadable file leaves the others.
            if (file.EndsWith('l'))
                return [.. Lines(stream, subject)];
            return BoundedBytes.ReadAll(stream, options.MaxRecordBytes) is { } json
                ? read(json, subject)
                : Refuse(subject, $"It was not read: it is longer than {options.MaxRecordBytes} bytes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(subject, $"It cannot be read: {e.Message}");
        }
    }

    private IEnumerable<Advisory> Entries(Stream stream, string subject)
    {
        using ZipArchive? archive = Open(stream, subject);
        long left = options.MaxArchiveBytes;
        foreach (ZipArchiveEntry entry in archive?.Entries ?? Enumerable.Empty<ZipArchiveEntry>())
        {
            if (!entry.FullName.EndsWith(".json", StringComparison.Ordinal))
                continue;
            ReadOnlyMemory<byte>? json = ReadEntry(entry, (int)Math.Min(left, options.MaxRecordBytes), subject);
            if (json is null && left < options.MaxRecordBytes)
            {
                notes.Add(new AdvisoryNote(subject, $"The rest was not read: it unpacks to more than {options.MaxArchiveBytes} bytes."));
                yield break;
            }

            left -= json?.Length ?? options.MaxRecordBytes;
            if (json is { } content)
                foreach (Advisory advisory in read(content, $"{subject}!{entry.FullName}"))
                    yield return advisory;
        }
    }

    private ZipArchive? Open(Stream stream, string subject)
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

    private ReadOnlyMemory<byte>? ReadEntry(ZipArchiveEntry entry, int max, string subject)
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
            return null;
        }
    }

    private IEnumerable<Advisory> Bounded(IEnumerable<Advisory> advisories, string subject)
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

    private IReadOnlyList<Advisory> Refuse(string subject, string message)
    {
        notes.Add(new AdvisoryNote(subject, message));
        return [];
    }
}
