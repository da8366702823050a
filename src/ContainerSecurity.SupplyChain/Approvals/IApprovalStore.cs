using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Approvals;

/// <summary>A place that keeps decisions about images. Entries are only added.</summary>
public interface IApprovalStore
{
    /// <summary>The name shown to people.</summary>
    string Name { get; }

    /// <summary>Reads the store as far as it concerns an image, and verifies how its entries follow each other.</summary>
    /// <param name="image">The image whose entries are wanted; null for those of all images.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The entries and what is wrong with the store. No signature is verified yet.</returns>
    /// <exception cref="IOException">The store cannot be read; nothing is then known of the image.</exception>
    Task<ApprovalHistory> ReadAsync(Digest? image, CancellationToken cancellationToken = default);

    /// <summary>Adds an entry.</summary>
    /// <param name="entry">The entry. It follows the ends of what was read before.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="IOException">The store cannot be written.</exception>
    Task AppendAsync(SignedApproval entry, CancellationToken cancellationToken = default);
}
