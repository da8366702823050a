namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>What somebody says about a flaw: which packages have it, in which versions, and how bad it is.</summary>
/// <param name="Id">The identifier, such as <c>CVE-2024-3094</c>, <c>GHSA-…</c> or <c>DSA-5649-1</c>.</param>
public sealed record Advisory(string Id)
{
    /// <summary>The data that say so, such as <c>osv</c>, <c>alpine-secdb</c> or <c>debian-tracker</c>.</summary>
    public string Source { get; init; } = "osv";

    /// <summary>Other identifiers of the same flaw.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Flaws that this one comes from: advisories of distributions name those of CVE here.</summary>
    public IReadOnlyList<string> Upstream { get; init; } = [];

    /// <summary>Flaws that have to do with this one and are others.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>What it is about in one line; null where it does not say.</summary>
    public string? Summary { get; init; }

    /// <summary>When it was published; null where it does not say.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When it was changed last; null where it does not say.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>When it was taken back; null where it holds. One that was taken back affects nothing.</summary>
    public DateTimeOffset? Withdrawn { get; init; }

    /// <summary>How bad the flaw is, as each says who says so.</summary>
    public IReadOnlyList<AdvisorySeverity> Severities { get; init; } = [];

    /// <summary>The packages that have the flaw.</summary>
    public IReadOnlyList<AffectedPackage> Affected { get; init; } = [];
}
