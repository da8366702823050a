using System.IO.Pipelines;

namespace ContainerSecurity.AspNetCore.Docker.Connections;

/// <summary>Lets an endpoint have the connection for itself.</summary>
internal interface ITakeoverFeature
{
    /// <summary>From now on the client may close its sending side without the request being aborted.</summary>
    void KeepHalfOpen();

    /// <summary>Gives the connection's own pipes away; what the server still writes is dropped.</summary>
    IDuplexPipe TakeOver();

    /// <summary>Returns whether the client has closed both of its sides, as far as the machine can tell without sending to it.</summary>
    bool IsAbandoned();
}
