using ContainerSecurity.SupplyChain.Signatures.Notary.Policies;
using ContainerSecurity.SupplyChain.Signatures.Notary.Revocation;

namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>Whom signatures of the Notary Project are believed: policies, stores and lists of what is revoked.</summary>
/// <param name="Policies">The trust policy.</param>
/// <param name="Stores">The trust stores.</param>
public sealed record NotaryTrust(NotaryTrustPolicyDocument Policies, NotaryTrustStores Stores)
{
    private static readonly string[] PolicyFiles = ["trustpolicy.oci.json", "trustpolicy.json"];

    /// <summary>The revocation lists. The default value is none.</summary>
    public NotaryRevocationLists Revocation { get; init; } = NotaryRevocationLists.None;

    /// <summary>
    /// Reads a folder as notation keeps it: <c>trustpolicy.oci.json</c> or <c>trustpolicy.json</c>, and
    /// <c>truststore</c>; beside them <c>revocation</c>, a folder of revocation lists (<c>.crl</c>).
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="SignatureFormatException">A file is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read, or there is no policy.</exception>
    public static NotaryTrust ReadFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string file = PolicyFiles.Select(f => Path.Combine(folder, f)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{folder} holds no trust policy: neither {string.Join(" nor ", PolicyFiles)}.");
        return new NotaryTrust(NotaryTrustPolicyDocument.Read(File.ReadAllBytes(file)), NotaryTrustStores.ReadFolder(Path.Combine(folder, "truststore")))
        {
            Revocation = NotaryRevocationLists.ReadFolder(Path.Combine(folder, "revocation")),
        };
    }
}
