namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>What is verified of a signature (trust policy, signature verification details).</summary>
public enum NotaryCheck
{
    /// <summary>That the envelope is whole, and speaks of the artifact.</summary>
    Integrity,

    /// <summary>That the signer is trusted.</summary>
    Authenticity,

    /// <summary>That the certificates were valid when it was signed.</summary>
    AuthenticTimestamp,

    /// <summary>That the signature has not ended.</summary>
    Expiry,

    /// <summary>That no certificate is revoked.</summary>
    Revocation,
}
