using System.Security.Cryptography;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;

/// <summary>The proof that an entry is in a log of a size (RFC 6962, 2.1.1), with the log's word on the size.</summary>
internal sealed record InclusionProof(
    long Index, long TreeSize, ReadOnlyMemory<byte> RootHash, IReadOnlyList<ReadOnlyMemory<byte>> Hashes, string? Checkpoint)
{
    /// <summary>How many hashes a proof has at most: one for each level of the largest tree.</summary>
    public const int MaxHashes = 64;

    /// <summary>Whether the entry's body leads to the root (RFC 9162, 2.1.3.2).</summary>
    public bool Holds(ReadOnlySpan<byte> body)
    {
        if (Index < 0 || Index >= TreeSize || Hashes.Any(h => h.Length != SHA256.HashSizeInBytes))
            return false;
        byte[] hash = SHA256.HashData([0, .. body]);
        ulong node = (ulong)Index;
        ulong last = (ulong)TreeSize - 1;
        foreach (ReadOnlyMemory<byte> sibling in Hashes)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = SHA256.HashData([1, .. sibling.Span, .. hash]);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = SHA256.HashData([1, .. hash, .. sibling.Span]);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && RootHash.Span.SequenceEqual(hash);
    }
}
