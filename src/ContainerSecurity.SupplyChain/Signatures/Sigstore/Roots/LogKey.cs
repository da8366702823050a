using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

/// <summary>The key of a log of certificates or signatures.</summary>
/// <param name="Id">The log's identity.</param>
/// <param name="Name">The name in its checkpoints: its address without scheme.</param>
/// <param name="Key">The key.</param>
/// <param name="Window">When it is valid.</param>
internal sealed record LogKey(ReadOnlyMemory<byte> Id, string Name, VerificationKey Key, ValidityWindow Window)
{
    /// <summary>The identity in its checkpoints, where it differs.</summary>
    public ReadOnlyMemory<byte> CheckpointId { get; init; } = Id;

    /// <summary>How many bytes of the identity stand in a checkpoint.</summary>
    public const int HintLength = 4;

    public bool IsNamed(ReadOnlySpan<byte> id) => Id.Span.SequenceEqual(id) || CheckpointId.Span.SequenceEqual(id);
}
