namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of Python (PEP 440); what is no such version comes before all that are.</summary>
internal sealed class PyPiVersions : VersionOrder
{
    private protected override bool IsVersion(string version) => PyPiVersion.TryParse(version) is not null;

    private protected override int CompareBounded(string x, string y)
    {
        PyPiVersion? versionX = PyPiVersion.TryParse(x);
        PyPiVersion? versionY = PyPiVersion.TryParse(y);
        return versionX is not null && versionY is not null ? PyPiVersion.Compare(versionX, versionY)
            : versionX is null && versionY is null ? string.CompareOrdinal(x, y)
            : versionX is null ? -1
            : 1;
    }
}
