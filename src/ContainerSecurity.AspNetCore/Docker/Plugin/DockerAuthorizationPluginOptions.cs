namespace ContainerSecurity.AspNetCore.Docker;

/// <summary>How the authorization plugin works.</summary>
public sealed class DockerAuthorizationPluginOptions
{
    /// <summary>
    /// The SHA-256 fingerprints, in hexadecimal digits, of the certificates that the proxy shows to the engine. What comes with one of them has been judged
    /// and passes. Empty, the default value, for no proxy.
    /// </summary>
    public IList<string> ProxyCertificates { get; } = [];
}
