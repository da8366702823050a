using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Revocation;

/// <summary>
/// Lists of revoked certificates (CRL, RFC 5280 section 5) that are at hand as files. Nothing is downloaded, and no
/// responder (OCSP) is asked: where a certificate names either and no list speaks of it, its state is unknown.
/// </summary>
public sealed class NotaryRevocationLists
{
    private const int MaxLists = 1000;
    private const string DistributionPoints = "2.5.29.31", AuthorityInformation = "1.3.6.1.5.5.7.1.1";

    private readonly IReadOnlyList<RevocationList> lists;

    private NotaryRevocationLists(IReadOnlyList<RevocationList> lists) => this.lists = lists;

    /// <summary>No lists.</summary>
    public static NotaryRevocationLists None { get; } = new([]);

    /// <summary>Reads lists in DER or PEM.</summary>
    /// <param name="lists">The lists.</param>
    /// <exception cref="SignatureFormatException">One is none.</exception>
    public static NotaryRevocationLists Read(IEnumerable<ReadOnlyMemory<byte>> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        return new NotaryRevocationLists([.. lists.Select(RevocationList.Read)]);
    }

    /// <summary>Reads the lists (<c>.crl</c>) of a folder; none where it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="SignatureFormatException">A file is no list, or there are more than 1,000.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static NotaryRevocationLists ReadFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
            return None;
        string[] files = Directory.GetFiles(folder, "*.crl");
        return files.Length <= MaxLists
            ? Read(files.Order(StringComparer.Ordinal).Select(f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f)))
            : throw new SignatureFormatException($"{folder} holds {files.Length} revocation lists; {MaxLists} are read at most.");
    }

    /// <summary>Says why a chain cannot be believed; null where nothing speaks against it.</summary>
    /// <param name="chain">The certificates, the signer's first; the root is not looked up.</param>
    /// <param name="signed">When it was signed, where somebody vouches for that: what was revoked later counts for nothing then.</param>
    /// <param name="now">The present time.</param>
    /// <param name="isRevoked">Whether a certificate is revoked; false where its state is only unknown.</param>
    internal string? FindFault(IReadOnlyList<X509Certificate2> chain, DateTimeOffset? signed, DateTimeOffset now, out bool isRevoked)
    {
        isRevoked = false;
        string? unknown = null;
        for (int i = 0; i < chain.Count - 1; i++)
        {
            RevocationList[] speaking = [.. lists.Where(l => l.SpeaksOf(chain[i], chain[i + 1]))];
            if (speaking.Select(l => l.FindRevocation(chain[i].SerialNumberBytes.Span, signed)).FirstOrDefault(r => r is not null) is { } revoked)
            {
                isRevoked = true;
                return $"The certificate '{chain[i].Subject}' was revoked at {revoked:u}.";
            }
            if (speaking.Any(l => l.IsCurrent(now)) || !NamesWhereToAsk(chain[i]))
                continue;
            unknown ??= speaking.Length > 0
                ? $"The list that speaks of the certificate '{chain[i].Subject}' is not valid now, so that nobody knows whether it is revoked; bring a newer one."
                : $"The certificate '{chain[i].Subject}' says where to ask whether it is revoked, and no list at hand speaks of it; bring the list, or have the trust policy log or skip the revocation.";
        }
        return unknown;
    }

    private static bool NamesWhereToAsk(X509Certificate2 certificate) =>
        certificate.Extensions.Any(e => e.Oid?.Value is DistributionPoints or AuthorityInformation && (e.Oid.Value == DistributionPoints || NamesResponder(e)));

    private static bool NamesResponder(X509Extension extension)
    {
        try
        {
            return new X509AuthorityInformationAccessExtension(extension.RawData).EnumerateOcspUris().Any();
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return true;
        }
    }
}
