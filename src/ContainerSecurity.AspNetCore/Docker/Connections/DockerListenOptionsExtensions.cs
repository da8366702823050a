using ContainerSecurity.AspNetCore.Docker.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ContainerSecurity.AspNetCore.Docker;

/// <summary>Says what a listener of Kestrel is for.</summary>
public static class DockerListenOptionsExtensions
{
    /// <summary>
    /// Clients of the Docker proxy come in here: HTTP/1.1 only, and connections that can be taken over for attach, exec, logs and archives.
    /// Call it after <c>UseHttps</c>. A proxy endpoint answers on such listeners only.
    /// </summary>
    public static ListenOptions UseDockerProxy(this ListenOptions listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        listener.Protocols = HttpProtocols.Http1;
        listener.Use(next => connection => ConnectionTakeover.RunAsync(connection, next));
        return listener;
    }

    /// <summary>The engine's calls of its authorization plugin come in here. A plugin endpoint answers on such listeners only.</summary>
    public static ListenOptions UseDockerAuthorizationPlugin(this ListenOptions listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        listener.Protocols = HttpProtocols.Http1;
        listener.Use(next => connection =>
        {
            connection.Features.Set(PluginConnection.Instance);
            return next(connection);
        });
        return listener;
    }
}
