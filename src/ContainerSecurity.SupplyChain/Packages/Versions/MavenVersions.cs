namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of Maven (ComparableVersion of maven-artifact 3.9 and 4). Every text is a version.</summary>
internal sealed class MavenVersions : VersionOrder
{
    private protected override bool IsVersion(string version) => version.Trim().Length > 0;

    private protected override int CompareBounded(string x, string y) =>
        MavenVersionParser.Parse(x).CompareTo(MavenVersionParser.Parse(y));
}
