using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Certificates;

/// <summary>
/// Verifies that logs of certificates have a certificate: the signed certificate timestamps (SCT) in it (RFC 6962,
/// 3.2 and 3.3).
/// </summary>
internal static class CertificateTimestamps
{
    /// <summary>How many are looked at.</summary>
    public const int MaxCount = 32;

    private const int IdLength = 32;
    private const byte Version1 = 0;
    private const byte KindOfSignature = 0;
    private const byte Sha256 = 4;
    private const ushort PreCertificateEntry = 1;

    /// <summary>In how many trusted logs the certificate is.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">The certificate of who issued it.</param>
    /// <param name="logs">The trusted logs.</param>
    public static int Count(X509Certificate2 certificate, X509Certificate2 issuer, IReadOnlyList<LogKey> logs)
    {
        if (certificate.Extensions[CertificateOids.SignedCertificateTimestamps] is not { } extension)
            return 0;
        try
        {
            byte[] content = PreCertificate.Of(certificate);
            byte[] issuerHash = SHA256.HashData(issuer.PublicKey.ExportSubjectPublicKeyInfo());
            HashSet<LogKey> found = [];
            foreach (ReadOnlyMemory<byte> timestamp in Read(AsnDecoder.ReadOctetString(extension.RawData, AsnEncodingRules.DER, out _)))
            {
                if (Verify(timestamp.Span, content, issuerHash, logs) is { } log)
                    found.Add(log);
            }
            return found.Select(l => l.Key).Distinct().Count();
        }
        catch (Exception e) when (e is AsnContentException or ArgumentOutOfRangeException)
        {
            return 0;
        }
    }

    /// <summary>A list of timestamps, each with its length before it.</summary>
    private static List<ReadOnlyMemory<byte>> Read(byte[] list)
    {
        List<ReadOnlyMemory<byte>> timestamps = [];
        ReadOnlyMemory<byte> rest = list.AsMemory(2, BinaryPrimitives.ReadUInt16BigEndian(list));
        while (!rest.IsEmpty && timestamps.Count < MaxCount)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            timestamps.Add(rest.Slice(2, length));
            rest = rest[(2 + length)..];
        }
        return timestamps;
    }

    private static LogKey? Verify(ReadOnlySpan<byte> timestamp, byte[] content, byte[] issuerHash, IReadOnlyList<LogKey> logs)
    {
        if (timestamp[0] != Version1)
            return null;
        ReadOnlySpan<byte> id = timestamp.Slice(1, IdLength);
        ReadOnlySpan<byte> time = timestamp.Slice(1 + IdLength, 8);
        ReadOnlySpan<byte> rest = timestamp[(1 + IdLength + 8)..];
        int extensionLength = 2 + BinaryPrimitives.ReadUInt16BigEndian(rest);
        ReadOnlySpan<byte> extensions = rest[..extensionLength];
        ReadOnlySpan<byte> signature = rest[extensionLength..];
        if (signature[0] != Sha256)
            return null;
        byte[] signed =
        [
            Version1, KindOfSignature, .. time, 0, (byte)PreCertificateEntry, .. issuerHash,
            (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content, .. extensions,
        ];
        ReadOnlySpan<byte> bytes = signature.Slice(4, BinaryPrimitives.ReadUInt16BigEndian(signature[2..]));
        ulong milliseconds = BinaryPrimitives.ReadUInt64BigEndian(time);
        if (milliseconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return null;
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
        foreach (LogKey log in logs)
        {
            if (log.IsNamed(id) && log.Window.Contains(at) && log.Key.Verify(signed, bytes))
                return log;
        }
        return null;
    }
}
