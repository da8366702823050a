using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>Finds the kustomization that names a file. Kustomize lets one name only what is in its own folder or below.</summary>
/// <param name="documents">Reads kustomizations.</param>
internal sealed class KustomizationSearch(DocumentReader documents)
{
    private const int MaxFolders = 8;

    /// <summary>The paths at which kustomizations may stand: beside a file, and in each of the folders above.</summary>
    private static readonly string[][] Places =
        [.. Enumerable.Range(0, MaxFolders).Select(i => Kustomization.FileNames.Select(n => string.Concat(Enumerable.Repeat("../", i)) + n).ToArray())];

    /// <summary>Whether a kustomization names a file as a patch, and none that can be seen names it as a resource.</summary>
    /// <param name="source">The file.</param>
    /// <param name="found">The kustomization, by its path from the file's folder.</param>
    /// <param name="target">What it says that the file patches; null where it leaves that to the file.</param>
    public bool IsPatch(SourceData source, out string found, out MappingNode? target)
    {
        (found, target) = ("", null);
        string path = source.Name.Replace('\\', '/');
        string name = ComposeFileNames.NameOf(path);
        for (int i = 0, start = path.Length; i < MaxFolders && start >= 0; i++)
        {
            start = start == 0 ? -1 : path.LastIndexOf('/', start - 1);
            foreach (string place in Places[i])
                foreach (Kustomization kustomization in Read(source, place, name))
                    if (path.Substring(start + 1) is var file && kustomization.IsResource(file))
                        return false;
                    else if (found.Length == 0 && kustomization.IsPatch(file, out target))
                        found = place;
        }
        return found.Length > 0;
    }

    /// <summary>The kustomization at a path. One that cannot be read names nothing; what is wrong with it is said where it is judged itself.</summary>
    private IEnumerable<Kustomization> Read(SourceData source, string path, string mentioned)
    {
        Field<string> text = source.ReadBeside(path);
        return text.IsKnown && text.Value.Contains(mentioned)
            ? documents.Read(text.Value, path).Documents.Select(d => Kustomization.Read(d, [])).OfType<Kustomization>()
            : [];
    }
}
