using System.Globalization;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Reports;

/// <summary>The data that packages were compared with, as a line for people each.</summary>
internal static class DataAge
{
    public static IEnumerable<string> Lines(ReportOptions options)
    {
        foreach (VulnerabilityData data in options.VulnerabilityData ?? [])
            yield return $"vulnerability data: {data.Source}, of {DateOf(data) ?? "unknown age"}";
    }

    private static string? DateOf(VulnerabilityData data) => data.Newest?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
