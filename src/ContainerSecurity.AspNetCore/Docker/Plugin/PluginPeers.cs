using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSecurity.AspNetCore.Docker.Identity;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.AspNetCore.Docker.Plugin;

/// <summary>Says who is behind the certificates that the engine has verified.</summary>
internal sealed class PluginPeers
{
    /// <summary>How many certificates are remembered, since reading one takes longer than all else.</summary>
    private const int MaxCount = 1024;

    private readonly ConcurrentDictionary<string, PluginPeer> known = new(StringComparer.Ordinal);

    public PluginPeer Of(PluginMessage message)
    {
        if (message.Certificates is not [{ Length: > 0 } certificate, ..])
            return new PluginPeer(Named(message, null), null);
        if (!known.TryGetValue(certificate, out PluginPeer? peer))
        {
            peer = Read(certificate);
            if (known.Count < MaxCount)
                known.TryAdd(certificate, peer);
        }
        return peer with { Subject = Named(message, peer.Subject) };
    }

    /// <summary>Returns a fingerprint as it is compared: capitals, no colons.</summary>
    public static string Normalize(string fingerprint) => fingerprint.Replace(":", "", StringComparison.Ordinal).Trim().ToUpperInvariant();

    // The user is the engine's word; the certificate adds the groups only where it says the same.
    private static DockerSubject Named(PluginMessage message, DockerSubject? subject) =>
        message.User.Length == 0 ? DockerSubject.Anonymous : subject?.Name == message.User ? subject : new DockerSubject(message.User);

    private static PluginPeer Read(string text)
    {
        try
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(text)));
            return new PluginPeer(CertificateIdentity.Of(certificate) ?? DockerSubject.Anonymous, certificate.GetCertHashString(HashAlgorithmName.SHA256));
        }
        catch (Exception e) when (e is FormatException or CryptographicException or ArgumentException)
        {
            return new PluginPeer(DockerSubject.Anonymous, null);
        }
    }
}
