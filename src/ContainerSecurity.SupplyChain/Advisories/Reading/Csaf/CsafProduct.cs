using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

/// <summary>A product of a tree of CSAF.</summary>
/// <param name="Id">Its identifier in the document.</param>
/// <param name="Name">Its name for people.</param>
internal sealed record CsafProduct(string Id, string Name)
{
    /// <summary>The package URL of its identification helper; null for none.</summary>
    public PackageUrl? Url { get; init; }

    /// <summary>The SHA-256 of its identification helper, <c>sha256:…</c>; null for none.</summary>
    public string? Digest { get; init; }

    /// <summary>The CPE of its identification helper, in either binding; null for none.</summary>
    public string? Cpe { get; init; }

    /// <summary>The range of versions that its branch says it is, such as <c>vers:npm/&lt;1.2</c>; null where it is one version.</summary>
    public string? Range { get; init; }
}
