namespace ContainerSecurity.SupplyChain.Advisories.Fetching;

/// <summary>How published advisories are fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>Whether addresses without TLS are asked; those of this machine always are. False by default.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>How many bytes a file has at most. The default is 4 GiB.</summary>
    public long MaxBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>How many redirects are followed; none leads from TLS to none. The default is 5.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>How often a download that broke off is gone on with. The default is 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How long a server may be silent. The default is 60 seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock. The system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
