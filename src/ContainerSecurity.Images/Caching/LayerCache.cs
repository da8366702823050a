using ContainerSecurity.Policies;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Images.Caching;

/// <summary>
/// Remembers what was found in layers, by their digests, so that a layer which several images have is read once. With a
/// folder it remembers from one run to the next. It may be used by several threads at once.
/// </summary>
/// <remarks>
/// Only layers that were read to their end, both digests compared, are remembered. Whoever can write to the folder
/// decides what is found in images: a file that is damaged, of another version or made with other settings is passed
/// over and the layer read, but a forged one is believed. Hence the folder must be the user's own.
/// </remarks>
public sealed class LayerCache
{
    /// <summary>The number of entries of layers that are kept in memory, about 50 MiB.</summary>
    private const int MostEntries = 200_000;

    private readonly Dictionary<LayerKey, RememberedLayer> layers = [];
    private readonly Queue<LayerKey> order = new();
    private readonly LayerCacheFolder? folder;
    private int entries;

    /// <summary>Creates a cache.</summary>
    /// <param name="secrets">What is a secret; null for the default settings.</param>
    /// <param name="folder">
    /// Where layers are remembered for later runs; null for nowhere. It is made where it is not there, for its owner
    /// alone, and holds 1,024 layers at most, the latest.
    /// </param>
    /// <exception cref="IOException">The folder is a file or a link, others than its owner may write to it, or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the user's own.</exception>
    public LayerCache(SecretSettings? secrets = null, string? folder = null)
    {
        secrets ??= SecretSettings.Default;
        Detector = secrets.CreateDetector();
        if (folder is not null)
            this.folder = LayerCacheFolder.Open(folder, new RememberedLayerFormat(Detector, secrets.ComputeDigest()));
    }

    /// <summary>The detector that found, and will find, the secrets of the layers. Readings with another one do not use the cache.</summary>
    public SecretDetector Detector { get; }

    /// <summary>What was found in a layer; null where it is to be read.</summary>
    internal RememberedLayer? Find(LayerKey key)
    {
        lock (layers)
            if (layers.TryGetValue(key, out RememberedLayer? known))
                return known;
        if (folder?.Find(key) is not { } kept)
            return null;
        Keep(key, kept);
        return kept;
    }

    /// <summary>Remembers a layer that was read to its end.</summary>
    internal void Add(LayerKey key, RememberedLayer layer)
    {
        Keep(key, layer);
        folder?.Add(key, layer);
    }

    private void Keep(LayerKey key, RememberedLayer layer)
    {
        lock (layers)
        {
            if (layer.Entries.Count > MostEntries || !layers.TryAdd(key, layer))
                return;
            order.Enqueue(key);
            entries += layer.Entries.Count;
            while (entries > MostEntries && layers.Remove(order.Dequeue(), out RememberedLayer? oldest))
                entries -= oldest.Entries.Count;
        }
    }
}
