using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Approvals;

/// <summary>Adds decisions to a store. A store that is not intact gets none, for they would confirm what somebody did to it.</summary>
/// <param name="store">The store.</param>
public sealed class ApprovalWriter(IApprovalStore store)
{
    /// <summary>Signs a decision as one that follows all that the store holds, and adds it.</summary>
    /// <param name="entry">The decision; what it follows is filled in.</param>
    /// <param name="key">The key of who decides.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was added.</returns>
    /// <exception cref="ArgumentException">The decision is not whole.</exception>
    /// <exception cref="IOException">The store cannot be read or written, or is not intact.</exception>
    public async Task<SignedApproval> AppendAsync(ApprovalEntry entry, SigningKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ApprovalHistory history = await store.ReadAsync(entry.Image, cancellationToken).ConfigureAwait(false);
        if (!history.IsIntact)
            throw new ApprovalStoreException($"Nothing is added to {store.Name}, which is not intact: {history.Problems[0]}");
        SignedApproval signed = SignedApproval.Sign(entry with { Previous = history.Ends }, key);
        await store.AppendAsync(signed, cancellationToken).ConfigureAwait(false);
        return signed;
    }
}
