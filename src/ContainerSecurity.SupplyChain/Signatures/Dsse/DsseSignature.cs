namespace ContainerSecurity.SupplyChain.Signatures.Dsse;

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">A hint which key signed; it decides nothing. Null where there is none.</param>
/// <param name="Bytes">The signature.</param>
public sealed record DsseSignature(string? KeyId, ReadOnlyMemory<byte> Bytes);
