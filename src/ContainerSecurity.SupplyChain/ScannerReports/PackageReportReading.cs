using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Sources;
using ContainerSecurity.SupplyChain.ScannerReports.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>The reading of one bill or report.</summary>
internal sealed class PackageReportReading(string text, string path, ReportKind kind, PackageReportOptions options, bool isFound)
{
    public SourceContent Read()
    {
        var errors = new List<DocumentError>();
        string whole = text;
        DocumentSet set = new DocumentReader().Read(text, path);
        errors.AddRange(set.Errors);
        if (set.Documents.Count == 0 && set.Errors.Count > 0 && Beginning(set.Errors[0]) is { } beginning)
        {
            set = new DocumentReader().Read(beginning, path);
            whole = beginning;
        }
        DocumentNode? root = set.Documents.FirstOrDefault(d => d is MappingNode or SequenceNode);
        // The places are in the text as it is.
        var content = new ReportContent(set.File, errors, options);
        PackageReport? report = root is null ? null
            : kind is ReportKind.Bill or ReportKind.Attestation
                ? new BillReading(options, isFound, content, errors).Read(Encoding.UTF8.GetBytes(whole), path, set.File, root)
                : ReadScan(content, root, set.File);
        bool isForeign = report is null && (content.IsForeign || (kind == ReportKind.Attestation && errors.Count <= 1));
        return new SourceContent(path, report is null ? [] : [report], errors) { IsForeign = isForeign };
    }

    /// <summary>What stands before the break of a text that is broken.</summary>
    private string? Beginning(DocumentError error)
    {
        int offset = 0;
        for (int line = 1; line < error.Span.Line; line++)
        {
            int end = text.IndexOf('\n', offset);
            if (end < 0)
                return null;
            offset = end + 1;
        }
        return BrokenJson.WholeBeginning(text[..Math.Min(text.Length, offset + error.Span.Column - 1)]);
    }

    private PackageReport? ReadScan(ReportContent content, DocumentNode root, SourceFile file)
    {
        switch (kind)
        {
            case ReportKind.Trivy:
                new TrivyReportReader(content).Read(root);
                break;
            case ReportKind.Grype:
                new GrypeReportReader(content).Read((MappingNode)root);
                break;
            case ReportKind.OsvScanner:
                new OsvScannerReportReader(content).Read((MappingNode)root);
                break;
            default:
                new SarifReportReader(content).Read((MappingNode)root);
                break;
        }
        if (content.IsForeign)
            return null;
        if (!content.IsCompared)
            content.Unknown.Add("The report does not say that it compared any package with advisories.");
        return new PackageReport(file, "ScanReport", content.Name ?? path)
        {
            Vulnerabilities = content.Unsettled(),
            Packages = content.Packages.Count == 0 ? null : content.Packages,
            Unknown = content.Unknown,
            IsCompared = content.IsCompared,
        };
    }
}
