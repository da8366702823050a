namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of Dart's pub: SemVer 2, but a build is newer than none, and builds have an order.</summary>
internal sealed class PubVersions : SemanticVersions
{
    private protected override int CompareVersions(SemanticVersion x, SemanticVersion y)
    {
        int order = base.CompareVersions(x, y);
        return order != 0 ? order : SemanticVersion.CompareIdentifiers(x.Build, y.Build, StringComparison.Ordinal);
    }
}
