namespace ContainerSecurity.SupplyChain.Signatures.Notary.Envelopes;

/// <summary>What stands beside the signature and is not signed.</summary>
/// <param name="Certificates">The certificates in DER, the signer's first.</param>
/// <param name="TimestampToken">The time stamp; null where there is none.</param>
/// <param name="SigningAgent">The program that signed; null where it is not named.</param>
internal sealed record UnsignedHeaders(IReadOnlyList<byte[]> Certificates, byte[]? TimestampToken, string? SigningAgent)
{
    public const string TimestampKey = "io.cncf.notary.timestampSignature";
    public const string AgentKey = "io.cncf.notary.signingAgent";

    /// <exception cref="SignatureFormatException">There are none, or more than are read.</exception>
    public UnsignedHeaders Checked() =>
        Certificates.Count == 0 ? throw new SignatureFormatException("The envelope holds no certificates.")
        : Certificates.Count > NotaryEnvelope.MaxCertificates
            ? throw new SignatureFormatException($"The envelope holds {Certificates.Count} certificates; {NotaryEnvelope.MaxCertificates} are read at most.")
        : this;
}
