using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore;

/// <summary>What comes with a signature to verify it by. Nothing of it is believed by itself.</summary>
internal sealed record SigningMaterial
{
    /// <summary>The certificate; null where a key signed that the verifier has.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Entries of transparency logs.</summary>
    public IReadOnlyList<LogEntry> Entries { get; init; } = [];

    /// <summary>Time stamps (RFC 3161).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Timestamps { get; init; } = [];

    /// <summary>What the time stamps are over; empty for the signature's bytes.</summary>
    public ReadOnlyMemory<byte> Stamped { get; init; }

    /// <summary>Whether a log's promise alone is not enough, and its proof is needed.</summary>
    public bool NeedsProof { get; init; }
}
