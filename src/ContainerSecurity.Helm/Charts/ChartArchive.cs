using System.Formats.Tar;
using System.IO.Compression;

namespace ContainerSecurity.Helm.Charts;

/// <summary>Reads the files of a packed chart (<c>.tgz</c>).</summary>
internal static class ChartArchive
{
    private const long LargestFile = 5 * 1024 * 1024;
    private const long LargestChart = 100 * 1024 * 1024;

    /// <summary>The files, with paths relative to the chart.</summary>
    /// <exception cref="ChartException">It is no packed chart, or larger than Helm reads.</exception>
    public static IReadOnlyList<ChartFile> Read(byte[] data)
    {
        List<ChartFile> files = [];
        long total = 0;
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(data), CompressionMode.Decompress);
            using var reader = new TarReader(unpacked);
            while (reader.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || NameOf(entry.Name) is not { } name)
                    continue;
                total += entry.Length;
                if (entry.Length > LargestFile || total > LargestChart)
                    throw new ChartException($"the packed chart is larger than {LargestChart} bytes, or its file {entry.Name} than {LargestFile}");
                using var content = new MemoryStream();
                entry.DataStream?.CopyTo(content);
                files.Add(new ChartFile(name, content.ToArray()));
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or FormatException)
        {
            throw new ChartException($"the packed chart cannot be read: {failure.Message}");
        }
        return files.Count > 0 ? files : throw new ChartException("no files in chart archive");
    }

    /// <summary>The path without the chart's folder; null for what lies outside of it.</summary>
    private static string? NameOf(string path)
    {
        string[] parts = path.Replace('\\', '/').Split('/');
        if (Array.Exists(parts, p => p == ".."))
            throw new ChartException("chart illegally references parent directory");
        return parts.Length < 2 ? null : string.Join('/', parts.Skip(1).Where(p => p is not ("" or ".")));
    }
}
