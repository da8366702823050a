namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>What kind of key makes or checks a signature.</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA on the curve P-256, with SHA-256.</summary>
    EcdsaP256,

    /// <summary>ECDSA on the curve P-384, with SHA-256 as cosign signs, or SHA-384.</summary>
    EcdsaP384,

    /// <summary>ECDSA on the curve P-521, with SHA-256 as cosign signs, or SHA-512.</summary>
    EcdsaP521,

    /// <summary>RSA of at least 2048 bits, PKCS#1 v1.5 or PSS with SHA-256.</summary>
    Rsa,

    /// <summary>Ed25519 (RFC 8032).</summary>
    Ed25519,
}
