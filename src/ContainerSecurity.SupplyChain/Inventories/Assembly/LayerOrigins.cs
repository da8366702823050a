namespace ContainerSecurity.SupplyChain.Inventories.Assembly;

/// <summary>
/// Tells which layer brought a package. Layers write a database anew as a whole, so the layer of the file is that of the
/// last change; a package came with the first layer from which on each version of the file has it.
/// </summary>
/// <typeparam name="T">What tells packages apart.</typeparam>
internal sealed class LayerOrigins<T>
    where T : notnull
{
    private readonly Dictionary<string, Dictionary<T, int>> byPath = new(StringComparer.Ordinal);

    /// <summary>Takes the next version of a file, in the order of the layers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layer">The number of its layer.</param>
    /// <param name="packages">The packages that it tells of.</param>
    /// <param name="mayMove">Whether a version under a new path goes on from those under the old ones, as where links lead to the file.</param>
    public void Add(string path, int layer, IEnumerable<T> packages, bool mayMove = false)
    {
        Dictionary<T, int>[] known = byPath.TryGetValue(path, out Dictionary<T, int>? same) ? [same] : mayMove ? [.. byPath.Values] : [];
        var origins = new Dictionary<T, int>();
        foreach (T package in packages)
        {
            int origin = layer;
            foreach (Dictionary<T, int> versions in known)
                if (versions.TryGetValue(package, out int earlier))
                    origin = Math.Min(origin, earlier);
            origins[package] = origin;
        }
        byPath[path] = origins;
    }

    /// <summary>The layer that brought a package of the last version of a file.</summary>
    public int Of(string path, T package) => byPath[path][package];
}
