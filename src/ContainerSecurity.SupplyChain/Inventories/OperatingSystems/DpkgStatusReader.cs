namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Reads dpkg's database: <c>status</c>, or one file a package in <c>status.d</c>, as distroless images have it.</summary>
internal sealed class DpkgStatusReader : ISystemFileReader
{
    public const string StatusFile = "var/lib/dpkg/status";
    public const string StatusFolder = "var/lib/dpkg/status.d/";

    private const string Package = "Package", Status = "Status", Version = "Version", Architecture = "Architecture";
    private const string Source = "Source", Maintainer = "Maintainer", Vendor = "Vendor", License = "License";

    /// <summary>States in which none of a package's files is there, settings aside.</summary>
    private static readonly string[] AbsentStates = ["not-installed", "config-files"];

    public PackageSystem Database => PackageSystem.Dpkg;

    /// <summary>Whether a file is the record of one package, and no database.</summary>
    public static bool IsSingleRecord(string path) => path.StartsWith(StatusFolder, StringComparison.Ordinal);

    public bool Accepts(string path) =>
        path == StatusFile
        || (path.StartsWith(StatusFolder, StringComparison.Ordinal)
            && path.Length > StatusFolder.Length
            && !path.EndsWith(DpkgFileListReader.SumsEnd, StringComparison.Ordinal)
            && !path.AsSpan(StatusFolder.Length).Contains('/'));

    public FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope)
    {
        var packages = new List<SystemPackage>();
        var notes = new List<InventoryNote>();
        var record = new ControlRecord(Package, Status, Version, Architecture, Source, Maintainer, Vendor, License);
        var lines = new TextLines(content.Span);
        while (record.Read(ref lines))
        {
            if (packages.Count == scope.Options.MaxPackages || notes.Count >= NoteList.MaxNotes)
            {
                notes.Add(NoteList.Stopped(path, packages.Count, scope.Options));
                break;
            }
            if (PackageOf(record, path, notes) is { } package)
                packages.Add(package);
        }
        if (content.Span is [.., not (byte)'\n'])
            notes.Add(new InventoryNote(path, "The file ends within a line, so what the last record says may be cut off."));
        return new FileRecords(path) { Database = PackageSystem.Dpkg, SystemPackages = packages, Notes = notes };
    }

    private static SystemPackage? PackageOf(ControlRecord record, string path, List<InventoryNote> notes)
    {
        if (record[Status] is { } status)
        {
            string[] words = status.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 3 && AbsentStates.Contains(words[2]))
                return null;
            if (words.Length != 3)
                notes.Add(new InventoryNote(path, $"The package '{record[Package]}' has the status '{status}', which is none; it is taken as installed."));
        }
        if (record.Malformed is { } line)
            notes.Add(new InventoryNote(path, $"The record of '{record[Package]}' has a line that is no field: '{line}'."));
        if (record.Overlong is { } field)
            notes.Add(new InventoryNote(
                path,
                $"The field {field} of the package '{record[Package]}' is longer than {ReadingScope.MaxValueLength} bytes and was not read."));
        if (record[Package] is not { Length: > 0 } name || record[Version] is not { Length: > 0 } version)
        {
            string missing = record[Package] is { Length: > 0 } known ? $"version: '{known}'" : "name";
            notes.Add(new InventoryNote(path, $"A record has no {missing}; it was left out."));
            return null;
        }
        (string? source, string? sourceVersion) = SourceOf(record[Source]);
        return new SystemPackage(PackageSystem.Dpkg, name, version, record[Architecture] ?? "")
        {
            SourceName = source,
            SourceVersion = sourceVersion,
            Vendor = record[Maintainer] is { Length: > 0 } maintainer ? maintainer : null,
            HasForeignMarks = record[Vendor] is not null || record[License] is not null,
        };
    }

    /// <summary>The parts of <c>name (version)</c>.</summary>
    private static (string? Name, string? Version) SourceOf(string? source)
    {
        if (string.IsNullOrEmpty(source))
            return (null, null);
        int open = source.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
            return (source, null);
        string name = source[..open].Trim(), version = source[(open + 1)..].TrimEnd(')', ' ').Trim();
        return (name.Length == 0 ? null : name, version.Length == 0 ? null : version);
    }
}
