using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>A package that an advisory is about, and in which versions.</summary>
/// <param name="Ecosystem">The ecosystem, with its release.</param>
/// <param name="Name">The name as the ecosystem writes it; of distributions that of the source package.</param>
/// <remarks>A version is affected where a range, the list of versions or a constraint says so.</remarks>
public sealed record AffectedPackage(AdvisoryEcosystem Ecosystem, string Name)
{
    /// <summary>The module stream of rpm that it is about, such as <c>nodejs:12</c>; empty where it is about packages
    /// of no module alone, null where it does not say.</summary>
    public string? Module { get; init; }

    /// <summary>The ranges of versions.</summary>
    public IReadOnlyList<AffectedRange> Ranges { get; init; } = [];

    /// <summary>Single versions.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Constraints, of which each says versions that are affected.</summary>
    public IReadOnlyList<VersionConstraint> Constraints { get; init; } = [];

    /// <summary>Constraints, of which each says versions that are not affected while all others are: so RustSec writes it.</summary>
    public IReadOnlyList<VersionConstraint> Unaffected { get; init; } = [];

    /// <summary>Versions that have a fix, beside those of the ranges.</summary>
    public IReadOnlyList<string> FixedVersions { get; init; } = [];

    /// <summary>What the one who makes the package does about it.</summary>
    public VulnerabilityStatus Status { get; init; } = VulnerabilityStatus.Affected;

    /// <summary>How bad the flaw is for this package; empty where it is as bad as for all.</summary>
    public IReadOnlyList<AdvisorySeverity> Severities { get; init; } = [];
}
