using System.Text.Json;
using System.Xml;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages;

/// <summary>
/// What the readers of language packages share: a file that is not of its form becomes a note, with the packages that
/// stand before the fault.
/// </summary>
internal abstract class LanguageFileReader : IPackageReader
{
    /// <summary>What the form is called in notes, such as <c>package-lock.json</c>.</summary>
    protected abstract string Form { get; }

    /// <inheritdoc/>
    public abstract bool Accepts(string path);

    /// <inheritdoc/>
    public IEnumerable<InstalledPackage> Read(string path, ReadOnlyMemory<byte> content, ICollection<InventoryNote> notes)
    {
        var found = new FoundPackages(path, notes);
        try
        {
            Read(content, found);
        }
        catch (Exception e) when (e is PackageFormatException or JsonException or XmlException or ArgumentException)
        {
            found.Note($"The file could not be read as {Form}, so packages may be missing: {FileText.Quoted(e.Message.TrimEnd('.'))}.");
        }
        found.Finish();
        return found.Packages;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="content">The content.</param>
    /// <param name="found">Takes the packages and the notes.</param>
    /// <exception cref="PackageFormatException">The file is not of its form.</exception>
    /// <exception cref="JsonException">The file is no JSON.</exception>
    /// <exception cref="XmlException">The file is no XML.</exception>
    protected abstract void Read(ReadOnlyMemory<byte> content, FoundPackages found);
}
