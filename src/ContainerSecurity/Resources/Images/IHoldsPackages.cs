using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images;

/// <summary>A resource of which it is known what packages it holds: an image, or what somebody wrote of one.</summary>
public interface IHoldsPackages
{
    /// <summary>What is known to be wrong with the packages; empty where nobody compared them with advisories.</summary>
    IReadOnlyList<Vulnerability> Vulnerabilities { get; }

    /// <summary>Whether somebody compared the packages with advisories, so that silence says something.</summary>
    bool IsCompared { get; }

    /// <summary>The data that the packages were compared with; empty where nobody compared them, or says with what.</summary>
    IReadOnlyList<VulnerabilityData> VulnerabilityData { get; }

    /// <summary>The packages; null where nobody asked for them.</summary>
    IReadOnlyList<Package>? Packages { get; }

    /// <summary>What is not known of the flaws of the packages, each as a sentence, so that there may be more.</summary>
    IReadOnlyList<string> Unknown { get; }

    /// <summary>What is not known of <see cref="Packages"/>, each as a sentence, so that there may be more.</summary>
    IReadOnlyList<string> UnknownPackages { get; }

    /// <summary>The place of a flaw, for findings.</summary>
    /// <param name="flaw">One of <see cref="Vulnerabilities"/>.</param>
    ILocated PlaceOf(Vulnerability flaw);

    /// <summary>The place of a package, for findings.</summary>
    /// <param name="package">One of <see cref="Packages"/>.</param>
    ILocated PlaceOf(Package package);

    /// <summary>Says which layer brought a package and what to build again, as sentences after a space; empty where that is not known.</summary>
    /// <param name="layer">The number of the layer, from 0; null where it is not known.</param>
    string OriginOf(int? layer);
}
