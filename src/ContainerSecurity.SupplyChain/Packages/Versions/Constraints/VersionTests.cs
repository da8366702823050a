namespace ContainerSecurity.SupplyChain.Packages.Versions.Constraints;

/// <summary>Joins tests of versions, and makes those of a single comparison.</summary>
internal static class VersionTests
{
    /// <summary>Every version.</summary>
    public static readonly VersionTest All = (_, _) => true;

    /// <summary>What one test at least means.</summary>
    public static VersionTest AnyOf(IReadOnlyList<VersionTest> tests) =>
        tests.Count == 1 ? tests[0] : (version, prerelease) => tests.Any(t => t(version, prerelease));

    /// <summary>What all tests mean.</summary>
    public static VersionTest AllOf(IReadOnlyList<VersionTest> tests) =>
        tests.Count == 1 ? tests[0] : (version, prerelease) => tests.All(t => t(version, prerelease));

    /// <summary>What compares with a version as the operator says; null where there is no such operator.</summary>
    public static VersionTest? Compare(VersionOrder order, string comparison, string with) => comparison switch
    {
        "=" or "==" or "===" => (version, _) => order.Compare(version, with) == 0,
        "!=" => (version, _) => order.Compare(version, with) != 0,
        "<" => (version, _) => order.Compare(version, with) < 0,
        "<=" => (version, _) => order.Compare(version, with) <= 0,
        ">" => (version, _) => order.Compare(version, with) > 0,
        ">=" => (version, _) => order.Compare(version, with) >= 0,
        _ => null,
    };
}
