using System.Text;
using ContainerSecurity.Documents;

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
        HelmIgnore ignore = Path.Combine(folder, ".helmignore") is var rules && File.Exists(rules)
            ? HelmIgnore.Read(Encoding.UTF8.GetString(ReadFile(rules, ".helmignore", LargestFile))) : HelmIgnore.Read("");
        foreach (string path in new ChartTree(folder, ignore).Files())
        {
            byte[] data = ReadFile(Path.Combine(folder, path), path, Math.Min(LargestFile, LargestChart - total));
            total += data.Length;
            files.Add(files.Count < MostFiles ? new ChartFile(path, data) : throw TooLarge(path));
        }
        return files;
    }

    /// <summary>Reads a regular file up to a length; pipes and devices are not opened.</summary>
    private static byte[] ReadFile(string file, string name, long longest)
    {
        if (RegularFile.Fault(file) is { } fault)
            throw new ChartException($"{name} is not read: {fault}.");
        using FileStream stream = RegularFile.Open(file);
        using var bytes = new MemoryStream();
        byte[] chunk = new byte[16 * 1024];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            bytes.Write(chunk, 0, read);
            if (bytes.Length > longest)
                throw TooLarge(name);
        }
        return bytes.ToArray();
    }

    private static ChartException TooLarge(string path) => new(
        $"{path} makes the chart larger than Helm reads ({LargestFile} bytes a file, {LargestChart} in all, {MostFiles} files); name it in .helmignore.");

    /// <summary>The bytes of a packed chart.</summary>
    /// <exception cref="ChartException">There is none, or it is too large.</exception>
    public static byte[] ReadArchive(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new ChartException($"{path} is neither a folder with a chart nor a packed chart (.tgz).");
        return file.Length <= LargestChart ? ReadFile(path, path, LargestChart) : throw new ChartException($"{path} is larger than {LargestChart} bytes.");
    }
}
