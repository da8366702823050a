namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>Who vouches for the time of a signature (signing scheme of the Notary Project).</summary>
public enum NotarySigningScheme
{
    /// <summary><c>notary.x509</c>: nobody but a time stamp.</summary>
    X509,

    /// <summary><c>notary.x509.signingAuthority</c>: the authority that signs.</summary>
    SigningAuthority,
}
