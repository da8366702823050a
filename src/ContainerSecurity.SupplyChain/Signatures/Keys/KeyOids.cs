namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>Object identifiers of the algorithms of keys (RFC 3279, RFC 5480, RFC 8410).</summary>
internal static class KeyOids
{
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string EllipticCurve = "1.2.840.10045.2.1";
    public const string Ed25519 = "1.3.101.112";
    public const string P256 = "1.2.840.10045.3.1.7";
    public const string P384 = "1.3.132.0.34";
    public const string P521 = "1.3.132.0.35";
}
