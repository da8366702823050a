namespace ContainerSecurity.SupplyChain.Signatures.Trust;

/// <summary>
/// How much has to be shown for a signature by a certificate. The defaults are those of Sigstore's public instance;
/// an instance of one's own without logs needs 0 there.
/// </summary>
public sealed record SigstoreRequirements
{
    /// <summary>In how many different transparency logs the signature must be: 0 to 32. The default value is 1.</summary>
    public int LogEntries { get; init; } = 1;

    /// <summary>
    /// How many different logs or authorities of time stamps (RFC 3161) must say when it was signed: 1 to 32. The default
    /// value is 1; a certificate lives for minutes, so that without a time nothing is known.
    /// </summary>
    public int Times { get; init; } = 1;

    /// <summary>How many logs of certificates must have the certificate: 0 to 32. The default value is 1.</summary>
    public int CertificateTimestamps { get; init; } = 1;

    /// <summary>
    /// In how many transparency logs a signature by a trusted key must be: 0 to 32. The default value is 0: a key needs
    /// nobody else's word.
    /// </summary>
    public int LogEntriesOfKeys { get; init; }
}
