using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>Says whether a version is in a range (OSV, "Evaluation").</summary>
internal static class RangeEvaluator
{
    /// <summary>Whether a version is affected, and the lowest newer version with a fix; null for none.</summary>
    public static bool IsAffected(AffectedRange range, string version, VersionOrder order, out string? fixedVersion)
    {
        if (range.IsSemantic)
            order = VersionOrder.Of(PackageEcosystem.SemVer);
        fixedVersion = null;
        bool isAffected = false;
        bool hasLimit = false;
        bool isBeforeLimit = false;
        foreach (RangeEvent point in Sorted(range.Events, order))
        {
            int side = CompareTo(version, point.Version, order);
            switch (point.Kind)
            {
                case RangeEventKind.Introduced when side >= 0:
                case RangeEventKind.IntroducedAfter when side > 0:
                    isAffected = true;
                    break;
                case RangeEventKind.Fixed when side >= 0:
                case RangeEventKind.LastAffected when side > 0:
                    isAffected = false;
                    break;
                case RangeEventKind.Fixed:
                    fixedVersion ??= point.Version;
                    break;
                case RangeEventKind.Limit:
                    hasLimit = true;
                    isBeforeLimit |= point.Version == "*" || side < 0;
                    break;
            }
        }

        isAffected &= !hasLimit || isBeforeLimit;
        if (!isAffected)
            fixedVersion = null;
        return isAffected;
    }

    private static IReadOnlyList<RangeEvent> Sorted(IReadOnlyList<RangeEvent> events, VersionOrder order)
    {
        // Nearly all are written in order.
        bool isSorted = true;
        for (int i = 1; i < events.Count && isSorted; i++)
            isSorted = Compare(events[i - 1], events[i], order) <= 0;
        if (isSorted)
            return events;
        RangeEvent[] sorted = [.. events];
        Array.Sort(sorted, (x, y) => Compare(x, y, order));
        return sorted;
    }

    // At one version a fix comes before a flaw, so that a range that contradicts itself does not clear a version;
    // only "fixed in 0" says that there never was one.
    private static int Compare(RangeEvent x, RangeEvent y, VersionOrder order)
    {
        int versions = x.Version == RangeEvent.Beginning || y.Version == RangeEvent.Beginning
            ? (x.Version != RangeEvent.Beginning).CompareTo(y.Version != RangeEvent.Beginning)
            : order.Compare(x.Version, y.Version);
        return versions != 0 ? versions : Rank(x).CompareTo(Rank(y));
    }

    private static int Rank(RangeEvent point) => point.Kind switch
    {
        RangeEventKind.Fixed => point.Version == RangeEvent.Beginning ? 2 : 0,
        RangeEventKind.Introduced => 1,
        RangeEventKind.IntroducedAfter => 4,
        _ => 3,
    };

    private static int CompareTo(string version, string point, VersionOrder order) =>
        point == RangeEvent.Beginning ? 1 : order.Compare(version, point);
}
