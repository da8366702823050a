namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>How an image was signed.</summary>
public enum SignatureForm
{
    /// <summary>cosign's simple signing: a payload that names the image, and a signature in an annotation.</summary>
    CosignSimpleSigning,

    /// <summary>A Sigstore bundle, as cosign 3 writes: a DSSE envelope or a signature over a digest, with its proofs.</summary>
    CosignBundle,

    /// <summary>A DSSE envelope with an in-toto statement, as cosign attest writes.</summary>
    Attestation,

    /// <summary>A Notary Project envelope (JWS or COSE).</summary>
    Notary,
}
