using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>An ecosystem as OSV names it, with the release of a distribution: <c>Debian:12</c>, <c>npm</c>.</summary>
/// <param name="Name">The name, such as <c>Debian</c>.</param>
/// <param name="Release">The release in one form for all writings, such as <c>12</c>; null for none.</param>
public sealed record AdvisoryEcosystem(string Name, string? Release)
{
    /// <summary>The order of its versions; null where it is not known.</summary>
    public PackageEcosystem? Versions => EcosystemTable.VersionsOf(Name);

    /// <summary>Whether it is a distribution, whose advisories are for a release.</summary>
    public bool IsDistribution => Versions is PackageEcosystem.Debian or PackageEcosystem.Alpine or PackageEcosystem.Rpm;

    /// <summary>Reads an ecosystem.</summary>
    /// <param name="text">The text, such as <c>Ubuntu:22.04:LTS</c>.</param>
    public static AdvisoryEcosystem Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':');
        string name = EcosystemTable.NameOf(colon < 0 ? text : text[..colon]);
        AdvisoryEcosystem ecosystem = new(name, null);
        string? release = colon < 0 ? null : text[(colon + 1)..];
        // The suffix of other ecosystems is the address of a repository, of which the packages have the same names.
        return ecosystem.IsDistribution && !string.IsNullOrEmpty(release)
            ? ecosystem with { Release = DistributionReleases.Normalize(name, release) }
            : ecosystem;
    }

    /// <inheritdoc/>
    public override string ToString() => Release is null ? Name : $"{Name}:{Release}";
}
