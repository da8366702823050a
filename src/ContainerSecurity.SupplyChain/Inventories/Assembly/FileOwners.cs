using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

namespace ContainerSecurity.SupplyChain.Inventories.Assembly;

/// <summary>
/// Which packages of the distribution brought a file. Its advisories speak for such a file; what a third party's package
/// brought is judged by itself.
/// </summary>
internal sealed class FileOwners
{
    private readonly Dictionary<string, int> layers = new(StringComparer.Ordinal);

    /// <summary>Prepares the answers.</summary>
    /// <param name="files">The files that were read.</param>
    /// <param name="packages">The packages that are installed, with the number of the layer that brought each.</param>
    public FileOwners(IReadOnlyList<SeenFile> files, IEnumerable<(SystemPackage Package, bool IsFromDistribution, int Layer)> packages)
    {
        Dictionary<(PackageSystem, string), int> distribution = [];
        HashSet<(PackageSystem, string)> foreign = [];
        foreach ((SystemPackage package, bool isFromDistribution, int layer) in packages)
        {
            (PackageSystem, string) key = (package.System, package.Name);
            if (isFromDistribution)
                distribution[key] = Math.Max(layer, distribution.GetValueOrDefault(key));
            else
                foreign.Add(key);
        }
        foreach (OwnedFile file in files.Where(f => !f.IsHidden).SelectMany(f => f.Records.OwnedFiles))
        {
            (PackageSystem, string) key = (file.System, file.Package);
            if (foreign.Contains(key) || !distribution.TryGetValue(key, out int layer))
                continue;
            string path = OwnedFile.Canonical(file.Path);
            layers[path] = Math.Max(layer, layers.GetValueOrDefault(path));
        }
    }

    /// <summary>
    /// Whether a package of the distribution brought a file as it is: what a layer above the package's own changed is no
    /// longer the distribution's.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="layer">The layer that brought what is told of the file.</param>
    public bool IsFromDistribution(string path, int layer) =>
        layers.TryGetValue(OwnedFile.Canonical(path), out int owner) && layer <= owner;
}
