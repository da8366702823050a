using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet.Handler.Abstractions;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>
/// The client's certificate as Docker's own client keeps it: <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> in one
/// folder.
/// </summary>
internal sealed class PemCredentials : IAuthProvider
{
    private const string VerifyVariable = "DOCKER_TLS_VERIFY";
    private const string FolderVariable = "DOCKER_CERT_PATH";
    private readonly X509Certificate2 certificate;
    private readonly X509Certificate2Collection authorities;

    private PemCredentials(string folder)
    {
        // A key that stands in memory alone cannot be used for TLS on all systems.
        using var fromPem = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        certificate = X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), null);
        authorities = [];
        authorities.ImportFromPemFile(Path.Combine(folder, "ca.pem"));
    }

    /// <inheritdoc/>
    public bool TlsEnabled => true;

    /// <summary>The credentials that the environment names; null for none.</summary>
    /// <exception cref="DockerHostException">The folder holds no certificates that can be read.</exception>
    public static PemCredentials? FromEnvironment()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(VerifyVariable)))
            return null;
        string folder = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
        try
        {
            return new PemCredentials(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new DockerHostException($"The certificates in '{folder}' (ca.pem, cert.pem, key.pem) cannot be read: {e.Message}", innerException: e);
        }
    }

    /// <inheritdoc/>
    public HttpMessageHandler ConfigureHandler(HttpMessageHandler handler)
    {
        if (handler is not SocketsHttpHandler sockets)
            throw new NotSupportedException("A certificate is shown over TCP alone.");
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.AddRange(authorities);
        sockets.SslOptions = new SslClientAuthenticationOptions { ClientCertificates = [certificate], CertificateChainPolicy = trust };
        return sockets;
    }
}
