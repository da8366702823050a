namespace ContainerSecurity.Secrets.Keys;

/// <summary>Tells what a DER file is by the structure of its beginning, where PEM would tell it by its first line.</summary>
internal static class KeyFile
{
    /// <summary>The content type <c>data</c> of PKCS#7, 1.2.840.113549.1.7.1; the last byte is 2 where the file is signed with a key.</summary>
    private static readonly byte[] ContentType = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];

    /// <summary>The beginning of a file whose parts have no lengths (BER), as keytool and macOS write them.</summary>
    private static readonly byte[] WithoutLength =
    [
        0x30, 0x80, 0x02, 0x01, 0x03, 0x30, 0x80, 0x06, 0x09, .. ContentType, 0x01
    ];

    /// <summary>Whether bytes begin a PKCS#12 file (RFC 7292): a sequence of version 3 and contents of a known type.</summary>
    public static bool BeginsPkcs12(byte[] der)
    {
        if (StartsWith(der, WithoutLength))
            return true;
        var file = DerReader.OfBeginning(der);
        return file.TryRead(DerReader.Sequence, out DerReader store)
            && store.TryRead(DerReader.Integer, out DerReader version)
            && version.ToArray() is [3]
            && store.TryRead(DerReader.Sequence, out DerReader contents)
            && contents.TryRead(DerReader.ObjectIdentifier, out DerReader type)
            && type.ToArray() is { Length: 9 } identifier
            && StartsWith(identifier, ContentType)
            && identifier[8] is 1 or 2;
    }

    /// <summary>Whether bytes begin a private key: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017) or SEC 1 (RFC 5915).</summary>
    public static bool BeginsPrivateKey(byte[] der)
    {
        const int ShortestKey = 16;
        const int ShortestModulus = 64;
        var file = DerReader.OfBeginning(der);
        if (!file.TryRead(DerReader.Sequence, out DerReader key)
            || !key.TryRead(DerReader.Integer, out DerReader version)
            || version.ToArray() is not [0 or 1])
            return false;
        if (key.TryRead(DerReader.Sequence, out DerReader algorithm))
            return algorithm.Skip(DerReader.ObjectIdentifier) && key.Skip(DerReader.OctetString);
        if (key.TryRead(DerReader.OctetString, out DerReader secret))
            return secret.ToArray().Length >= ShortestKey;
        return key.TryRead(DerReader.Integer, out DerReader modulus)
            && modulus.ToArray().Length >= ShortestModulus
            && key.Skip(DerReader.Integer)
            && key.TryRead(DerReader.Integer, out DerReader exponent)
            && exponent.ToArray().Length >= ShortestKey;
    }

    private static bool StartsWith(byte[] bytes, byte[] beginning) => bytes.Length >= beginning.Length && bytes.Take(beginning.Length).SequenceEqual(beginning);
}
