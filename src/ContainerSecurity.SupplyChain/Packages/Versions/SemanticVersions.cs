namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of SemVer 2: npm, Go, Cargo, Hex, Swift and many others. Build metadata mean nothing.</summary>
internal class SemanticVersions : VersionOrder
{
    private protected override bool IsVersion(string version) => SemanticVersion.TryParse(version) is not null;

    private protected sealed override int CompareBounded(string x, string y)
    {
        SemanticVersion? versionX = SemanticVersion.TryParse(x);
        SemanticVersion? versionY = SemanticVersion.TryParse(y);
        return versionX is not null && versionY is not null ? CompareVersions(versionX, versionY)
            : versionX is null && versionY is null ? string.CompareOrdinal(x, y)
            : versionX is null ? -1
            : 1;
    }

    /// <summary>Compares two versions.</summary>
    private protected virtual int CompareVersions(SemanticVersion x, SemanticVersion y)
    {
        int order = SemanticVersion.CompareNumbers(x, y);
        return order != 0 ? order : SemanticVersion.ComparePrereleases(x, y, StringComparison.Ordinal);
    }
}
