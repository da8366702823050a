namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Bounds on what is read as advisories, so that hostile data cost a note and not the process.</summary>
public sealed record AdvisoryReadOptions
{
    /// <summary>How many bytes a record has at most: a file, a line or an entry of an archive. The default is 64 MiB.</summary>
    public int MaxRecordBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many bytes a file that holds a whole database has at most. The default is 512 MiB.</summary>
    public int MaxDatabaseBytes { get; init; } = 512 * 1024 * 1024;

    /// <summary>How many bytes an archive unpacks to at most. The default is 8 GiB.</summary>
    public long MaxArchiveBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>How many records are read at most. The default is 5,000,000.</summary>
    public int MaxRecords { get; init; } = 5_000_000;

    /// <summary>How deep values are nested at most. The default is 64.</summary>
    public int MaxDepth { get; init; } = 64;
}
