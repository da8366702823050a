namespace ContainerSecurity.Images.Registries;

/// <summary>How registries are talked to.</summary>
public sealed class RegistryOptions
{
    /// <summary>
    /// The registries that are asked without TLS, by host and port. The default is none: plain HTTP is only spoken
    /// where it is asked for, on the own machine too.
    /// </summary>
    public IReadOnlySet<string> PlainHttp { get; init; } = new HashSet<string>();

    /// <summary>
    /// Registries that are asked first, in order, by the registry they stand for. A mirror that has not got the image,
    /// or does not answer, is passed over.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Mirrors { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Who the user is. The default is nobody; <see cref="DockerConfigCredentials"/> knows what <c>docker login</c> stored.</summary>
    public IRegistryCredentials? Credentials { get; init; }

    /// <summary>How often a request is tried that fails for reasons that may pass (no answer, 429, 5xx). Must be at least 1. The default value is 5.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The wait before the second attempt, doubled each time, unless the registry says how long. The default value is 500 ms.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait, also where the registry asks for a longer one. The default value is 30 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer, or the next bytes of one, may take. The default value is 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock. The default value is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// What sends requests, for proxies and private certificate authorities. It must not follow redirects. Not
    /// disposed; null for a handler of its own.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }
}
