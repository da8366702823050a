using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Reads Alpine's database of installed packages: records of lines, each a letter, a colon and a value.</summary>
internal sealed class ApkDatabaseReader : ISystemFileReader
{
    private static readonly string[] Files = ["lib/apk/db/installed", "usr/lib/apk/db/installed"];

    public PackageSystem Database => PackageSystem.Apk;

    public bool Accepts(string path) => Files.Contains(path);

    public FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope)
    {
        var reading = new Reading(path, scope);
        var lines = new TextLines(content.Span);
        while (!reading.IsOver && lines.MoveNext())
            reading.Take(lines.Current);
        return reading.Finish(content.Span is [.., not (byte)'\n']);
    }

    /// <summary>The state while the lines of one database go by.</summary>
    private sealed class Reading(string path, ReadingScope scope)
    {
        private readonly List<SystemPackage> packages = [];
        private readonly List<OwnedFile> owned = [];
        private readonly List<string> files = [];
        private readonly List<InventoryNote> notes = [];
        private readonly Dictionary<char, string> fields = [];
        private string folder = "";
        private bool hasLines;

        public bool IsOver { get; private set; }

        public void Take(ReadOnlySpan<byte> line)
        {
            if (line.Trim((byte)' ').IsEmpty)
            {
                EndRecord();
                return;
            }
            hasLines = true;
            if (line.Length < 2 || line[1] != (byte)':')
            {
                Note($"A record has a line that is no field: '{Encoding.UTF8.GetString(line[..Math.Min(line.Length, 40)])}'.");
                return;
            }
            char name = (char)line[0];
            if (name is not ('P' or 'V' or 'A' or 'L' or 'o' or 'm' or 'F' or 'R'))
                return;
            if (TextLines.Value(line[2..]) is not { } value)
                Note($"The field {name} of a record is longer than {ReadingScope.MaxValueLength} bytes and was not read.");
            else if (name == 'F')
                folder = value;
            else if (name == 'R')
                Own(folder.Length == 0 ? value : $"{folder}/{value}");
            else
                fields[name] = value;
        }

        public FileRecords Finish(bool isCut)
        {
            if (!IsOver)
                EndRecord();
            if (isCut)
                notes.Add(new InventoryNote(path, "The file ends within a line, so what the last record says may be cut off."));
            return new FileRecords(path) { Database = PackageSystem.Apk, SystemPackages = packages, OwnedFiles = owned, Notes = notes };
        }

        private void Own(string file)
        {
            if (!scope.IsPackageFile(file))
                return;
            if (owned.Count + files.Count < scope.MaxOwnedFiles)
                files.Add(file);
            else
                Note($"The database has more than {scope.MaxOwnedFiles} files that tell of packages; who owns the rest was not read.");
        }

        private void EndRecord()
        {
            if (!hasLines)
                return;
            if (packages.Count == scope.Options.MaxPackages || notes.Count >= NoteList.MaxNotes)
            {
                notes.Add(NoteList.Stopped(path, packages.Count, scope.Options));
                IsOver = true;
            }
            else if (Field('P') is not { } name || Field('V') is not { } version)
            {
                Note($"A record has no {(Field('P') is { } known ? $"version: '{known}'" : "name")}; it was left out.");
            }
            else
            {
                packages.Add(new SystemPackage(PackageSystem.Apk, name, version, Field('A') ?? "")
                {
                    SourceName = Field('o'),
                    Vendor = Field('m'),
                    License = Field('L'),
                });
                owned.AddRange(files.Select(f => new OwnedFile(PackageSystem.Apk, name, f)));
            }
            fields.Clear();
            files.Clear();
            (folder, hasLines) = ("", false);
        }

        private string? Field(char name) => fields.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

        private void Note(string message)
        {
            if (notes.Count < NoteList.MaxNotes)
                notes.Add(new InventoryNote(path, message));
        }
    }
}
