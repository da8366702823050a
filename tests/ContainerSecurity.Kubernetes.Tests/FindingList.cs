using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Tests;

/// <summary>Findings as lines that say all but the source: what must be the same from whatever door an object comes.</summary>
internal static class FindingList
{
    public static IEnumerable<string> Of(params IEnumerable<Decision> decisions) =>
        decisions.SelectMany(d => d.Findings)
            .Select(f => $"{f.Finding.Rule.Id} {f.Severity} {f.Enforcement} {f.Finding.Resource} [{f.Finding.Container}] {f.Finding.Location.Path}: {f.Finding.Message} {f.Finding.Remediation}")
            .Order(StringComparer.Ordinal);
}
