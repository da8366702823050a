using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Inventories.Assembly;

/// <summary>Puts together what the files of an image or folder tell.</summary>
internal sealed class InventoryAssembly
{
    private readonly IReadOnlyList<SeenFile> files;
    private readonly IReadOnlyList<string> layers;
    private readonly InventoryOptions options;
    private readonly OperatingSystemRelease? release;
    private readonly List<InventoryNote> notes = [];

    private InventoryAssembly(IReadOnlyList<SeenFile> files, IReadOnlyList<string> layers, InventoryOptions options)
    {
        this.files = files;
        this.layers = layers;
        this.options = options;
        release = ReleaseChoice.Of(files);
    }

    /// <summary>The inventory of the files.</summary>
    /// <param name="files">The files in the order of their layers.</param>
    /// <param name="layers">The diff IDs of the layers; empty where there are none.</param>
    /// <param name="isSystem">Whether the files are those of a whole system, which is expected to say which.</param>
    /// <param name="more">What is not known beside what files tell.</param>
    /// <param name="options">Bounds.</param>
    public static PackageInventory Assemble(
        IReadOnlyList<SeenFile> files,
        IReadOnlyList<string> layers,
        bool isSystem,
        IEnumerable<InventoryNote> more,
        InventoryOptions options) => new InventoryAssembly(files, layers, options).Run(isSystem, more);

    private PackageInventory Run(bool isSystem, IEnumerable<InventoryNote> more)
    {
        notes.AddRange(more);
        notes.AddRange(files.Where(f => !f.IsHidden).SelectMany(f => f.Records.Notes));
        List<(SystemPackage Package, InstalledPackage Installed, int Layer)> system = [.. SystemPackages()];
        var owners = new FileOwners(files, system.Select(p => (p.Package, p.Installed.IsFromDistribution, p.Layer)));
        List<InstalledPackage> packages = [.. system.Select(p => p.Installed), .. LanguagePackages(owners)];
        notes.AddRange(new SystemNotes(files, release).Of(system.Count, isSystem));
        packages = [.. packages
            .OrderBy(p => p.File, StringComparer.Ordinal)
            .ThenBy(p => p.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Version, StringComparer.Ordinal)];
        if (packages.Count > options.MaxPackages)
        {
            notes.Add(new InventoryNote(null, $"There are {packages.Count} packages; {options.MaxPackages} are told, the rest is not."));
            packages.RemoveRange(options.MaxPackages, packages.Count - options.MaxPackages);
        }
        return new PackageInventory(packages, release, NoteList.Shorten([.. notes.Distinct()], NoteList.MaxNotesOfAll, null));
    }

    private IEnumerable<(SystemPackage Package, InstalledPackage Installed, int Layer)> SystemPackages()
    {
        Dictionary<string, IReadOnlyList<string>> licenses = Licenses();
        var seen = new HashSet<SystemPackage>();
        foreach (IGrouping<PackageSystem, SeenFile> databases in files
            .Where(f => f.Records.Database != PackageSystem.None)
            .GroupBy(f => f.Records.Database))
        {
            var origins = new LayerOrigins<(string, string, string)>();
            foreach (SeenFile file in databases)
                origins.Add(file.Path, file.Layer, file.Records.SystemPackages.Select(Key), mayMove: !DpkgStatusReader.IsSingleRecord(file.Path));
            foreach (SeenFile file in databases.Where(f => !f.IsHidden))
                foreach (SystemPackage package in file.Records.SystemPackages.Where(seen.Add))
                {
                    int layer = origins.Of(file.Path, Key(package));
                    if (SystemPurl.Of(package, release) is { } url)
                        yield return (package, Installed(package, url, file.Path, layer, licenses), layer);
                    else
                        notes.Add(new InventoryNote(file.Path,
                            $"A package is named '{FileText.Quoted(package.Name)}', which no package URL can name, and was left out."));
                }
        }
    }

    private static (string Name, string Version, string Architecture) Key(SystemPackage package) =>
        (package.Name, package.FullVersion, package.Architecture);

    private InstalledPackage Installed(SystemPackage package, PackageUrl url, string file, int layer, Dictionary<string, IReadOnlyList<string>> licenses) =>
        new(url, file)
        {
            Name = package.Name,
            Version = package.FullVersion,
            SourceName = package.SourceName ?? package.Name,
            SourceVersion = package.SourceVersion ?? package.FullVersion,
            Vendor = package.Vendor,
            IsFromDistribution = Distribution.Made(package, release),
            Licenses = package.License is { } license ? [license]
                : package.System == PackageSystem.Dpkg ? licenses.GetValueOrDefault(package.Name) ?? []
                : [],
            Layer = DiffId(layer),
            Module = package.Module,
        };

    private Dictionary<string, IReadOnlyList<string>> Licenses()
    {
        var licenses = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (SeenFile file in files.Where(f => !f.IsHidden && f.Records.Licenses.Count > 0))
            if (DebianCopyrightReader.PackageOf(file.Path) is { } package)
                licenses[package] = file.Records.Licenses;
        return licenses;
    }

    private IEnumerable<InstalledPackage> LanguagePackages(FileOwners owners)
    {
        foreach (IGrouping<string, SeenFile> versions in files.GroupBy(f => f.Path, StringComparer.Ordinal))
        {
            if (!versions.Any(f => !f.IsHidden && f.Records.LanguagePackages.Count > 0))
                continue;
            var origins = new LayerOrigins<(string, string, string)>();
            foreach (SeenFile version in versions)
                origins.Add(version.Path, version.Layer, version.Records.LanguagePackages.Select(Key));
            SeenFile last = versions.Last(f => !f.IsHidden);
            foreach (InstalledPackage package in last.Records.LanguagePackages)
            {
                int layer = origins.Of(last.Path, Key(package));
                if (!owners.IsFromDistribution(last.Path, layer))
                    yield return package with { Layer = DiffId(layer) };
            }
        }
    }

    private static (string Type, string Name, string Version) Key(InstalledPackage package) => (package.Url.Type, package.Name, package.Version);

    private string? DiffId(int layer) => layer < layers.Count ? layers[layer] : null;
}
