namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of Haskell: numbers between dots, fewer before more.</summary>
internal sealed class HackageVersions : VersionOrder
{
    private protected override bool IsVersion(string version) => version.Trim().Split('.').All(n => Digits.Are(n));

    private protected override int CompareBounded(string x, string y) => CranVersions.CompareNumbers(x.Split('.'), y.Split('.'));
}
