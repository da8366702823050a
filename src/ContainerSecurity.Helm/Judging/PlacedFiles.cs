using ContainerSecurity.Documents;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Helm.Judging;

/// <summary>The files that places lie in: one object for each path, whichever rendering named it.</summary>
internal sealed class PlacedFiles
{
    private readonly Dictionary<SourceFile, PlacedFile> known = [];
    private readonly Dictionary<(string Path, string Text), PlacedFile> files = [];

    /// <summary>The file of a place.</summary>
    public PlacedFile Of(SourceFile file)
    {
        if (known.TryGetValue(file, out PlacedFile? found))
            return found;
        (string Path, string Text) key = (PathFilter.Shown(file.Path), file.Text ?? "");
        if (!files.TryGetValue(key, out found))
            files.Add(key, found = new PlacedFile(key.Path, key.Text));
        return known[file] = found;
    }
}
