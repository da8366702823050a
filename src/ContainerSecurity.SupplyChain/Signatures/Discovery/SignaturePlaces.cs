namespace ContainerSecurity.SupplyChain.Signatures.Discovery;

/// <summary>Where signatures of an image are looked for.</summary>
[Flags]
public enum SignaturePlaces
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>
    /// The manifests whose subject is the image, as the registry lists them, or under the tag of referrers where it does
    /// not (cosign 3, Notary Project): in a registry three requests for one signature, the list, the manifest and the
    /// signature, and one more where the tag is needed.
    /// </summary>
    Referrers = 1,

    /// <summary>cosign's tag of signatures, <c>sha256-….sig</c>: two requests for one signature.</summary>
    SignatureTag = 2,

    /// <summary>cosign's tag of attestations, <c>sha256-….att</c>: two requests for one attestation.</summary>
    AttestationTag = 4,

    /// <summary>Everywhere.</summary>
    All = Referrers | SignatureTag | AttestationTag,
}
