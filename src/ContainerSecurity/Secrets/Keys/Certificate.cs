using System.Globalization;

namespace ContainerSecurity.Secrets.Keys;

/// <summary>What an X.509 certificate (RFC 5280) tells about its private key: who it is for, how long it can be used, and the public half.</summary>
internal sealed record Certificate(byte[] Issuer, byte[] Subject, DateTime End, byte[] PublicHalf)
{
    private static readonly string[] TimeFormats = ["yyMMddHHmmss'Z'", "yyyyMMddHHmmss'Z'"];

    /// <summary>Reads a certificate; null where the bytes are none.</summary>
    public static Certificate? TryRead(byte[] der)
    {
        var file = new DerReader(der);
        if (!file.TryRead(DerReader.Sequence, out DerReader signed) || !signed.TryRead(DerReader.Sequence, out DerReader body))
            return null;
        body.Skip(DerReader.Field(0));
        return body.Skip(DerReader.Integer)
            && body.Skip(DerReader.Sequence)
            && body.TryRead(DerReader.Sequence, out DerReader issuer)
            && body.TryRead(DerReader.Sequence, out DerReader validity)
            && body.TryRead(DerReader.Sequence, out DerReader subject)
            && body.TryRead(DerReader.Sequence, out DerReader key)
            && EndOf(validity) is { } end
            && PublicHalfIn(key) is { } half
                ? new Certificate(issuer.ToArray(), subject.ToArray(), end, half)
                : null;
    }

    /// <summary>
    /// The public half within a private key (PKCS#1, SEC 1, PKCS#8): the modulus of RSA, the point of a curve. Null
    /// where the key does not have it, or is encrypted.
    /// </summary>
    public static byte[]? PublicHalfOfPrivateKey(byte[] der)
    {
        var file = new DerReader(der);
        if (!file.TryRead(DerReader.Sequence, out DerReader key) || !key.Skip(DerReader.Integer))
            return null;
        if (key.TryRead(DerReader.Integer, out DerReader modulus))
            return modulus.ToArray();
        bool hasAlgorithm = key.Skip(DerReader.Sequence);
        if (!key.TryRead(DerReader.OctetString, out DerReader inner))
            return null;
        if (hasAlgorithm && PublicHalfOfPrivateKey(inner.ToArray()) is { } half)
            return half;
        key.Skip(DerReader.Field(0));
        if (key.TryRead(DerReader.Field(1, isConstructed: false), out DerReader bits))
            return WithoutCount(bits);
        return key.TryRead(DerReader.Field(1), out DerReader field) && field.TryRead(DerReader.BitString, out bits) ? WithoutCount(bits) : null;
    }

    private static DateTime? EndOf(DerReader validity) => TimeOf(ref validity) is null ? null : TimeOf(ref validity);

    private static DateTime? TimeOf(ref DerReader validity)
    {
        if (!validity.TryRead(DerReader.UtcTime, out DerReader time) && !validity.TryRead(DerReader.GeneralizedTime, out time))
            return null;
        string text = string.Concat(time.ToArray().Select(b => (char)b));
        return DateTime.TryParseExact(
            text,
            TimeFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime at)
            ? at
            : null;
    }

    private static byte[]? PublicHalfIn(DerReader key)
    {
        if (!key.Skip(DerReader.Sequence) || !key.TryRead(DerReader.BitString, out DerReader bits) || WithoutCount(bits) is not { } half)
            return null;
        var rsa = new DerReader(half);
        return rsa.TryRead(DerReader.Sequence, out DerReader numbers) && numbers.TryRead(DerReader.Integer, out DerReader modulus) ? modulus.ToArray() : half;
    }

    /// <summary>A bit string begins with the number of bits that its last byte lacks.</summary>
    private static byte[]? WithoutCount(DerReader bits) => bits.ToArray() is { Length: > 1 } bytes ? [.. bytes.Skip(1)] : null;
}
