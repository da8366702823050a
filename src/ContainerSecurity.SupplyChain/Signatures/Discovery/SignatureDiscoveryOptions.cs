namespace ContainerSecurity.SupplyChain.Signatures.Discovery;

/// <summary>Where signatures are looked for, and how much is read. Whoever may push to a repository may fill it.</summary>
public sealed record SignatureDiscoveryOptions
{
    /// <summary>Where they are looked for. The default value is everywhere.</summary>
    public SignaturePlaces Places { get; init; } = SignaturePlaces.All;

    /// <summary>
    /// How many signatures and attestations are read for an image at most, 1 or more; more are an error, for one that
    /// counts may be among those left out. The default value is 256.
    /// </summary>
    public int MaxSignatures { get; init; } = 256;

    /// <summary>How large one is at most, in bytes. The default value is 32 MiB; attestations may hold whole SBOMs.</summary>
    public int MaxSize { get; init; } = 32 * 1024 * 1024;

    /// <summary>How large all of one image are together at most, in bytes. The default value is 128 MiB.</summary>
    public long MaxTotalSize { get; init; } = 128L * 1024 * 1024;
}
