using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Reports;

/// <summary>A kind of reports that a cluster can store.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="HasSource">Whether a report names its source itself, and not its results alone.</param>
internal sealed record ReportFormat(ClusterKind Kind, bool HasSource)
{
    private const string WorkingGroup = "wgpolicyk8s.io";
    private const string OpenReports = "openreports.io";

    /// <summary>The kinds of reports that a server has, of those that are known.</summary>
    public static IReadOnlyList<ReportFormat> Of(IEnumerable<ClusterKind> served) =>
    [
        .. served.Where(k => (k.Group, k.Name) is (WorkingGroup, "PolicyReport" or "ClusterPolicyReport") or (OpenReports, "Report" or "ClusterReport"))
            .Select(k => new ReportFormat(k with { Version = k.Group == WorkingGroup ? "v1alpha2" : "v1alpha1" }, k.Group == OpenReports)),
    ];
}
