using ContainerSecurity.Images;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.SupplyChain.Inventories.Assembly;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

namespace ContainerSecurity.SupplyChain.Inventories;

/// <summary>
/// Takes the inventory of one image while someone else reads its layers: it is shown each entry, and told at the end
/// which files there are. It serves one reading, by one thread at a time.
/// </summary>
public sealed class LayerInventory
{
    private readonly InventoryOptions options;
    private readonly FileReading reading;
    private readonly List<SeenFile> files = [];
    private readonly Dictionary<(int Layer, string Path), int> places = [];
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Layer, string Path), string> links = [];

    internal LayerInventory(InventoryOptions options, IReadOnlyList<IPackageReader> readers)
    {
        this.options = options;
        reading = new FileReading(options, readers);
    }

    /// <summary>Whether the content of an entry is read, whatever its layer.</summary>
    /// <param name="entry">The entry.</param>
    public bool Wants(LayerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Type is LayerEntryType.File or LayerEntryType.HardLink or LayerEntryType.SymbolicLink && reading.Accepts(entry.Path);
    }

    /// <summary>Looks at an entry; the function for <see cref="ImageFileSystemOptions.OnEntry"/>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="entry">The entry, whose content is read where it is wanted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async ValueTask ReadAsync(ImageLayer layer, LayerEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!Wants(entry))
            return;
        switch (entry.Type)
        {
            case LayerEntryType.SymbolicLink:
                if (FileReading.IsSystemFile(entry.Path))
                    links[(layer.Index, entry.Path)] = entry.LinkTarget ?? "";
                break;
            case LayerEntryType.HardLink:
                Add(layer.Index, reading.ReadLink(entry.Path, entry.LinkTarget ?? ""));
                break;
            default:
                Add(layer.Index, await reading.ReadAsync(entry.Path, entry.Content, entry.Size, cancellationToken).ConfigureAwait(false));
                break;
        }
    }

    /// <summary>Ends the reading.</summary>
    /// <param name="image">The image.</param>
    /// <param name="merged">Its files, all layers applied.</param>
    public PackageInventory Complete(ContainerImage image, ImageFileSystem merged)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(merged);
        SeenFile[] seen = [.. files.Select(f => f with { IsHidden = merged.IsHidden(f.Path, f.Layer) })];
        IEnumerable<InventoryNote> notes = links
            .Where(l => !merged.IsHidden(l.Key.Path, l.Key.Layer) && !IsRead(seen, merged, l.Key.Path, l.Value))
            .OrderBy(l => l.Key.Path, StringComparer.Ordinal)
            .Select(l => new InventoryNote(l.Key.Path, $"The file is a link to '{l.Value}', which is not read in its place."));
        return InventoryAssembly.Assemble(seen, [.. image.Layers.Select(l => l.DiffId.ToString())], isSystem: true, notes, options);
    }

    /// <summary>Whether what a link leads to is a file that was read under its own path.</summary>
    private static bool IsRead(SeenFile[] seen, ImageFileSystem merged, string path, string target)
    {
        string folder = target.StartsWith('/') ? "" : path[..(path.LastIndexOf('/') + 1)];
        var parts = new Stack<string>();
        foreach (string part in (folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
            if (part != "..")
                parts.Push(part);
            else
                parts.TryPop(out _);
        string found = string.Join('/', parts.Reverse().Where(p => p != "."));
        return merged.Find(found) is not null && seen.Any(f => f.Path == found && !f.IsHidden);
    }

    /// <summary>Keeps what a file tells; of one that stands twice in a layer the last counts, as for an unpacker.</summary>
    private void Add(int layer, FileRecords records)
    {
        var file = new SeenFile(records, layer, IsHidden: false);
        if (places.TryGetValue((layer, records.Path), out int place))
        {
            files[place] = file;
            return;
        }
        // What tells nothing is of interest only where an earlier version told something.
        if (records.IsEmpty && !told.Contains(records.Path))
            return;
        told.Add(records.Path);
        places[(layer, records.Path)] = files.Count;
        files.Add(file);
    }
}
