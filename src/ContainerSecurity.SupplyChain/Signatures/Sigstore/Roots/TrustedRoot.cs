namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

/// <summary>
/// Whom Sigstore's clients believe: authorities of certificates and time stamps, and logs of certificates and
/// signatures, each with the time in which it is believed (TrustedRoot of Sigstore's protobuf specifications, as JSON).
/// It is a file; nothing is fetched.
/// </summary>
public sealed class TrustedRoot
{
    internal TrustedRoot(
        IReadOnlyList<TrustedAuthority> certificateAuthorities,
        IReadOnlyList<TrustedAuthority> timestampAuthorities,
        IReadOnlyList<LogKey> certificateLogs,
        IReadOnlyList<LogKey> signatureLogs)
    {
        CertificateAuthorities = certificateAuthorities;
        TimestampAuthorities = timestampAuthorities;
        CertificateLogs = certificateLogs;
        SignatureLogs = signatureLogs;
    }

    internal IReadOnlyList<TrustedAuthority> CertificateAuthorities { get; }

    internal IReadOnlyList<TrustedAuthority> TimestampAuthorities { get; }

    internal IReadOnlyList<LogKey> CertificateLogs { get; }

    internal IReadOnlyList<LogKey> SignatureLogs { get; }

    /// <summary>Reads a trusted root, version 0.1 or 0.2.</summary>
    /// <param name="json">The file, such as <c>trusted_root.json</c>, at most 64 MiB.</param>
    /// <exception cref="SignatureFormatException">
    /// The bytes are no trusted root, or a key or authority in it has no beginning of its time.
    /// </exception>
    public static TrustedRoot Read(ReadOnlyMemory<byte> json) => TrustedRootReader.Read(json);
}
