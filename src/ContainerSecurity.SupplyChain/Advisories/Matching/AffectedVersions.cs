using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>Says whether a version of a package is affected.</summary>
internal static class AffectedVersions
{
    /// <summary>Whether a version is affected, and the lowest newer version with a fix; null for none.</summary>
    public static bool Contain(AffectedPackage package, string version, VersionOrder order, out string? fixedVersion)
    {
        fixedVersion = null;
        bool isAffected = false;
        foreach (AffectedRange range in package.Ranges)
        {
            if (!RangeEvaluator.IsAffected(range, version, order, out string? fix))
                continue;
            isAffected = true;
            fixedVersion = Lower(fixedVersion, fix, order);
        }

        isAffected |= package.Versions.Count > 0 && IsAmong(package.Versions, version, order);
        isAffected |= package.Constraints.Count > 0 && IsSatisfied(package.Constraints, version);
        isAffected |= package.Unaffected.Count > 0 && !IsSatisfied(package.Unaffected, version);
        if (!isAffected)
            return false;
        foreach (string fix in package.FixedVersions)
            if (order.Compare(fix, version) > 0)
                fixedVersion = Lower(fixedVersion, fix, order);
        return true;
    }

    private static bool IsAmong(IReadOnlyList<string> versions, string version, VersionOrder order) =>
        versions.Any(v => v == version || order.Compare(v, version) == 0);

    private static bool IsSatisfied(IReadOnlyList<VersionConstraint> constraints, string version) =>
        constraints.Any(c => c.IsSatisfiedBy(version, includePrerelease: true));

    private static string? Lower(string? x, string? y, VersionOrder order) =>
        x is null ? y : y is null || order.Compare(x, y) <= 0 ? x : y;
}
