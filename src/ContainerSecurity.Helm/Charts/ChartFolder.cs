namespace ContainerSecurity.Helm.Charts;

/// <summary>Reads the files of a chart from disk, within the sizes that Helm reads.</summary>
internal static class ChartFolder
{
    private const long LargestFile = 5 * 1024 * 1024;
    private const long LargestChart = 100 * 1024 * 1024;
    private const int MostFiles = 20_000;

    /// <summary>The files of a folder, with paths relative to it, in the order of their names; folders of Git are passed over.</summary>
    /// <exception cref="ChartException">The folder is no chart, or too large.</exception>
    public static IReadOnlyList<ChartFile> Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "Chart.yaml")))
            throw new ChartException($"{folder} holds no Chart.yaml; name the folder of a chart, or a packed chart (.tgz).");
        List<ChartFile> files = [];
        long total = 0;
        HelmIgnore ignore = Path.Combine(folder, ".helmignore") is var rules && File.Exists(rules) ? HelmIgnore.Read(File.ReadAllText(rules)) : HelmIgnore.Read("");
        foreach (string path in Paths(folder, "", ignore, 0))
        {
            var file = new FileInfo(Path.Combine(folder, path));
            total += file.Length;
            if (file.Length > LargestFile || total > LargestChart || files.Count >= MostFiles)
                throw new ChartException(
                    $"{path} makes the chart larger than Helm reads ({LargestFile} bytes a file, {LargestChart} in all, {MostFiles} files); name it in .helmignore.");
            files.Add(new ChartFile(path, File.ReadAllBytes(file.FullName)));
        }
        return files;
    }

    /// <summary>The bytes of a packed chart.</summary>
    /// <exception cref="ChartException">There is none, or it is too large.</exception>
    public static byte[] ReadArchive(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new ChartException($"{path} is neither a folder with a chart nor a packed chart (.tgz).");
        return file.Length <= LargestChart ? File.ReadAllBytes(path) : throw new ChartException($"{path} is larger than {LargestChart} bytes.");
    }

    private static IEnumerable<string> Paths(string root, string folder, HelmIgnore ignore, int depth)
    {
        const int DeepestNesting = 40;
        if (depth > DeepestNesting)
            throw new ChartException($"{folder} lies deeper than {DeepestNesting} folders.");
        string[] entries = [.. Directory.EnumerateFileSystemEntries(Path.Combine(root, folder)).Select(e => Path.GetFileName(e)!)];
        Array.Sort(entries, StringComparer.Ordinal);
        foreach (string name in entries)
        {
            string path = folder.Length == 0 ? name : $"{folder}/{name}";
            bool isFolder = Directory.Exists(Path.Combine(root, path));
            if (name == ".git" || (isFolder ? ignore.IgnoresFolder(path) : ignore.Ignores(path)))
                continue;
            if (!isFolder)
                yield return path;
            else
                foreach (string inner in Paths(root, path, ignore, depth + 1))
                    yield return inner;
        }
    }
}
