namespace ContainerSecurity.SupplyChain.Signatures.Signing;

/// <summary>How a signature or attestation is kept beside an image.</summary>
public enum SignatureShape
{
    /// <summary>A Sigstore bundle of version 0.3 that refers to the image, as cosign 3 writes and reads.</summary>
    Bundle,

    /// <summary>The simple signing payload or DSSE envelope that refers to the image, as cosign 2 does where it is asked to use referrers.</summary>
    Referrer,

    /// <summary>A layer under the tag <c>sha256-….sig</c> or <c>.att</c>, as cosign 1 and 2 write and read.</summary>
    Tag,
}
