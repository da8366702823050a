namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>A request that is refused with a status and a reason before anything is decided.</summary>
internal sealed class RefusalException(int status, string message) : Exception(message)
{
    public int Status => status;
}
