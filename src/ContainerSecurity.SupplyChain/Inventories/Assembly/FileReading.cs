using ContainerSecurity.Sources;
using ContainerSecurity.SupplyChain.Inventories.Languages;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

namespace ContainerSecurity.SupplyChain.Inventories.Assembly;

/// <summary>Reads the files of one image or folder, one after the other, within the bounds of the options.</summary>
internal sealed class FileReading(InventoryOptions options, IReadOnlyList<IPackageReader> readers)
{
    private const int KeptBuffer = 16 * 1024 * 1024;
    private const int FirstBuffer = 64 * 1024;

    /// <summary>How many packages all versions of all files of all layers have together at most, in units of the bound on packages.</summary>
    private const int MaxVersions = 8;

    private static readonly FileRecords Nothing = new("");

    private readonly HashSet<SystemPackage> distinct = [];
    private readonly Dictionary<string, FileRecords> last = new(StringComparer.Ordinal);
    private byte[] buffer = [];
    private long count;

    /// <summary>Whether a file is read.</summary>
    public bool Accepts(string path) => SystemFileReaders.For(path) is not null || IsPackageFile(path);

    /// <summary>Whether only a file's first bytes tell whether it is read.</summary>
    public bool IsToldByStart(string path) => ReadersByStart(path).Length > 0;

    /// <summary>Whether a file is one by which an operating system is known, which must not be missed.</summary>
    public static bool IsSystemFile(string path) => SystemFileReaders.For(path) is not null;

    /// <summary>Reads a file from its beginning to its end.</summary>
    /// <param name="path">The path.</param>
    /// <param name="content">The content.</param>
    /// <param name="size">How long the content says that it is; 0 where it does not say.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async ValueTask<FileRecords> ReadAsync(string path, Stream content, long size, CancellationToken cancellationToken)
    {
        IBinaryPackageReader[] byStart = ReadersByStart(path);
        int length = 0;
        if (byStart.Length > 0)
        {
            length = await ReadStartAsync(content, byStart.Max(r => r.StartLength), cancellationToken).ConfigureAwait(false);
            int start = length;
            if (!Array.Exists(byStart, r => r.AcceptsStart(buffer.AsSpan(0, start))))
                return Keep(new FileRecords(path));
        }
        if (size > options.MaxFileBytes)
            return Keep(TooLarge(path));
        if (buffer.Length <= size)
            Array.Resize(ref buffer, (int)Math.Max(FirstBuffer, size + 1));
        while (true)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, Math.Max(FirstBuffer, options.MaxFileBytes + 1L)));
            int read = await content.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            length += read;
            if (length > options.MaxFileBytes)
                return Keep(TooLarge(path));
        }
        FileRecords records = Keep(Read(path, buffer.AsMemory(0, length)));
        if (buffer.Length > KeptBuffer)
            buffer = [];
        return records;
    }

    /// <summary>The readers that tell by its first bytes whether they read a file; none where another reads it in any case.</summary>
    private IBinaryPackageReader[] ReadersByStart(string path)
    {
        if (IsSystemFile(path))
            return [];
        IPackageReader[] accepting = [.. readers.Where(r => r.Accepts(path))];
        return accepting.Length > 0 && Array.TrueForAll(accepting, r => r is IBinaryPackageReader) ? [.. accepting.Cast<IBinaryPackageReader>()] : [];
    }

    private async ValueTask<int> ReadStartAsync(Stream content, int wanted, CancellationToken cancellationToken)
    {
        if (buffer.Length < wanted)
            buffer = new byte[Math.Max(FirstBuffer, wanted)];
        return await content.ReadAtLeastAsync(buffer.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
    }

    private FileRecords TooLarge(string path) => Unread(path, $"The file is larger than {options.MaxFileBytes} bytes and was not read.");

    /// <summary>What is said of a further name of a file (a hard link): what the file itself tells, where it was read.</summary>
    public FileRecords ReadLink(string path, string target)
    {
        if (!last.TryGetValue(target, out FileRecords? records) || IsSystemFile(path))
            return Unread(path, $"The file is a further name of '{target}', which was not read under this one.");
        InstalledPackage[] packages = [.. records.LanguagePackages.Select(p => p with { File = path })];
        return Keep(new FileRecords(path) { LanguagePackages = packages, Notes = [.. records.Notes.Select(n => n with { File = path })] });
    }

    /// <summary>What is said of a file that cannot be read.</summary>
    public static FileRecords Unread(string path, string message) => new(path)
    {
        Database = SystemFileReaders.For(path)?.Database ?? PackageSystem.None,
        Notes = [new InventoryNote(path, message)],
    };

    private FileRecords Read(string path, ReadOnlyMemory<byte> content)
    {
        if (count >= (long)options.MaxPackages * MaxVersions)
            return Unread(path, $"All files before this one told of {count} packages; this one was not read.");
        ISystemFileReader? system = SystemFileReaders.For(path);
        FileRecords records = system is null ? new FileRecords(path) : system.Read(path, content, new ReadingScope(options, IsPackageFile));
        var notes = new List<InventoryNote>(records.Notes);
        var packages = new List<InstalledPackage>();
        foreach (IPackageReader reader in readers)
            if (reader.Accepts(path))
                Read(reader, path, content, packages, notes);
        if (packages.Count > options.MaxPackages)
        {
            packages.RemoveAt(packages.Count - 1);
            notes.Add(new InventoryNote(path, $"The file has more than {packages.Count} packages; the rest was not read."));
        }
        count += records.SystemPackages.Count + packages.Count;
        return records with
        {
            SystemPackages = [.. records.SystemPackages.Select(Shared)],
            LanguagePackages = packages,
            Notes = NoteList.Shorten(notes, 2 * NoteList.MaxNotes, path),
        };
    }

    /// <summary>A fault of one reader takes no other file with it, and is told.</summary>
    private void Read(IPackageReader reader, string path, ReadOnlyMemory<byte> content, List<InstalledPackage> packages, List<InventoryNote> notes)
    {
        try
        {
            packages.AddRange(reader.Read(path, content, notes).Take(options.MaxPackages + 1 - packages.Count));
        }
#pragma warning disable CA1031 // Whatever a file makes of its reader, its neighbours are read.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            notes.Add(new InventoryNote(path, $"The reading of the file failed, so packages may be missing: {e.GetType().Name}."));
        }
    }

    /// <summary>The one object for all equal packages, since most layers repeat what the layers below have.</summary>
    private SystemPackage Shared(SystemPackage package)
    {
        if (distinct.TryGetValue(package, out SystemPackage? known))
            return known;
        distinct.Add(package);
        return package;
    }

    private FileRecords Keep(FileRecords records)
    {
        last[records.Path] = records.IsEmpty ? Nothing : records;
        return records;
    }

    private bool IsPackageFile(string path)
    {
        foreach (IPackageReader reader in readers)
            if (reader.Accepts(path))
                return true;
        return false;
    }
}
