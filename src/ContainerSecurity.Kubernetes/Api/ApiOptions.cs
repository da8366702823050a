namespace ContainerSecurity.Kubernetes.Api;

/// <summary>Bounds on what is asked of an API server.</summary>
internal sealed record ApiOptions
{
    /// <summary>How often a request is sent in all before it is given up.</summary>
    public int Attempts { get; init; } = 6;

    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(0.8);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer may take to begin, and how long its body may stand still.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest body that is held.</summary>
    public int MaxBodyBytes { get; init; } = 64 * 1024 * 1024;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
