namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>What a reading keeps of the files of an operating system.</summary>
/// <param name="Options">Bounds.</param>
/// <param name="IsPackageFile">Whether a path may tell of language packages; who owns any other file is of no interest.</param>
internal sealed record ReadingScope(InventoryOptions Options, Func<string, bool> IsPackageFile)
{
    /// <summary>The length in characters of the longest name, version or other value that is believed.</summary>
    public const int MaxValueLength = 4096;

    /// <summary>How many owned files one list tells of at most.</summary>
    public int MaxOwnedFiles { get; init; } = 1_000_000;
}
