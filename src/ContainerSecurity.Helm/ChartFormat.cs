using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Judging;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Helm;

/// <summary>
/// Reads Helm charts for being judged: what their templates print, with the places in the templates and in the values.
/// Give it to <see cref="SourceDiscoveryOptions.Folders"/>.
/// </summary>
public sealed class ChartFormat : IFolderFormat
{
    private const string ChartFileName = "Chart.yaml";
    private const string PackedEnd = ".tgz";

    private readonly ChartFormatOptions options;

    /// <summary>Creates a format.</summary>
    /// <param name="options">What charts are rendered with; null for their own values.</param>
    public ChartFormat(ChartFormatOptions? options = null) => this.options = options ?? new ChartFormatOptions();

    /// <inheritdoc/>
    public IReadOnlyList<string> FileNames { get; } = [ChartFileName];

    /// <inheritdoc/>
    public bool IsPacked(string path) => (path ?? throw new ArgumentNullException(nameof(path))).EndsWith(PackedEnd, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public SourceFolder? Open(string path)
    {
        if (!IsPacked(path))
            return new JudgedChart(path, isPacked: false, options);
        return IsChart(path) ? new JudgedChart(path, isPacked: true, options) : null;
    }

    /// <summary>Makes a source of a chart that is at hand.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="options">What it is rendered with; null for its own values.</param>
    public static Source ToSource(ChartSource chart, ChartFormatOptions? options = null) =>
        Source.FromFolder(new JudgedChart(chart ?? throw new ArgumentNullException(nameof(chart)), options ?? new ChartFormatOptions()));

    private static bool IsChart(string path)
    {
        try
        {
            return RegularFile.Fault(path) is null && ChartArchive.Read(ChartFolder.ReadArchive(path)).Any(f => f.Name == ChartFileName);
        }
        catch (Exception e) when (e is ChartException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
