namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Certificates;

/// <summary>Object identifiers in certificates (RFC 5280, RFC 6962, Fulcio's list).</summary>
internal static class CertificateOids
{
    public const string SubjectAlternativeName = "2.5.29.17";
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    public const string SignedCertificateTimestamps = "1.3.6.1.4.1.11129.2.4.2";
    public const string OldIssuer = "1.3.6.1.4.1.57264.1.1";
    public const string OtherName = "1.3.6.1.4.1.57264.1.7";
    public const string Issuer = "1.3.6.1.4.1.57264.1.8";
}
