using System.Globalization;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>Reads the list of rpms that distroless images of CBL-Mariner and Azure Linux have instead of a database.</summary>
internal sealed class RpmManifestReader : ISystemFileReader
{
    /// <summary>Name, version, time of installation and of building, vendor, epoch, size, architecture, epoch as a number, source.</summary>
    private const int Columns = 10;

    public PackageSystem Database => PackageSystem.Rpm;

    public bool Accepts(string path) => path == "var/lib/rpmmanifest/container-manifest-2";

    public FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope)
    {
        var packages = new List<SystemPackage>();
        var notes = new List<InventoryNote>();
        var lines = new TextLines(content.Span);
        while (lines.MoveNext())
        {
            if (packages.Count == scope.Options.MaxPackages || notes.Count >= NoteList.MaxNotes)
            {
                notes.Add(NoteList.Stopped(path, packages.Count, scope.Options));
                break;
            }
            if (lines.Current.Trim((byte)' ').IsEmpty)
                continue;
            string[] values = TextLines.Value(lines.Current)?.Split('\t') ?? [];
            if (values.Length != Columns || values[0].Length == 0 || values[1].Length == 0)
                notes.Add(new InventoryNote(path, $"A line has {values.Length} values where {Columns} were expected; it was left out."));
            else if (values[0] != RpmPackage.KeyName)
                packages.Add(PackageOf(values));
        }
        if (content.Span is [.., not (byte)'\n'])
            notes.Add(new InventoryNote(path, "The file ends within a line, so what the last line says may be cut off."));
        return new FileRecords(path) { Database = PackageSystem.Rpm, SystemPackages = packages, Notes = notes };
    }

    private static SystemPackage PackageOf(string[] values)
    {
        uint epoch = uint.TryParse(values[8], NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : 0;
        (string? source, string? version) = RpmPackage.SourceOf(RpmPackage.Given(values[9]), epoch);
        return new SystemPackage(PackageSystem.Rpm, values[0], values[1], RpmPackage.Given(values[7]) ?? "")
        {
            Epoch = epoch,
            Vendor = RpmPackage.Given(values[4]),
            SourceName = source,
            SourceVersion = version,
        };
    }
}
