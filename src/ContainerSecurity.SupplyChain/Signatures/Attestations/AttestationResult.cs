namespace ContainerSecurity.SupplyChain.Signatures.Attestations;

/// <summary>Whether an attestation says what is asked for.</summary>
/// <param name="IsSatisfied">Whether it does.</param>
/// <param name="Reason">Why not, as a sentence; null where it does.</param>
public sealed record AttestationResult(bool IsSatisfied, string? Reason);
