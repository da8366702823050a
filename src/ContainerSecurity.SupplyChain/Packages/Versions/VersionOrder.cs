namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of the versions of an ecosystem, as its own tools have it.</summary>
/// <remarks>
/// Any two texts have an order, so that a list can be sorted whatever it holds: what is no version of the ecosystem
/// is compared as far as it can be and comes before what is one. A comparison takes time in proportion to the texts.
/// </remarks>
public abstract class VersionOrder : IComparer<string>
{
    /// <summary>How long a version is at most; longer texts are no versions and come before all others.</summary>
    public const int MaxLength = 1024;

    private static readonly VersionOrder Debian = new DebianVersions();
    private static readonly VersionOrder Alpine = new AlpineVersions();
    private static readonly VersionOrder Rpm = new RpmVersions();
    private static readonly VersionOrder Maven = new MavenVersions();
    private static readonly VersionOrder NuGet = new NuGetVersions();
    private static readonly VersionOrder PyPi = new PyPiVersions();
    private static readonly VersionOrder Semantic = new SemanticVersions();
    private static readonly VersionOrder RubyGems = new RubyGemsVersions();
    private static readonly VersionOrder Packagist = new PackagistVersions();
    private static readonly VersionOrder Pub = new PubVersions();
    private static readonly VersionOrder Cran = new CranVersions();
    private static readonly VersionOrder Hackage = new HackageVersions();

    private protected VersionOrder()
    {
    }

    /// <summary>The order of the versions of an ecosystem.</summary>
    /// <param name="ecosystem">The ecosystem.</param>
    public static VersionOrder Of(PackageEcosystem ecosystem) => ecosystem switch
    {
        PackageEcosystem.Debian => Debian,
        PackageEcosystem.Alpine => Alpine,
        PackageEcosystem.Rpm => Rpm,
        PackageEcosystem.Maven => Maven,
        PackageEcosystem.NuGet => NuGet,
        PackageEcosystem.PyPI => PyPi,
        PackageEcosystem.RubyGems or PackageEcosystem.CocoaPods => RubyGems,
        PackageEcosystem.Packagist => Packagist,
        PackageEcosystem.Pub => Pub,
        PackageEcosystem.Cran => Cran,
        PackageEcosystem.Hackage => Hackage,
        _ => Semantic,
    };

    /// <summary>Whether a text is a version of the ecosystem.</summary>
    /// <param name="version">The text.</param>
    public bool IsValid(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.Length <= MaxLength && IsVersion(version);
    }

    /// <summary>Compares two versions: -1 where the first is older, 0 where they are equal, 1 where it is newer.</summary>
    /// <param name="x">The first; null is as an empty text.</param>
    /// <param name="y">The second; null is as an empty text.</param>
    public int Compare(string? x, string? y)
    {
        x ??= "";
        y ??= "";
        bool isX = x.Length <= MaxLength;
        bool isY = y.Length <= MaxLength;
        if (isX && isY)
            return Math.Sign(CompareBounded(x.Trim(), y.Trim()));
        return isX == isY ? Math.Sign(string.CompareOrdinal(x, y)) : isX ? 1 : -1;
    }

    private protected abstract bool IsVersion(string version);

    private protected abstract int CompareBounded(string x, string y);
}
