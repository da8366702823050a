using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions that make keys, certificates and hashes of passwords.</summary>
internal static class CertificateFunctions
{
    private const int CertificateKeyBits = 2048;
    private const int PrivateKeyBits = 4096;
    private const int BcryptCost = 10;
    private const int LongestPassword = 72;
    private const X509KeyUsageFlags UsesOfKeys = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment;

    private static readonly GoType Certificate = new(GoKind.Object, "sprig.certificate");

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        new("genPrivateKey", [GoType.String], false, GoType.String, a => GoValue.Of(PrivateKey(a[0].AsString()))),
        new("genCA", [GoType.String, GoType.Int], false, Certificate, a => Authority(a[0].AsString(), a[1].AsInt(), null)),
        new("genCAWithKey", [GoType.String, GoType.Int, GoType.String], false, Certificate, a => Authority(a[0].AsString(), a[1].AsInt(), a[2].AsString())),
        new("genSelfSignedCert", [GoType.String, GoType.List, GoType.List, GoType.Int], false, Certificate, a => Signed(a, null, null)),
        new(
            "genSelfSignedCertWithKey", [GoType.String, GoType.List, GoType.List, GoType.Int, GoType.String], false, Certificate,
            a => Signed(a, null, a[4].AsString())),
        new(
            "genSignedCert", [GoType.String, GoType.List, GoType.List, GoType.Int, Certificate], false, Certificate,
            a => Signed(a, (IssuedCertificate)a[4], null)),
        new(
            "genSignedCertWithKey", [GoType.String, GoType.List, GoType.List, GoType.Int, Certificate, GoType.String], false, Certificate,
            a => Signed(a, (IssuedCertificate)a[4], a[5].AsString())),
        new("buildCustomCert", [GoType.String, GoType.String], false, Certificate, a => Built(a[0].AsString(), a[1].AsString())),
        new("bcrypt", [GoType.String], false, GoType.String, a => GoValue.Of(Bcrypt(a[0].AsString()))),
        new("htpasswd", [GoType.String, GoType.String], false, GoType.String, a => GoValue.Of(Htpasswd(a[0].AsString(), a[1].AsString()))),
    ];

    private static string PrivateKey(string kind)
    {
        switch (kind)
        {
            case "" or "rsa":
                using (var rsa = RSA.Create(PrivateKeyBits))
                    return Lines(rsa.ExportRSAPrivateKeyPem());
            case "ecdsa":
                using (var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                    return Lines(ecdsa.ExportECPrivateKeyPem());
            default:
                return $"Unknown type {kind}";
        }
    }

    private static string Bcrypt(string password) => BCrypt.Net.BCrypt.HashPassword(password, BCrypt.Net.BCrypt.GenerateSalt(BcryptCost, 'a'));

    private static string Htpasswd(string user, string password)
    {
        if (user.Contains(':', StringComparison.Ordinal))
            return $"invalid username: {user}";
        return Encoding.UTF8.GetByteCount(password) > LongestPassword
            ? "failed to create bcrypt hash: bcrypt: password length exceeds 72 bytes"
            : $"{user}:{Bcrypt(password)}";
    }

    private static IssuedCertificate Authority(string name, int days, string? key)
    {
        using RSA rsa = KeyOf(key);
        CertificateRequest request = RequestFor(name, rsa);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(UsesOfKeys | X509KeyUsageFlags.KeyCertSign, true));
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, Until(days));
        return new IssuedCertificate(Lines(certificate.ExportCertificatePem()), Lines(rsa.ExportRSAPrivateKeyPem()));
    }

    private static IssuedCertificate Signed(GoValue[] arguments, IssuedCertificate? authority, string? key)
    {
        using RSA rsa = KeyOf(key);
        CertificateRequest request = RequestFor(arguments[0].AsString(), rsa);
        var names = new SubjectAlternativeNameBuilder();
        foreach (TracedText address in TextOf.Elements(arguments[1]))
            names.AddIpAddress(IPAddress.TryParse(address.Text, out IPAddress? parsed)
                ? parsed
                : throw new GoFunctionException($"unable to parse IP address {address.Text}"));
        foreach (TracedText name in TextOf.Elements(arguments[2]))
            names.AddDnsName(name.Text);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(UsesOfKeys, true));
        DateTimeOffset until = Until(arguments[3].AsInt());
        using X509Certificate2 certificate = authority is null ? request.CreateSelfSigned(DateTimeOffset.UtcNow, until) : SignedBy(authority, request, until);
        return new IssuedCertificate(Lines(certificate.ExportCertificatePem()), Lines(rsa.ExportRSAPrivateKeyPem()));
    }

    private static X509Certificate2 SignedBy(IssuedCertificate authority, CertificateRequest request, DateTimeOffset until)
    {
        try
        {
            using X509Certificate2 issuer = X509Certificate2.CreateFromPem(authority.Certificate, authority.Key);
            DateTimeOffset latest = issuer.NotAfter.ToUniversalTime();
            return request.Create(issuer, issuer.NotBefore.ToUniversalTime(), until < latest ? until : latest, RandomNumberGenerator.GetBytes(16));
        }
        catch (CryptographicException failure)
        {
            throw new GoFunctionException($"unable to parse certificate: {failure.Message}");
        }
    }

    private static IssuedCertificate Built(string certificate, string key)
    {
        try
        {
            return new IssuedCertificate(
                Encoding.UTF8.GetString(Convert.FromBase64String(certificate)),
                Encoding.UTF8.GetString(Convert.FromBase64String(key)));
        }
        catch (FormatException)
        {
            throw new GoFunctionException("unable to decode base64 certificate");
        }
    }

    private static RSA KeyOf(string? pem)
    {
        if (pem is null)
            return RSA.Create(CertificateKeyBits);
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return rsa;
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            throw new GoFunctionException($"error parsing private key: {failure.Message}");
        }
    }

    private static CertificateRequest RequestFor(string name, RSA key)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name.Length > 0 ? name : "unnamed");
        return new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static DateTimeOffset Until(int days) => DateTimeOffset.UtcNow.AddDays(Math.Clamp(days, 1, 36_500));

    private static string Lines(string pem) => pem.EndsWith('\n') ? pem : pem + "\n";

    /// <summary>A certificate and its key as templates see them.</summary>
    private sealed class IssuedCertificate(string certificate, string key) : ObjectValue
    {
        public string Certificate => certificate;

        public string Key => key;

        public override GoType Type => CertificateFunctions.Certificate;

        public override GoValue? Field(string name) => name switch { "Cert" => Of(certificate), "Key" => Of(key), _ => null };

        public override TracedText Print() => TracedText.Of($"{{{certificate} {key}}}");
    }
}
