using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>An authority and what it has signed, for one run of the tests.</summary>
internal sealed class TestCertificates
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1"), ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private readonly string folder;
    private readonly X509Certificate2 authority;
    private int serial = 1;

    public TestCertificates(string folder)
    {
        this.folder = folder;
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    public X509Certificate2Collection Authorities => [X509CertificateLoader.LoadCertificate(authority.RawData)];

    /// <summary>Signs a certificate of a server on the loopback, and writes it as Docker's programs want it.</summary>
    public X509Certificate2 Server(string name) => Create($"CN={name}", ServerAuthentication, name);

    /// <summary>Signs a certificate of a client.</summary>
    public X509Certificate2 Client(string name, string subject) => Create(subject, ClientAuthentication, name);

    /// <summary>Signs a certificate of a server that is over.</summary>
    public X509Certificate2 Expired(string name) => Create($"CN={name}", ServerAuthentication, name, DateTimeOffset.UtcNow.AddHours(-1));

    /// <summary>The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> of a name.</summary>
    public string FolderOf(string name) => Path.Combine(folder, name);

    private X509Certificate2 Create(string subject, Oid purpose, string name, DateTimeOffset? end = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([purpose], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-12), end ?? DateTimeOffset.UtcNow.AddDays(1), BitConverter.GetBytes(serial++));
        string own = Directory.CreateDirectory(FolderOf(name)).FullName;
        File.WriteAllText(Path.Combine(own, "ca.pem"), authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(own, "cert.pem"), signed.ExportCertificatePem());
        File.WriteAllText(Path.Combine(own, "key.pem"), key.ExportECPrivateKeyPem());
        using X509Certificate2 whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
