using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>
/// Reads which files dpkg's packages brought: <c>info/NAME[:ARCH].list</c> and <c>.md5sums</c>, which leave out links,
/// and the <c>.md5sums</c> beside the records of distroless images.
/// </summary>
internal sealed class DpkgFileListReader : ISystemFileReader
{
    public const string SumsEnd = ".md5sums";
    private const string ListEnd = ".list";
    private const string InfoFolder = "var/lib/dpkg/info/";

    public bool Accepts(string path)
    {
        string folder = path[..(path.LastIndexOf('/') + 1)];
        return folder is InfoFolder
            ? path.EndsWith(ListEnd, StringComparison.Ordinal) || path.EndsWith(SumsEnd, StringComparison.Ordinal)
            : folder is DpkgStatusReader.StatusFolder && path.EndsWith(SumsEnd, StringComparison.Ordinal);
    }

    public FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope)
    {
        bool hasSums = path.EndsWith(SumsEnd, StringComparison.Ordinal);
        string file = path[(path.LastIndexOf('/') + 1)..^(hasSums ? SumsEnd.Length : ListEnd.Length)];
        string package = file.Split(':')[0];
        var owned = new List<OwnedFile>();
        var lines = new TextLines(content.Span);
        while (lines.MoveNext())
        {
            ReadOnlySpan<byte> line = lines.Current;
            if (hasSums)
            {
                int space = line.IndexOf((byte)' ');
                line = space < 0 ? [] : line[space..].TrimStart(" *"u8);
            }
            if (line.IsEmpty || line.Length > ReadingScope.MaxValueLength)
                continue;
            string owning = Encoding.UTF8.GetString(line).TrimStart('/');
            if (!scope.IsPackageFile(owning))
                continue;
            if (owned.Count == scope.MaxOwnedFiles)
            {
                string message = $"The list has more than {owned.Count} files that tell of packages; the rest was not read.";
                return Records(path, owned, [new InventoryNote(path, message)]);
            }
            owned.Add(new OwnedFile(PackageSystem.Dpkg, package, owning));
        }
        return Records(path, owned, []);
    }

    private static FileRecords Records(string path, IReadOnlyList<OwnedFile> owned, IReadOnlyList<InventoryNote> notes) =>
        new(path) { OwnedFiles = owned, Notes = notes };
}
