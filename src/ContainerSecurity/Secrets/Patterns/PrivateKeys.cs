// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Keys;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Private keys in text: PEM (PKCS#1, PKCS#8, SEC 1, OpenSSH), PGP and PuTTY, and PEM within Base64 as kubeconfig and Secret files have it.</summary>
internal static class PrivateKeys
{
    /// <summary>Shorter bodies are placeholders; a P-256 key in PKCS#8 or an Ed25519 key takes more.</summary>
    private const int ShortestBody = 40;

    /// <summary>The public half of an RSA key of 16384 bits has 2.8 kB.</summary>
    private const int LongestPublicHalf = 4 * 1024;

    /// <summary>An RSA key of 16384 bits in PEM has 13 kB.</summary>
    private const int LongestBody = 32 * 1024;

    /// <summary>The digits that tell the size of a DER file.</summary>
    private const int Head = 8;

    /// <summary>The digits of a DER file that tell what it is: an RSA modulus of 16384 bits and the exponents' lengths.</summary>
    private const int LongestBeginning = 5600;

    /// <summary>A PKCS#12 file that does not tell its size has at least as many bytes.</summary>
    private const int ShortestUnsized = 256;

    /// <summary>The digits of the largest DER file that is looked for.</summary>
    private const int LongestFile = 512 * 1024;

    /// <summary>The beginning of the next line of PEM, be it the end of a key or of none.</summary>
    private const string Dashes = "-----";

    /// <summary>How many characters a search for a text takes in one step.</summary>
    private const int CharactersAtOnce = 16;

    private static readonly CharacterSet Body = CharacterSet.Base64 | CharacterSet.Space | CharacterSet.Of("=\\\"'+,:.-|>#()");

    private static readonly string PemKey = "-----BEGIN PRIVATE "
        + "KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgk8Xw2QmZr7TbVn4L\n-----END PRIVATE KEY-----";

    /// <summary>What version 0 or 1 and what comes next in a private key look like behind lengths of one, two and three bytes.</summary>
    private const string DerKey = "(MII[A-Za-z0-9+/]{3}IBA[ADQT]|MI[E-H][A-Za-z0-9+/]Ag(EA|EB)|M[A-H][A-Za-z0-9+/]CAQ[AE])[A-Za-z0-9+/]{24}";

    private static readonly string Der = Fill(
        138, 0x30, 0x81, 0x87, 2, 1, 0, 0x30, 0x13, 6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1, 6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7, 4, 0x6D);

    private static readonly string Pkcs12 = Fill(
        300, 0x30, 0x82, 1, 0x28, 2, 1, 3, 0x30, 0x82, 1, 0x21, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1, 0xA0);

