using System.Text;
using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Keys;

/// <summary>
/// Tells whether private keys can still be used by the certificates in the same text: in PEM, or in PEM within Base64 as kubeconfig and Secret files have it.
/// A certificate is a key's own where both have the same public half. A key that does not show its public half, alone
/// in its text, has the only certificate that issued no other.
/// </summary>
internal static class KeyCertificates
{
    private const string Beginning = "-----BEGIN CERTIFICATE-----";

    private const string EncodedBeginning = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t";

    private const string KeyBeginning = "PRIVATE KEY-----";

    /// <summary>More are not looked at.</summary>
    private const int MostCertificates = 64;

    private const int LongestPem = 64 * 1024;

    /// <summary>Completes the findings of private keys in a text by what their certificates tell.</summary>
    public static void Complete(List<SecretFinding> found, string text)
    {
        if (!found.Exists(IsKey))
            return;
        List<Certificate> certificates = [];
        AddAll(certificates, text, EncodedBeginning);
        AddAll(certificates, text, Beginning);
        if (certificates.Count == 0)
            return;
        bool isAlone = found.Count(IsKey) == 1;
        for (int i = 0; i < found.Count; i++)
            if (IsKey(found[i]) && Own(certificates, text.Substring(found[i].Start, found[i].Length), isAlone) is { } own)
                found[i] = found[i].With(own.End < DateTime.UtcNow ? SecretValidity.Expired : SecretValidity.Current);
    }

    private static bool IsKey(SecretFinding finding) => finding is { Kind: SecretKind.PrivateKey, IsDecoded: false };

    private static Certificate? Own(List<Certificate> certificates, string key, bool isAlone)
    {
        string pem = key.IndexOf(KeyBeginning, StringComparison.Ordinal) < 0 && EncodedText.FromBase64(key) is { } decoded ? decoded : key;
        int body = pem.IndexOf(KeyBeginning, StringComparison.Ordinal) + KeyBeginning.Length;
        if (body < KeyBeginning.Length)
            return null;
        if (BytesOf(pem, body) is { } der && Certificate.PublicHalfOfPrivateKey(der) is { } half)
            return certificates.Find(c => c.PublicHalf.SequenceEqual(half));
        if (!isAlone)
            return null;
        Certificate[] last = [.. certificates.Where(c => !certificates.Exists(other => other != c && other.Issuer.SequenceEqual(c.Subject)))];
        return last.Length == 1 ? last[0] : null;
    }

    private static void AddAll(List<Certificate> certificates, string text, string beginning)
    {
        for (int at = text.IndexOf(beginning, StringComparison.Ordinal);
             at >= 0 && certificates.Count < MostCertificates;
             at = text.IndexOf(beginning, at + 1, StringComparison.Ordinal))
        {
            if (beginning == Beginning)
                Add(certificates, text, at + beginning.Length);
            else if (EncodedText.FromBase64(text.Substring(at, EndOfBase64(text, at) - at)) is { } pem)
                AddAll(certificates, pem, Beginning);
        }
    }

    private static void Add(List<Certificate> certificates, string text, int at)
    {
        if (BytesOf(text, at) is { } der && Certificate.TryRead(der) is { } certificate)
            certificates.Add(certificate);
    }

    private static int EndOfBase64(string text, int at)
    {
        int last = Math.Min(text.Length, at + LongestPem);
        while (at < last && CharacterSet.Base64.Contains(text[at]))
            at++;
        return at;
    }

    /// <summary>What Base64 up to the next dashes holds, whatever breaks its lines: line ends, also escaped, indents, quotes.</summary>
    private static byte[]? BytesOf(string text, int at)
    {
        var digits = new StringBuilder();
        int last = Math.Min(text.Length, at + LongestPem);
        for (; at < last && text[at] != '-'; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (CharacterSet.Base64.Contains(text[at]))
                digits.Append(text[at]);
        }
        return EncodedText.Bytes(digits.ToString());
    }
}
