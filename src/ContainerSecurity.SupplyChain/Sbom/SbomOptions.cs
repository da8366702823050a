namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>What a software bill of materials says beside the packages.</summary>
public sealed record SbomOptions
{
    /// <summary>What it is about, such as the name of an image. The default is <c>inventory</c>.</summary>
    public string Name { get; init; } = "inventory";

    /// <summary>The version or digest of what it is about; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// When it is made. The default is null: CycloneDX then says nothing, and SPDX, which must say something, the
    /// beginning of 1970,
    /// so that the same inventory always gives the same bytes.
    /// </summary>
    public DateTimeOffset? Created { get; init; }
}
