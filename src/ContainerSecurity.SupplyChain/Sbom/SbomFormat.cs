namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>The form of a software bill of materials.</summary>
public enum SbomFormat
{
    /// <summary>CycloneDX as JSON; 1.6 is written.</summary>
    CycloneDx,

    /// <summary>SPDX as JSON; 2.3 is written.</summary>
    Spdx,
}
