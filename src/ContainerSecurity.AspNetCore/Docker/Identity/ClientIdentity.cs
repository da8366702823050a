using System.Security.Claims;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.AspNetCore.Docker.Identity;

/// <summary>Says who asks.</summary>
internal sealed class ClientIdentity(IOptions<DockerProxyOptions> options)
{
    /// <summary>Returns who asks, or null for somebody unknown.</summary>
    public DockerSubject? Of(HttpContext context)
    {
        DockerSubject? subject = options.Value.SubjectOf is { } own ? own(context) : ByScheme(context.User) ?? ByCertificate(context) ?? ByPeer(context);
        return subject is { Name.Length: > 0 } ? subject : null;
    }

    public static DockerSubject? ByScheme(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name }
            ? new DockerSubject(name) { Groups = [.. user.Claims.Where(c => c.Subject is { } i && c.Type == i.RoleClaimType).Select(c => c.Value)] }
            : null;

    private DockerSubject? ByCertificate(HttpContext context)
    {
        if (options.Value.ClientCertificateAuthorities is not { } authorities || context.Connection.ClientCertificate is not { } certificate)
            return null;
        return OnceAConnection(context, "certificate", () => CertificateIdentity.IsSignedBy(certificate, authorities)
            ? CertificateIdentity.Of(certificate)
            : null);
    }

    private DockerSubject? ByPeer(HttpContext context)
    {
        if (!options.Value.TrustsUnixPeers || context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            return null;
        return OnceAConnection(context, "peer", () => UnixPeer.Of(socket));
    }

    private static DockerSubject? OnceAConnection(HttpContext context, string way, Func<DockerSubject?> find)
    {
        IDictionary<object, object?>? items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        (Type, string) key = (typeof(ClientIdentity), way);
        if (items is not null && items.TryGetValue(key, out object? known))
            return (DockerSubject?)known;
        DockerSubject? subject = find();
        items?[key] = subject;
        return subject;
    }
}
