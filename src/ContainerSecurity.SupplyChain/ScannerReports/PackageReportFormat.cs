using ContainerSecurity.Documents;
using ContainerSecurity.Sources;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>
/// The format of bills of materials (CycloneDX, SPDX, also within attestations) and of the reports of scanners (Trivy,
/// Grype, OSV-Scanner, SARIF) among the files of a scan. Each becomes one <c>PackageReport</c>.
/// </summary>
/// <param name="options">What they are compared with; null for nothing.</param>
public sealed class PackageReportFormat(PackageReportOptions? options = null) : ISourceFormat
{
    private static readonly string[] Endings = [".sarif", ".intoto.jsonl"];
    private readonly PackageReportOptions options = options ?? new PackageReportOptions();

    /// <summary>Returns whether a file of a folder may be of this format by its name, although no other format has such a name.</summary>
    /// <param name="path">The path.</param>
    public static bool Wants(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Array.Exists(Endings, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public bool CanRead(SourceData source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ReportRecognition.KindOf(source.Text) != ReportKind.None || (Wants(source.Name) && source.File is not null);
    }

    /// <inheritdoc/>
    public SourceContent Read(SourceData source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ReportKind kind = ReportRecognition.KindOf(source.Text);
        return kind == ReportKind.None
            ? new SourceContent(source.Name, [], [new(source.Name, SourceSpan.FileStart, "It is neither a bill of materials nor a report of a scanner.")])
            {
                IsForeign = true,
            }
            : new PackageReportReading(source.Text, source.Name, kind, options, source.IsFound).Read();
    }
}
