using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>How a request reaches the engine.</summary>
internal enum ForwardingMode
{
    /// <summary>By YARP, over pooled connections.</summary>
    Plain,

    /// <summary>Over a connection of its own, by which the answer passes as it comes.</summary>
    Stream,

    /// <summary>The same, and the connection may be hijacked.</summary>
    Hijack,

    /// <summary>As a stream of events.</summary>
    Events,

    /// <summary>Not at all: nothing that follows could be judged.</summary>
    Never,
}

/// <summary>Knows how each endpoint is forwarded.</summary>
internal static class ForwardingModes
{
    public static ForwardingMode Of(DockerEndpoint endpoint) => (endpoint.Method, endpoint.Action) switch
    {
        (_, "session.grpc" or "session.start") => ForwardingMode.Never,
        (_, "container.attach" or "exec.start") => ForwardingMode.Hijack,
        (_, "system.events") => ForwardingMode.Events,
        ("HEAD", _) => ForwardingMode.Plain,
        (_, "container.logs" or "service.logs" or "task.logs" or "container.stats" or "container.export") => ForwardingMode.Stream,
        (_, "container.archive.read" or "container.archive.write") => ForwardingMode.Stream,
        (_, "image.save" or "image.load" or "image.build" or "image.pull" or "image.push") => ForwardingMode.Stream,
        (_, "plugin.install" or "plugin.push" or "plugin.upgrade" or "plugin.create") => ForwardingMode.Stream,
        _ => ForwardingMode.Plain,
    };
}
