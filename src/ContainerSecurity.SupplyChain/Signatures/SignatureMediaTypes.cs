namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>Media types of signatures and what holds them.</summary>
public static class SignatureMediaTypes
{
    /// <summary>The payload of cosign's simple signing.</summary>
    public const string SimpleSigning = "application/vnd.dev.cosign.simplesigning.v1+json";

    /// <summary>A DSSE envelope.</summary>
    public const string Dsse = "application/vnd.dsse.envelope.v1+json";

    /// <summary>A Sigstore bundle of version 0.3, as cosign 3 writes.</summary>
    public const string Bundle = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// <summary>A Notary Project envelope in JSON (JWS).</summary>
    public const string NotaryJws = "application/jose+json";

    /// <summary>A Notary Project envelope in COSE.</summary>
    public const string NotaryCose = "application/cose";

    /// <summary>The artifact type of Notary Project signatures.</summary>
    public const string NotaryArtifact = "application/vnd.cncf.notary.signature";

    /// <summary>The predicate of a statement that is an image's signature and nothing more (cosign 3).</summary>
    public const string CosignSignPredicate = "https://sigstore.dev/cosign/sign/v1";

    private const string BundlePrefix = "application/vnd.dev.sigstore.bundle";

    /// <summary>Whether content of a type is a Sigstore bundle, of whatever version.</summary>
    public static bool IsBundle(string mediaType) =>
        mediaType is not null && mediaType.StartsWith(BundlePrefix, StringComparison.Ordinal);

    /// <summary>Whether content of a type may be a signature or attestation that some verifier here knows.</summary>
    public static bool IsKnown(string mediaType) =>
        mediaType is SimpleSigning or Dsse or NotaryJws or NotaryCose || IsBundle(mediaType);
}
