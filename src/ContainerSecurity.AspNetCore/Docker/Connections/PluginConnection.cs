namespace ContainerSecurity.AspNetCore.Docker.Connections;

/// <summary>Marks a connection as the engine's, to its authorization plugin.</summary>
internal sealed class PluginConnection
{
    public static readonly PluginConnection Instance = new();
}
