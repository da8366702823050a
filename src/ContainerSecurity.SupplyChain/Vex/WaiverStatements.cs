using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>
/// Makes statements of the waivers of a policy. A waiver whose claim is that the product is not affected becomes such a
/// statement, with its reason as the impact. Any other says that the product is affected, with what was decided as the
/// action: that somebody lives with a flaw does not make it harmless.
/// </summary>
public static class WaiverStatements
{
    private static readonly char[] Wildcards = ['*', '?', '['];
    private const string RuleId = "CSEC1012", Slug = "image-vulnerable";

    /// <summary>Makes statements.</summary>
    /// <param name="waivers">The waivers; those over, those of other rules and of other resources are left out.</param>
    /// <param name="product">What is stated on, by its digest or package URL.</param>
    /// <param name="resource">The resource that the waivers must match; null where only those count that match anything.</param>
    /// <param name="packages">The packages that the product holds, among which the patterns of waivers choose; null where they are not known.</param>
    /// <param name="now">The present time: waivers that are over are none, and statements hold since then.</param>
    /// <param name="author">Who says it; null for the owner of each waiver.</param>
    /// <returns>The statements in the order of the waivers, and what could not be stated.</returns>
    public static VexReading Of(
        IEnumerable<Waiver> waivers, VexProduct product, Resource? resource, IReadOnlyList<InstalledPackage>? packages, DateTimeOffset now, string? author = null)
    {
        ArgumentNullException.ThrowIfNull(waivers);
        ArgumentNullException.ThrowIfNull(product);
        var statements = new List<VexStatement>();
        var errors = new List<DocumentError>();
        foreach (Waiver waiver in waivers)
        {
            if (!waiver.Rules.Any(r => r is "*" or Slug || r.Equals(RuleId, StringComparison.OrdinalIgnoreCase))
                || waiver.Vulnerabilities.Count + waiver.Packages.Count == 0)
                continue;
            if (!waiver.Match.IsEmpty && (resource is null || !waiver.Match.Matches(resource)))
                continue;
            if (ProblemOf(waiver, packages, now, out PackageUrl[] parts) is { } problem)
                errors.Add(Error(waiver, problem));
            else
                statements.AddRange(waiver.Vulnerabilities.Select(id => Statement(waiver, id, product with { Subcomponents = parts }, now, author)));
        }
        return new VexReading(statements, errors);
    }

    private static string? ProblemOf(Waiver waiver, IReadOnlyList<InstalledPackage>? packages, DateTimeOffset now, out PackageUrl[] parts)
    {
        parts = [];
        if (waiver.IsExpired(now))
            return "is over";
        if (waiver.Vulnerabilities.Count == 0)
            return "names packages and no flaws";
        if (waiver.Packages.Count == 0)
            return null;
        parts = packages is null
            ? [.. waiver.Packages.Where(p => p.IndexOfAny(Wildcards) < 0).Select(p => PackageUrl.TryParse(p, out PackageUrl? url, out _) ? url : null)
                .OfType<PackageUrl>()]
            : [.. packages.Where(p => waiver.CoversPackage(new FindingSubject([], p.Name) { PackageUrl = p.Url.ToString() })).Select(p => p.Url)
                .DistinctBy(u => u.ToString())];
        return parts.Length == 0 ? "names packages of which the product has none" : null;
    }

    private static VexStatement Statement(Waiver waiver, string id, VexProduct product, DateTimeOffset now, string? author)
    {
        bool isHarmless = waiver.Claim == WaiverClaim.NotAffected;
        return new VexStatement(id, isHarmless ? VexStatus.NotAffected : VexStatus.Affected, [product])
        {
            Explanation = isHarmless ? waiver.Reason : $"Accepted{Until(waiver)}{By(waiver)}: {waiver.Reason}",
            Time = now,
            Author = author ?? waiver.Owner,
        };
    }

    private static string Until(Waiver waiver) => waiver.Expires is { } day ? $" until {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";

    private static string By(Waiver waiver) => waiver.Owner is { } owner ? $" by {owner}" : "";

    private static DocumentError Error(Waiver waiver, string problem) => new(
        waiver.Location?.File.Path ?? "(policy)",
        waiver.Location?.Span ?? SourceSpan.FileStart,
        $"The waiver of {string.Join(", ", waiver.Vulnerabilities.Count > 0 ? waiver.Vulnerabilities : waiver.Packages)} {problem}, so nothing is stated of it.");
}
