namespace ContainerSecurity.SupplyChain.Inventories.Languages;

/// <summary>
/// A reader of files that their first bytes tell better than their names, so that others need not be read whole.
/// </summary>
internal interface IBinaryPackageReader : IPackageReader
{
    /// <summary>How many of a file's first bytes are asked for.</summary>
    int StartLength { get; }

    /// <summary>Whether a file whose path is accepted may be of this form, by its first bytes.</summary>
    bool AcceptsStart(ReadOnlySpan<byte> start);
}
