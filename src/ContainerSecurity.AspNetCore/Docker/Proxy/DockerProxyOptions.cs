using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Docker;

/// <summary>How the Docker proxy works.</summary>
public sealed class DockerProxyOptions
{
    /// <summary>The engine behind the proxy.</summary>
    public DockerEngineOptions Engine { get; } = new();

    /// <summary>
    /// Says who asks; null for somebody unknown, who is refused. The default value is null: then it is, in this order,
    /// the user that an authentication scheme of the host has found, with its role claims as groups;
    /// the common name of a client certificate that one of <see cref="ClientCertificateAuthorities"/> has signed, with its organizations as groups;
    /// and, where <see cref="TrustsUnixPeers"/>, the user at the other end of a unix socket, with that user's groups.
    /// </summary>
    public Func<HttpContext, DockerSubject?>? SubjectOf { get; set; }

    /// <summary>Those that may have signed the certificates of clients. Null, the default value, accepts no certificate.</summary>
    public X509Certificate2Collection? ClientCertificateAuthorities { get; set; }

    /// <summary>Whether the machine's users are known by the unix socket they come through (Linux only). The default value is false.</summary>
    public bool TrustsUnixPeers { get; set; }

    /// <summary>The header by which a member of several teams says for which one it acts. The default value is <c>X-Container-Team</c>.</summary>
    public string TeamHeader { get; set; } = "X-Container-Team";

    /// <summary>How long an answer may be that is read whole to be filtered, in bytes: from 64 KiB to 1 GiB. The default value is 64 MiB.</summary>
    public long MaxFilteredAnswerLength { get; set; } = 64 * 1024 * 1024;
}
