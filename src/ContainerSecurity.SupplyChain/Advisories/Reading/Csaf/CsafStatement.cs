using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

/// <summary>What is said of one package under all its products: which versions have the flaw, and which the fix.</summary>
internal sealed class CsafStatement(CsafPackage package, string product)
{
    private readonly List<string> fixes = [];
    private readonly List<string> affected = [];
    private readonly List<string> first = [];
    private readonly List<string> last = [];
    private readonly List<AffectedRange> ranges = [];
    private bool isAffected;
    private bool isInvestigated;

    /// <summary>The first product that it was said of.</summary>
    public string Product { get; } = product;

    private VersionOrder Order { get; } = VersionOrder.Of(package.Ecosystem.Versions ?? PackageEcosystem.SemVer);

    /// <summary>Takes in what is said of a version; null for the package without one.</summary>
    public void Add(string status, string? version)
    {
        switch (status)
        {
            case "fixed" or "first_fixed" or "recommended" when version is not null:
                fixes.Add(version);
                break;
            case "known_affected":
                isAffected |= version is null;
                if (version is not null)
                    affected.Add(version);
                break;
            case "first_affected" when version is not null:
                first.Add(version);
                break;
            case "last_affected" when version is not null:
                last.Add(version);
                break;
            case "under_investigation":
                isInvestigated = true;
                break;
        }
    }

    /// <summary>Takes in a range of versions that has the flaw.</summary>
    public void Add(AffectedRange range) => ranges.Add(range);

    /// <summary>The affected package; null where none of its versions is.</summary>
    public AffectedPackage? ToAffected(VulnerabilityStatus remedy)
    {
        AffectedPackage result = new(package.Ecosystem, package.Name) { Module = package.Module };
        string? fix = fixes.Count == 0 ? null : fixes.MaxBy(v => v, Order);
        List<AffectedRange> all = [.. ranges, .. Spans()];
        if (package.Ecosystem.IsDistribution || (!isAffected && affected.Count == 0 && all.Count == 0))
            // A distribution's fix is for all that it had before; an older version that has the flaw is among them.
            all.AddRange(fix is not null ? [AffectedRange.Before(fix)] : WithoutFix());
        else if (isAffected)
            all.Add(AffectedRange.Before(fix));
        string[] versions = package.Ecosystem.IsDistribution
            ? [.. affected.Where(v => fix is not null && Order.Compare(v, fix) >= 0)]
            : [.. affected.Distinct()];
        if (all.Count == 0 && versions.Length == 0)
            return isInvestigated
                ? result with { Ranges = [AffectedRange.Before(null)], Status = VulnerabilityStatus.UnderInvestigation }
                : null;
        return result with
        {
            Ranges = all,
            Versions = versions,
            FixedVersions = package.Ecosystem.IsDistribution ? [] : [.. fixes.Distinct()],
            Status = fix is not null ? VulnerabilityStatus.Fixed : remedy,
        };
    }

    private IEnumerable<AffectedRange> WithoutFix()
    {
        if (isAffected)
            yield return AffectedRange.Before(null);
        else if (affected.Count > 0)
            yield return Until(affected.MaxBy(v => v, Order)!);
    }

    /// <summary>From the first version that has it to the last, to the fix, or on.</summary>
    private IEnumerable<AffectedRange> Spans()
    {
        if (first.Count == 0 && last.Count == 0)
            yield break;
        List<RangeEvent> events = [.. first.Select(v => new RangeEvent(RangeEventKind.Introduced, v))];
        if (events.Count == 0)
            events.Add(new RangeEvent(RangeEventKind.Introduced, RangeEvent.Beginning));
        events.AddRange(last.Select(v => new RangeEvent(RangeEventKind.LastAffected, v)));
        if (last.Count == 0)
            events.AddRange(fixes.Select(v => new RangeEvent(RangeEventKind.Fixed, v)));
        yield return new AffectedRange(false, events);
    }

    private static AffectedRange Until(string version) => new(
        false, [new RangeEvent(RangeEventKind.Introduced, RangeEvent.Beginning), new RangeEvent(RangeEventKind.LastAffected, version)]);
}
