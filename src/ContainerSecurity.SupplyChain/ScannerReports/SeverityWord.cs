using System.Globalization;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>Reads how bad something is, in words and scores; what is not known is null.</summary>
internal static class SeverityWord
{
    /// <summary>The severity that a word means.</summary>
    public static VulnerabilitySeverity? Of(string? word) => word is null ? null : Of(word.Trim().ToUpperInvariant() switch
    {
        "INFO" or "INFORMATIONAL" => AdvisoryLevel.Negligible,
        _ => AdvisorySeverity.LevelOf(word),
    });

    /// <summary>The severity that a score of CVSS means; 0 says that there is none.</summary>
    public static VulnerabilitySeverity? OfScore(string? score) =>
        double.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 ? Of(AdvisorySeverity.LevelOf(value)) : null;

    private static VulnerabilitySeverity? Of(AdvisoryLevel level) => level switch
    {
        AdvisoryLevel.Negligible => VulnerabilitySeverity.Negligible,
        AdvisoryLevel.Low => VulnerabilitySeverity.Low,
        AdvisoryLevel.Medium => VulnerabilitySeverity.Medium,
        AdvisoryLevel.High => VulnerabilitySeverity.High,
        AdvisoryLevel.Critical => VulnerabilitySeverity.Critical,
        _ => null,
    };
}
