using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures.Notary.Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Timestamps;

/// <summary>A time stamp over a signature (RFC 3161) that an authority of a <c>tsa</c> store made.</summary>
/// <param name="From">The earliest moment: its time less its accuracy.</param>
/// <param name="Until">The latest moment: its time and its accuracy.</param>
/// <param name="Chain">The certificates of the authority, the signer's first, the root last.</param>
internal sealed record NotaryTimestamp(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<X509Certificate2> Chain)
{
    private const int MaxChain = 8;

    /// <summary>Verifies a token.</summary>
    /// <param name="token">The token in DER.</param>
    /// <param name="signature">What it must be made over.</param>
    /// <param name="roots">The certificates of the <c>tsa</c> stores.</param>
    /// <param name="fault">Why it does not count; null where it does.</param>
    public static NotaryTimestamp? Verify(ReadOnlyMemory<byte> token, ReadOnlySpan<byte> signature, IReadOnlyList<X509Certificate2> roots, out string? fault)
    {
        NotaryTimestamp? stamp = null;
        fault = null;
        try
        {
            if (!Rfc3161TimestampToken.TryDecode(token, out Rfc3161TimestampToken? read, out int length) || length != token.Length)
                fault = "The time stamp cannot be read.";
            else if (read.TokenInfo.HashAlgorithmId.Value is "1.3.14.3.2.26" or "1.2.840.113549.2.5")
                fault = "The time stamp is made over a hash that no longer counts.";
            else if (!read.VerifySignatureForData(signature, out X509Certificate2? signer))
                fault = "The time stamp is not one over this signature, or is not signed by the certificate that it names.";
            else if (ChainOf(signer, [.. read.AsSignedCms().Certificates], roots) is not { } chain)
                fault = $"The time stamp's authority '{signer.Subject}' is in no trust store of the type 'tsa'.";
            else
                stamp = Of(read.TokenInfo, chain, out fault);
        }
        catch (Exception e) when (e is CryptographicException or System.Formats.Asn1.AsnContentException)
        {
            fault = $"The time stamp cannot be read: {e.Message}";
        }
        return stamp;
    }

    private static NotaryTimestamp? Of(Rfc3161TimestampTokenInfo info, IReadOnlyList<X509Certificate2> chain, out string? fault)
    {
        TimeSpan accuracy = TimeSpan.FromMicroseconds(info.AccuracyInMicroseconds ?? 0);
        var stamp = new NotaryTimestamp(info.Timestamp - accuracy, info.Timestamp + accuracy, chain);
        fault = CertificateChain.FindFault(chain, ChainPurpose.TimeStamping) is { } wrong ? $"The time stamp does not count. {wrong}"
            : CertificateChain.FindInvalidAt(chain, info.Timestamp, info.Timestamp) is { } invalid
                ? $"The time stamp does not count: the certificate '{invalid.Subject}' of its authority was not valid at {info.Timestamp:u}."
            : null;
        return fault is null ? stamp : null;
    }

    /// <summary>The chain from the signer to a root of the stores; null where there is none.</summary>
    private static List<X509Certificate2>? ChainOf(X509Certificate2 signer, X509Certificate2[] inToken, IReadOnlyList<X509Certificate2> roots)
    {
        var chain = new List<X509Certificate2> { signer };
        while (!roots.Any(r => r.RawDataMemory.Span.SequenceEqual(chain[^1].RawDataMemory.Span)))
        {
            X509Certificate2? next = chain.Count == MaxChain
                ? null
                : roots.Concat(inToken).FirstOrDefault(c => !chain.Contains(c) && CertificateSignature.IsIssuedBy(chain[^1], c));
            if (next is null)
                return null;
            chain.Add(next);
        }
        return chain;
    }
}
