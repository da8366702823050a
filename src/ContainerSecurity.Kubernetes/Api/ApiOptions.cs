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

    /// <summary>
    /// The longest line of a stream of events that is held: an object of the largest size that a cluster stores, and as
    /// much again for its escapes.
    /// </summary>
    public int MaxLineBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long a stream of events may be silent before it is taken for dead and opened anew. Servers send a bookmark about each minute.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a stream of events lasts at least before the server ends it; it is at most twice as long, so that not all end at once.</summary>
    public TimeSpan StreamLength { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The first wait before something is asked for again that was refused; it doubles, up to ten minutes.</summary>
    public TimeSpan RefusalWait { get; init; } = TimeSpan.FromSeconds(30);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
