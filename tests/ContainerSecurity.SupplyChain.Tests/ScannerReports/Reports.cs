using ContainerSecurity.Resources.Images;
using ContainerSecurity.Sources;
using ContainerSecurity.SupplyChain.ScannerReports;

namespace ContainerSecurity.SupplyChain.Tests.ScannerReports;

/// <summary>Reads reports for tests.</summary>
internal static class Reports
{
    public static SourceContent Read(string text, string name = "report.json", PackageReportOptions? options = null) =>
        PackageReportReader.Read(text, name, options);

    public static PackageReport ReportOf(string text, string name = "report.json", PackageReportOptions? options = null) =>
        (PackageReport)Read(text, name, options).Resources.Single();

    public static Vulnerability Only(string text) => ReportOf(text).Vulnerabilities.Single();

    /// <summary>The line of a text that holds a word, from 1.</summary>
    public static int LineOf(string text, string word) => text[..text.IndexOf(word, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
}
