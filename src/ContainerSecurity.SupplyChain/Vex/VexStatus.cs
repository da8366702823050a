namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>What a statement says of a vulnerability in a product (OpenVEX 0.2.0, "Status Labels").</summary>
public enum VexStatus
{
    /// <summary>Nothing has to be done: the vulnerability is not in the product, or cannot be used there.</summary>
    NotAffected,

    /// <summary>Something should be done.</summary>
    Affected,

    /// <summary>The product holds the mend.</summary>
    Fixed,

    /// <summary>Nobody knows yet.</summary>
    UnderInvestigation,
}
