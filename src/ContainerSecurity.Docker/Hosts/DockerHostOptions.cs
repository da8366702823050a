using ContainerSecurity.Images;
using Docker.DotNet.Handler.Abstractions;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>How a Docker host is reached and read.</summary>
public sealed class DockerHostOptions
{
    /// <summary>
    /// The engine's address: <c>unix:///run/docker.sock</c>, <c>npipe://./pipe/docker_engine</c>,
    /// <c>tcp://host:2376</c>. The default value, null, is that of Docker's own client: DOCKER_HOST, its context, or
    /// the machine's engine.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// The client's certificate. The default value, null, takes it from DOCKER_CERT_PATH where DOCKER_TLS_VERIFY is set
    /// and the address is one of TCP.
    /// </summary>
    public IAuthProvider? Credentials { get; init; }

    /// <summary>
    /// The engine's settings file. The default value, null, is <c>daemon.json</c> where an engine with its address in
    /// the usual place keeps it; engines elsewhere are judged without.
    /// </summary>
    public string? SettingsFile { get; init; }

    /// <summary>
    /// Whether the layers of images are read, by the engine's <c>save</c>, and not their configuration and history
    /// alone. An image is kept in a temporary file while it is read. The default value is false.
    /// </summary>
    public bool ReadsLayers { get; init; }

    /// <summary>How layers are read; the detector of secrets is the policy's. Null for the defaults.</summary>
    public ImageReaderOptions? Images { get; init; }

    /// <summary>How many requests the engine is given at a time, from 1. The default value is 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>
    /// How long one request may take; the saving of an image and the stream of events may take longer. The default
    /// value is 30 seconds.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest answer that is read, in bytes; a list or an object. The default value is 64 MiB.</summary>
    public int MaxAnswerLength { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most objects of one kind that are read. The default value is 100,000.</summary>
    public int MaxObjects { get; init; } = 100_000;

    /// <summary>The largest image whose layers are read, in bytes. The default value is 20 GiB.</summary>
    public long MaxImageLength { get; init; } = 20L * 1024 * 1024 * 1024;

    /// <summary>
    /// How long a watch waits before it asks an engine again that does not answer: the first time, doubled each time up
    /// to a minute. The default value is half a second.
    /// </summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The clock of the waiting. The default value is the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
