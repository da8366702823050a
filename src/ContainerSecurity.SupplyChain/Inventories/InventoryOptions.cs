namespace ContainerSecurity.SupplyChain.Inventories;

/// <summary>How an inventory is taken.</summary>
public sealed record InventoryOptions
{
    /// <summary>How many bytes a file has at most that is read whole; larger ones are noted. The default is 256 MiB.</summary>
    public int MaxFileBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>How many packages are taken at most; more are noted. The default is 1,000,000.</summary>
    public int MaxPackages { get; init; } = 1_000_000;

    /// <summary>How many files and folders of a folder are looked at at most; more are noted. The default is 1,000,000.</summary>
    public int MaxFiles { get; init; } = 1_000_000;

    /// <summary>How deep folders are nested at most; deeper ones are noted. The default is 128.</summary>
    public int MaxDepth { get; init; } = 128;
}
