using System.Collections.Concurrent;

namespace ContainerSecurity.Sources;

/// <summary>
/// Remembers which files are not beside the sources of a search, so that the platform is not asked again for every
/// source of a folder: for kustomizations above a manifest, for lists of a build. What one root forbids counts as missing.
/// </summary>
internal sealed class MissingFiles
{
    private readonly ConcurrentDictionary<(string Folder, string Name), bool> missing = new();

    /// <summary>Returns whether it is known that a file is not there.</summary>
    /// <param name="folder">The folder of the source.</param>
    /// <param name="name">The file's path from there.</param>
    public bool Contains(string folder, string name) => missing.ContainsKey((folder, name));

    /// <summary>Adds a file that is not there.</summary>
    public void Add(string folder, string name) => missing.TryAdd((folder, name), true);
}
