namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>The media types of signatures of the Notary Project.</summary>
public static class NotaryMediaTypes
{
    /// <summary>The artifact type of a manifest that holds a signature.</summary>
    public const string Artifact = "application/vnd.cncf.notary.signature";

    /// <summary>An envelope in JWS (RFC 7515, flattened JSON).</summary>
    public const string Jws = "application/jose+json";

    /// <summary>An envelope in COSE (RFC 9052, COSE_Sign1_Tagged).</summary>
    public const string Cose = "application/cose";

    /// <summary>What is signed.</summary>
    public const string Payload = "application/vnd.cncf.notary.payload.v1+json";
}
