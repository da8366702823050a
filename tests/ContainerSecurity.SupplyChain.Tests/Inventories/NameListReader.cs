using System.Text;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Inventories;

/// <summary>Reads files that end with <c>.names</c>, of lines <c>name version</c>, so that tests depend on no language.</summary>
internal sealed class NameListReader : IPackageReader
{
    public bool Accepts(string path) => path.EndsWith(".names", StringComparison.Ordinal);

    public IEnumerable<InstalledPackage> Read(string path, ReadOnlyMemory<byte> content, ICollection<InventoryNote> notes)
    {
        foreach (string line in Encoding.UTF8.GetString(content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split(' ') is [var name, var version])
                yield return new InstalledPackage(new PackageUrl("generic", null, name, version), path);
            else
                notes.Add(new InventoryNote(path, $"'{line}' is no name and version."));
    }
}
