using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Helm.Judging;

/// <summary>A chart whose rendered documents are judged in their places.</summary>
internal sealed class JudgedChart : SourceFolder
{
    private const string BaseSet = "values.yaml";

    private readonly ChartFormatOptions options;
    private readonly Func<ChartSource> open;
    private readonly string? folder;
    private readonly string fullPath;

    /// <param name="marker">The path of its <c>Chart.yaml</c>, or of the packed chart.</param>
    /// <param name="isPacked">Whether it is packed.</param>
    /// <param name="options">What it is rendered with.</param>
    public JudgedChart(string marker, bool isPacked, ChartFormatOptions options)
        : base(PathFilter.Shown(marker))
    {
        this.options = options;
        folder = isPacked ? null : Name.Substring(0, Math.Max(0, Name.LastIndexOf('/')));
        string path = folder switch { null => Name, "" => Name.StartsWith('/') ? "/" : ".", _ => folder };
        fullPath = Path.GetFullPath(path);
        open = () => ChartSource.Open(path);
    }

    /// <param name="chart">A chart that is at hand.</param>
    /// <param name="options">What it is rendered with.</param>
    public JudgedChart(ChartSource chart, ChartFormatOptions options)
        : base(chart.Path)
    {
        this.options = options;
        fullPath = chart.Path;
        open = () => chart;
    }

    /// <inheritdoc/>
    public override bool Covers(string path)
    {
        string full = Path.GetFullPath(path);
        if (folder is null)
            return full == fullPath;
        return full.StartsWith(fullPath.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && ChartFiles.Belongs(Path.GetRelativePath(fullPath, full).Replace('\\', '/'));
    }

    /// <inheritdoc/>
    public override SourceContent Read(SourceReader reader, FolderScope scope)
    {
        try
        {
            return new ChartReading(open(), SetsOf(), options, scope, Name, reader.Pods).Read() is var content && (content.Resources.Count > 0 || content.Errors.Count == 0)
                ? content
                : WithPlainFiles(content, reader, scope);
        }
        catch (Exception failure) when (failure is ChartException or IOException or UnauthorizedAccessException)
        {
            var error = new DocumentError(Name, SourceSpan.FileStart, $"The chart cannot be read: {failure.Message}");
            return WithPlainFiles(new SourceContent(Name, [], [error]), reader, scope);
        }
    }

    /// <summary>The values that the chart is judged with, its own first.</summary>
    private IReadOnlyList<ValueSet> SetsOf() =>
        folder is null || !options.JudgesValueSets || options.Rendering.ValuesFiles.Count > 0
            ? [new ValueSet(BaseSet, null)]
            : [new ValueSet(BaseSet, null), .. ChartFiles.SetsIn(folder).Select(f => new ValueSet(Path.GetFileName(f.Path), f))];

    /// <summary>Adds what the templates of a chart that cannot be rendered hold as plain files.</summary>
    private SourceContent WithPlainFiles(SourceContent content, SourceReader reader, FolderScope scope)
    {
        string templates = Path.Combine(fullPath, "templates");
        if (folder is null || !Directory.Exists(templates))
            return content;
        List<Resource> resources = [.. content.Resources];
        List<DocumentError> errors = [.. content.Errors];
        IEnumerable<string> files = Directory.EnumerateFiles(templates)
            .Where(f => Path.GetExtension(f) is ".yaml" or ".yml" or ".json")
            .Select(f => (folder.Length == 0 ? "" : folder + "/") + "templates/" + Path.GetFileName(f))
            .OrderBy(f => f, StringComparer.Ordinal);
        foreach (string file in files.Where(f => !scope.IsHidden(f)))
        {
            SourceContent plain = reader.Read(Source.FromFile(file, isFound: true));
            resources.AddRange(plain.Resources);
            errors.AddRange(plain.Errors);
        }
        return content with { Resources = resources, Errors = errors };
    }
}
