namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;

/// <summary>An entry of a transparency log, with what the log said of it. Nothing of it is verified yet.</summary>
internal sealed record LogEntry
{
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required ReadOnlyMemory<byte> LogId { get; init; }

    public required long Index { get; init; }

    /// <summary>When the log took the entry, in seconds since 1970; 0 where it does not say.</summary>
    public required long IntegratedTime { get; init; }

    /// <summary>The entry as the log has it.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The log's promise (signed entry timestamp); empty where there is none.</summary>
    public ReadOnlyMemory<byte> Promise { get; init; }

    /// <summary>The proof that the entry is in the log; null where there is none.</summary>
    public InclusionProof? Proof { get; init; }
}
