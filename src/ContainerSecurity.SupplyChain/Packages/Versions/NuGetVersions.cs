namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of NuGet: SemVer 2 with up to four numbers and prereleases that ignore case.</summary>
internal sealed class NuGetVersions : SemanticVersions
{
    private protected override bool IsVersion(string version) => SemanticVersion.TryParse(version) is { Numbers.Length: <= 4 };

    private protected override int CompareVersions(SemanticVersion x, SemanticVersion y)
    {
        int order = SemanticVersion.CompareNumbers(x, y);
        return order != 0 ? order : SemanticVersion.ComparePrereleases(x, y, StringComparison.OrdinalIgnoreCase);
    }
}
