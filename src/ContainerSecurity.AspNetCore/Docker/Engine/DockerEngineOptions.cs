using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.AspNetCore.Docker;

/// <summary>Where the Docker engine listens, and how the proxy shows who it is.</summary>
public sealed class DockerEngineOptions
{
    /// <summary><c>unix:///path</c> or <c>tcp://host:port</c>. The default value is <c>unix:///var/run/docker.sock</c>.</summary>
    public Uri Address { get; set; } = new("unix:///var/run/docker.sock");

    /// <summary>
    /// The certificate, with its private key, that the proxy shows to the engine: the authorization plugin knows the proxy by it.
    /// With it, or with <see cref="CertificateAuthorities"/>, a connection to <c>tcp://</c> is made over TLS. The default value is null.
    /// </summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Those that may have signed the engine's certificate. Null, the default value, stands for the machine's own.</summary>
    public X509Certificate2Collection? CertificateAuthorities { get; set; }

    /// <summary>How long a connection may take to be made: more than zero, at most five minutes. The default value is 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    internal bool IsEncrypted => Address.Scheme == "tcp" && (ClientCertificate is not null || CertificateAuthorities is not null);

    internal string? Problem() => Address switch
    {
        _ when ConnectTimeout <= TimeSpan.Zero || ConnectTimeout > TimeSpan.FromMinutes(5) =>
            $"A connection to the engine may take more than zero and at most five minutes, not {ConnectTimeout}.",
        null => "The engine's address is missing: write unix:///path or tcp://host:port.",
        { IsAbsoluteUri: false } => $"The engine's address '{Address}' has no scheme: write unix:///path or tcp://host:port.",
        { Scheme: "unix", Host.Length: > 0 } => $"The engine's address '{Address}' names a host: write unix:///path, with three slashes.",
        { Scheme: "unix", AbsolutePath.Length: < 2 } => $"The engine's address '{Address}' has no path.",
        { Scheme: "unix" } when ClientCertificate is not null =>
            "A certificate is shown over tcp:// only; the engine's address is a unix socket.",
        { Scheme: "unix" } => null,
        { Scheme: "tcp", Port: <= 0 } => $"The engine's address '{Address}' has no port.",
        { Scheme: "tcp", PathAndQuery.Length: > 1 } => $"The engine's address '{Address}' has a path; only host and port can be given.",
        { Scheme: "tcp" } when ClientCertificate is { HasPrivateKey: false } => "The certificate for the engine has no private key.",
        { Scheme: "tcp" } => null,
        _ => $"The engine's address '{Address}' is neither unix:///path nor tcp://host:port.",
    };
}
