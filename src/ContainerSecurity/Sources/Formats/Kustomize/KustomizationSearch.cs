using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>Finds the kustomization that names a file. Kustomize lets one name only what is in its own folder or below.</summary>
/// <param name="documents">Reads kustomizations.</param>
internal sealed class KustomizationSearch(DocumentReader documents)
{
    private const int MaxFolders = 8;

    /// <summary>Whether a kustomization names a file as a patch, and none that can be seen names it as a resource.</summary>
    /// <param name="source">The file.</param>
    /// <param name="found">The kustomization, by its path from the file's folder.</param>
    /// <param name="target">What it says that the file patches; null where it leaves that to the file.</param>
    public bool IsPatch(SourceData source, out string found, out MappingNode? target)
    {
        (found, target) = ("", null);
        string[] segments = source.Name.Replace('\\', '/').Split('/');
        string up = "";
        for (int i = 1; i <= Math.Min(segments.Length, MaxFolders); i++, up += "../")
        {
            string file = string.Join("/", segments.Skip(segments.Length - i));
            foreach (string name in Kustomization.FileNames)
                foreach (Kustomization kustomization in Read(source, up + name, segments[segments.Length - 1]))
                    if (kustomization.IsResource(file))
                        return false;
                    else if (found.Length == 0 && kustomization.IsPatch(file, out target))
                        found = up + name;
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
