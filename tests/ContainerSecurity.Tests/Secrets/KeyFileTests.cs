using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>Private keys as Base64 of their bytes, without the lines of PEM: PKCS#12, PKCS#8, PKCS#1, SEC 1; and age keys.</summary>
public class KeyFileTests
{
    private static readonly string[] Syntaxes =
    [
        "{0}", "KEYSTORE={0}", "{{\"keystore\": \"{0}\"}}", "keystore: {0}\nother: value\n", "Load(\"{0}\");", "keystore.p12: >-\n    {1}\nother: value\n",
        "{2}", "-----BEGIN PKCS12-----\n{2}\n-----END PKCS12-----",
    ];

    private static readonly Dictionary<string, byte[]> Files = Create();

    [Test]
    public void Key_file_in_Base64_is_a_private_key([ValueSource(nameof(Names))] string name, [ValueSource(nameof(Syntaxes))] string syntax)
    {
        string base64 = Convert.ToBase64String(Files[name]);
        string text = string.Format(null, syntax, base64, Broken(base64, 76, "\n    "), Broken(base64, 64, "\n"));
        SecretFinding finding = SecretDetector.Default.Scan(text).Single(f => f.Kind == SecretKind.PrivateKey);

        Assert.That(string.Concat(text.Substring(finding.Start, finding.Length).Where(c => !char.IsWhiteSpace(c))), Does.EndWith(base64[^8..]));
    }

    [Test]
    public void Key_file_in_a_string_of_many_lines_is_found([ValueSource(nameof(Names))] string name)
    {
        string base64 = Convert.ToBase64String(Files[name]);

        Assert.That(SecretDetector.Default.Scan("x = \"" + Broken(base64, 64, "\\n") + "\""), Has.Count.EqualTo(1));
        Assert.That(SecretDetector.Default.Scan("x = \"" + Broken(base64, 64, "\" +\n    \"") + "\";"), Has.Count.EqualTo(1));
    }

    [Test]
    public void Public_half_in_Base64_is_none()
    {
        using RSA rsa = RSA.Create(2048);
        using ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        byte[][] files =
        [
            rsa.ExportRSAPublicKey(), rsa.ExportSubjectPublicKeyInfo(), curve.ExportSubjectPublicKeyInfo(), request.CreateSigningRequest(),
            request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)).Export(X509ContentType.Cert),
            curve.SignData([1], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
        ];

        Assert.That(files.Where(f => SecretDetector.Default.Scan("x: " + Convert.ToBase64String(f)).Count > 0), Is.Empty);
    }

    [Test]
    public void Cut_key_file_is_none([ValueSource(nameof(Names))] string name)
    {
        string base64 = Convert.ToBase64String(Files[name]);

        Assert.That(SecretDetector.Default.Scan("x: " + base64[..(base64.Length / 2)] + "..."), Is.Empty);
    }

    /// <summary>The key is the one of age's documentation with other digits, so that it is nobody's.</summary>
    [Test]
    public void Checksum_of_an_age_key_is_verified()
    {
        string key = "AGE-SECRET-KEY-1" + WithChecksum(new string([.. Enumerable.Range(0, 52).Select(i => Bech32[i * 7 % 32])]));
        string other = key[..^1] + (key[^1] == 'Q' ? 'P' : 'Q');

        Assert.That(SecretDetector.Default.Scan("SOPS_AGE_KEY=" + key).Single().Confidence, Is.EqualTo(SecretConfidence.VerifiedStructure));
        Assert.That(SecretDetector.Default.Scan("# public key\n" + other).Single().Confidence, Is.EqualTo(SecretConfidence.KnownFormat));
    }

    private const string Bech32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

    private static Dictionary<string, byte[]>.KeyCollection Names() => Files.Keys;

    private static Dictionary<string, byte[]> Create()
    {
        using RSA rsa = RSA.Create(2048);
        using ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa larger = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        var request = new CertificateRequest("CN=a", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var shortRequest = new CertificateRequest("CN=a", curve, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        using X509Certificate2 shorter = shortRequest.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        return new Dictionary<string, byte[]>
        {
            ["PKCS#12 of RSA"] = certificate.Export(X509ContentType.Pfx, "k8Xw2"),
            ["PKCS#12 of a curve"] = shorter.Export(X509ContentType.Pfx, "k8Xw2"),
            ["PKCS#8 of RSA"] = rsa.ExportPkcs8PrivateKey(),
            ["PKCS#8 of a curve"] = curve.ExportPkcs8PrivateKey(),
            ["PKCS#8 of a larger curve"] = larger.ExportPkcs8PrivateKey(),
            ["PKCS#1"] = rsa.ExportRSAPrivateKey(),
            ["SEC 1"] = curve.ExportECPrivateKey(),
        };
    }

    private static string Broken(string base64, int length, string lineEnd) => string.Join(lineEnd, base64.Chunk(length).Select(line => new string(line)));

    /// <summary>The reference computation of BIP 173.</summary>
    private static string WithChecksum(string data)
    {
        const string People = "age-secret-key-";
        int[] values = [.. People.Select(c => c >> 5), 0, .. People.Select(c => c & 31), .. data.Select(c => Bech32.IndexOf(c)), 0, 0, 0, 0, 0, 0];
        uint[] generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        uint sum = 1;
        foreach (int value in values)
        {
            uint top = sum >> 25;
            sum = ((sum & 0x1ffffff) << 5) ^ (uint)value;
            for (int i = 0; i < 5; i++)
                sum ^= ((top >> i) & 1) != 0 ? generator[i] : 0;
        }
        sum ^= 1;
        return data + new string([.. Enumerable.Range(0, 6).Select(i => Bech32[(int)((sum >> (5 * (5 - i))) & 31)])]);
    }
}
