using System.Security.Cryptography;

namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>Reads PEM (RFC 7468) with exactly one object.</summary>
internal static class PemText
{
    public static (string Label, byte[] Content) ReadOne(string pem, int maxLength)
    {
        if (pem.Length > maxLength)
            throw new KeyFormatException($"The PEM text is longer than {maxLength} characters.");
        if (!PemEncoding.TryFind(pem, out PemFields fields))
            throw new KeyFormatException("There is no PEM object ('-----BEGIN …-----') in the text.");
        if (pem.AsSpan(fields.Location.End.GetOffset(pem.Length)).Contains("-----BEGIN ", StringComparison.Ordinal))
            throw new KeyFormatException("The text holds several PEM objects; exactly one is expected.");
        byte[] content = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64Chars(pem.AsSpan()[fields.Base64Data], content, out int written) && written == content.Length
            ? (pem[fields.Label], content)
            : throw new KeyFormatException("The PEM object is no base64.");
    }
}
