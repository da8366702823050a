using System.Text.RegularExpressions;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Tests;

/// <summary>Findings as lines that say all but the source: what must be the same from whatever door an object comes.</summary>
internal static partial class FindingList
{
    public static IEnumerable<string> Of(params IEnumerable<Decision> decisions) =>
        decisions.SelectMany(d => d.Findings)
            .Select(f => $"{f.Finding.Rule.Id} {f.Severity} {f.Enforcement} {f.Finding.Resource} [{f.Finding.Container}] {f.Finding.Location.Path}: {f.Finding.Message} {f.Finding.Remediation}")
            .Select(l => Place().Replace(l, "(place)"))
            .Order(StringComparer.Ordinal);

    /// <summary>A message that tells a way names where each of its steps is written: a line of a file, or an object.</summary>
    [GeneratedRegex(@"\([^() ]+(:\d+|\.[a-z0-9.]+/[^() ]+)\)")]
    private static partial Regex Place();
}
