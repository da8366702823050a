using System.Text.Json;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Reports;

/// <summary>What is kept of a report that the cluster has.</summary>
/// <param name="ResourceVersion">Its version, without which it is not changed.</param>
/// <param name="Content">What tells what it says from what others say.</param>
/// <param name="About">The object that it is about.</param>
internal sealed record StoredReport(string ResourceVersion, UInt128 Content, ClusterObjectReference About)
{
    public static StoredReport Of(JsonElement report)
    {
        JsonElement scope = report.Below("scope");
        var about = new ClusterObjectReference(scope.TextOf("apiVersion") ?? "", scope.TextOf("kind") ?? "", scope.TextOf("namespace"),
            scope.TextOf("name") ?? "", scope.TextOf("uid") ?? "");
        return new StoredReport(report.Below("metadata").TextOf("resourceVersion") ?? "", ReportContent.Of(report), about);
    }
}