    public static SecretPattern[] Patterns { get; } =
    [
        new("private-key", "Private key", "-----BEGIN ((RSA|DSA|EC|OPENSSH|ENCRYPTED|PGP|ANY|SSH2 ENCRYPTED) )?PRIVATE KEY( BLOCK)?-----")
        {
            Kind = SecretKind.PrivateKey,
            MinimumEntropy = 0,
            Locate = LocatePem,
            Samples = [PemKey, PemKey.Replace("\n", "\\n"), PemKey.Replace("PRIVATE", "OPENSSH PRIVATE")],
            Counterexamples =
            [
                "-----BEGIN PRIVATE " + "KEY-----\n...\n-----END PRIVATE KEY-----",
                "-----BEGIN PUBLIC KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgk8Xw2QmZr7TbVn4L"
            ],
        },
        new("putty-private-key", "Private key", @"PuTTY-User-Key-File-\d: [\w-]+\r?\n")
        {
            Kind = SecretKind.PrivateKey,
            MinimumEntropy = 0,
            Locate = LocatePutty,
            Samples = ["PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: me\nPublic-Lines: 1\nAAAA\nPrivate-"
                + "Lines: 1\nAAAAIEk8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri\n"],
        },
        new("private-key-base64", "Private key", "LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,32768}={0,2}")
        {
            Kind = SecretKind.PrivateKey,
            MinimumEntropy = 0,
            Verify = static text => SecretVerdict.NoneOrVerified(EncodedText.FromBase64(text)?.IndexOf("PRIVATE KEY-----", StringComparison.Ordinal) >= 0),
            Samples = ["client-key-data: " + Convert.ToBase64String(PemKey.Select(c => (byte)c).ToArray())],
            Counterexamples = ["certificate-authority-data: "
                + Convert.ToBase64String(PemKey.Replace("PRIVATE KEY", "CERTIFICATE").Select(c => (byte)c).ToArray())],
        },
        new("private-key-der", "Private key", DerKey)
        {
            Kind = SecretKind.PrivateKey,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) =>
                LocateFile(text, ref start, ref end, ref walk, KeyFile.BeginsPrivateKey),
            Samples = ["private_key = \"" + Der + "\"", "key: |\n  " + Der.Insert(64, "\n  ")],
            Counterexamples = ["cert: MII" + "DdTCCAl2g" + SampleText.Mixed(80), "key: " + Der.Substring(0, 80)],
        },
        new("pkcs12", "PKCS#12", "(MII[A-Za-z0-9+/]{3}IBAz|MIM[A-Za-z0-9+/]{4}CAQMw|MI[E-H][A-Za-z0-9+/]AgED|MIACAQMwgAYJKoZI)[A-Za-z0-9+/]")
        {
            Kind = SecretKind.PrivateKey,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) =>
                LocateFile(text, ref start, ref end, ref walk, KeyFile.BeginsPkcs12),
            Samples = ["keystore.p12: " + Pkcs12, "pfx = \"" + Pkcs12.Insert(76, "\\n") + "\""],
            Counterexamples = ["keystore.p12: MII" + "KcQIBAzCC" + SampleText.Mixed(60) + "...", "keystore.p12: " + Pkcs12.Replace("IBAz", "IBAj")],
        },
    ];

    /// <summary>Base64 over any number of lines, as far as the length that the file tells reaches.</summary>
    private static bool LocateFile(string text, ref int start, ref int end, ref TextWalk walk, Predicate<byte[]> isBeginning)
    {
        if (start < walk.LocatedTo || (start > 0 && text[start - 1] is '+' or '/') || !TokenBoundary.StartsWhole(text, start, 0))
            return false;
        int? size = DerReader.SizeOf(EncodedText.Bytes(text.Substring(start, Head)) ?? []);
        int digits = ((size ?? ShortestUnsized) * 4 + 2) / 3;
        int last = walk.EndOf(Base64Lines.Characters, text, start, text.Length);
        if (digits > LongestFile || last - start < digits)
            return false;
        int beginning = Base64Lines.EndOf(text, start, Math.Min(digits, LongestBeginning), last);
        walk.Add(beginning - start);
        if (!isBeginning(EncodedText.Bytes(Base64Lines.DigitsOf(text.Substring(start, beginning - start))) ?? []))
            return false;
        end = Base64Lines.EndOf(text, start, size is null ? LongestFile : digits, last);
        walk.Add(end - start);
        walk.LocatedTo = end;
        return size is null || Base64Lines.DigitsOf(text.Substring(start, end - start)).Length >= digits;
    }

    /// <summary>The Base64 of bytes that others are filled up with, for samples.</summary>
    private static string Fill(int length, params byte[] head) =>
        Convert.ToBase64String([.. head, .. Enumerable.Range(1, length - head.Length).Select(i => (byte)(i * i * 73 + i * 31))]);

    private static bool LocatePem(string text, ref int start, ref int end, ref TextWalk walk)
    {
        int digits = 0;
        int last = Math.Min(text.Length, end + LongestBody);
        int at = end;
        for (; at < last && Body.Contains(text[at]) && (text[at] != '-' || string.CompareOrdinal(text, at, Dashes, 0, Dashes.Length) != 0); at++)
            if (CharacterSet.Base64.Contains(text[at]))
                digits++;
        walk.Add(at - end + 1);
        if (digits < ShortestBody)
            return false;
        int close = at < last ? text.IndexOf("KEY", at, Math.Min(40, text.Length - at), StringComparison.Ordinal) : -1;
        end = close < 0 ? at : Math.Min(text.Length, close + 8);
        return true;
    }

    private static bool LocatePutty(string text, ref int start, ref int end, ref TextWalk walk)
    {
        int lines = text.IndexOf("Private-Lines: ", end, Math.Min(LongestPublicHalf, text.Length - end), StringComparison.Ordinal);
        walk.Add((lines < 0 ? LongestPublicHalf : lines - end) / CharactersAtOnce);
        if (lines < 0)
            return false;
        end = lines + 15;
        while (end < text.Length && (CharacterSet.Base64.Contains(text[end]) || text[end] is '\r' or '\n' or '='))
            end++;
        return end - lines > ShortestBody;
    }
}
