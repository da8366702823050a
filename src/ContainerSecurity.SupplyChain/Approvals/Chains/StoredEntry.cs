namespace ContainerSecurity.SupplyChain.Approvals.Chains;

/// <summary>An entry as a store has it, with the name that the store gave it.</summary>
/// <param name="Envelope">The bytes.</param>
/// <param name="Hash">The hash by which the store knows it; null where it names none.</param>
/// <param name="Sequence">The number by which the store knows it; null where it names none.</param>
internal readonly record struct StoredEntry(ReadOnlyMemory<byte> Envelope, string? Hash = null, long? Sequence = null);
