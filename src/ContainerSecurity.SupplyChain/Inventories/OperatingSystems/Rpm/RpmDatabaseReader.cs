namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>Reads rpm's databases, of whichever of its three forms.</summary>
internal sealed class RpmDatabaseReader : ISystemFileReader
{
    private static readonly string[] Folders = ["var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/"];
    private static readonly string[] Names = ["rpmdb.sqlite", "Packages.db", "Packages"];

    public PackageSystem Database => PackageSystem.Rpm;

    public bool Accepts(string path) => IsIn(path, Names);

    /// <summary>Whether a path is that of one of some files in a folder of rpm's databases.</summary>
    public static bool IsIn(string path, string[] names)
    {
        foreach (string folder in Folders)
            if (path.StartsWith(folder, StringComparison.Ordinal))
                return names.Contains(path[folder.Length..]);
        return false;
    }

    public FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope)
    {
        var headers = new Headers(path, scope);
        try
        {
            if (SqliteDatabase.Is(content.Span))
                SqliteDatabase.Read(content.Span, headers);
            else if (NdbDatabase.Is(content.Span))
                NdbDatabase.Read(content.Span, headers);
            else if (BerkeleyDatabase.Is(content.Span))
                BerkeleyDatabase.Read(content.Span, headers);
            else
                headers.Fault("it is of none of the forms that rpm's databases have");
        }
        catch (InvalidDataException e)
        {
            headers.Fault(e.Message);
        }
        return headers.Finish();
    }

    /// <summary>The packages of the headers of one database.</summary>
    private sealed class Headers(string path, ReadingScope scope) : IBlobSink
    {
        /// <summary>How many characters the paths of all files of a database have together at most.</summary>
        private const long MaxPathCharacters = 500_000_000;

        private readonly List<SystemPackage> packages = [];
        private readonly List<OwnedFile> owned = [];
        private readonly List<InventoryNote> notes = [];
        private long pathCharacters = MaxPathCharacters;

        public bool IsOver { get; private set; }

        public void Take(ReadOnlySpan<byte> blob)
        {
            if (packages.Count == scope.Options.MaxPackages)
            {
                Stop();
                return;
            }
            var header = new RpmHeader(blob);
            if (RpmPackage.Of(header) is not { } package)
                return;
            packages.Add(package);
            int room = scope.MaxOwnedFiles - owned.Count;
            List<string> files = header.Files(scope.IsPackageFile, room + 1, ref pathCharacters);
            owned.AddRange(files.Take(room).Select(f => new OwnedFile(PackageSystem.Rpm, package.Name, f)));
            if (files.Count > room)
                Fault($"it has more than {scope.MaxOwnedFiles} files that tell of packages, and who owns the rest was not read");
        }

        public void Fault(string message)
        {
            if (notes.Count < NoteList.MaxNotes)
                notes.Add(new InventoryNote(path, $"The database cannot be read whole: {message}."));
            else if (!IsOver)
                Stop();
        }

        public FileRecords Finish()
        {
            int unnamed = packages.Count(p => p.Module is "");
            if (unnamed > 0)
                notes.Add(new InventoryNote(path, $"{unnamed} packages are of modules that the database does not name."));
            return new FileRecords(path) { Database = PackageSystem.Rpm, SystemPackages = packages, OwnedFiles = owned, Notes = notes };
        }

        private void Stop()
        {
            notes.Add(NoteList.Stopped(path, packages.Count, scope.Options));
            IsOver = true;
        }
    }
}
