namespace ContainerSecurity.AspNetCore.Docker.Engine;

/// <summary>The engine could not be asked, or ended its answer before it was whole.</summary>
internal sealed class EngineUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
