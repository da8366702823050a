using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Rendering;

namespace ContainerSecurity.Helm;

/// <summary>A Helm chart as it lies in a folder, in a packed file (<c>.tgz</c>) or in memory. It can be rendered any number of times.</summary>
public sealed class ChartSource
{
    private ChartSource(string path, IReadOnlyList<ChartFile> files)
    {
        Path = path;
        Files = files;
    }

    /// <summary>The path of the folder or packed file, as it was given; places in the chart's files begin with it and a slash.</summary>
    public string Path { get; }

    internal IReadOnlyList<ChartFile> Files { get; }

    /// <summary>Reads a chart from disk.</summary>
    /// <param name="path">The path of a folder that holds a <c>Chart.yaml</c>, or of a packed chart.</param>
    /// <returns>The chart, whose files are read and not yet understood.</returns>
    /// <exception cref="ChartException">There is no chart, or it is larger than Helm reads: 5 MiB a file and 100 MiB in all.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public static ChartSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Directory.Exists(path) ? new ChartSource(path, ChartFolder.Read(path)) : new ChartSource(path, ChartArchive.Read(ChartFolder.ReadArchive(path)));
    }

    /// <summary>Makes a chart of files that are at hand.</summary>
    /// <param name="path">The path that places in the files begin with.</param>
    /// <param name="files">The contents by path in the chart, with slashes, such as <c>templates/service.yaml</c>.</param>
    /// <returns>The chart.</returns>
    public static ChartSource FromFiles(string path, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(files);
        return new ChartSource(path, [.. files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new ChartFile(f.Key, f.Value.ToArray()))]);
    }

    /// <summary>Returns the same chart with another content of one file, such as the text of an editor that is not saved yet.</summary>
    /// <param name="file">The path in the chart, with slashes; one that is not there is added.</param>
    /// <param name="content">The content.</param>
    public ChartSource With(string file, ReadOnlyMemory<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        IEnumerable<ChartFile> others = Files.Where(f => f.Name != file);
        return new ChartSource(Path, [.. others.Append(new ChartFile(file, content.ToArray())).OrderBy(f => f.Name, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Renders the chart as Helm does without a cluster. What Helm refuses is an error of the result, which then holds no
    /// template.
    /// </summary>
    /// <param name="rendering">What it is rendered with; null for Helm's defaults.</param>
    /// <returns>What the templates print.</returns>
    public RenderedChart Render(ChartRendering? rendering = null) => ChartRun.Closed(this, rendering ?? new ChartRendering());

    /// <summary>
    /// Renders the chart for being judged. What depends on the cluster or the user is unknown and prints as
    /// <see cref="RenderedText.Hole"/>; what a condition or loop could not decide is a note; a template that fails is an
    /// error beside the others, which are rendered.
    /// </summary>
    /// <param name="rendering">What it is rendered with; null for Helm's defaults and an unknown namespace.</param>
    /// <returns>What the templates print.</returns>
    public RenderedChart RenderOpen(ChartRendering? rendering = null) => ChartRun.Open(this, rendering ?? new ChartRendering());
}
