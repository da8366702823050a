using ContainerSecurity.Sources;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>
/// Reads bills of materials and the reports of scanners into resources that rules judge as they judge images. It never
/// throws on bad input.
/// </summary>
public static class PackageReportReader
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text, which is JSON.</param>
    /// <param name="path">The name shown in places and errors.</param>
    /// <param name="options">What it is compared with; null for nothing.</param>
    /// <returns>One <c>PackageReport</c>, and the errors of what of it could not be read; none where it is no such text.</returns>
    public static SourceContent Read(string text, string path, PackageReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        return new SourceReader(new SourceReaderOptions { Formats = [new OnlyReports(options)] }).Read(text, path);
    }

    /// <summary>Whatever is no report is an error here, and no manifest.</summary>
    private sealed class OnlyReports(PackageReportOptions? options) : ISourceFormat
    {
        private readonly PackageReportFormat format = new(options);

        public bool CanRead(SourceData source) => true;

        public SourceContent Read(SourceData source) => format.Read(source);
    }
}
