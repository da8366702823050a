namespace ContainerSecurity.Kubernetes.Api;

/// <summary>
/// How long to wait before a request is sent again: twice as long each time, with chance in it, so that many clients do
/// not come back at once.
/// </summary>
/// <param name="time">The clock that is waited by.</param>
/// <param name="first">The first wait.</param>
/// <param name="longest">The longest wait, which also bounds what a server asks for.</param>
internal sealed class Backoff(TimeProvider time, TimeSpan first, TimeSpan longest)
{
    private int failures;

    /// <summary>How often it was waited since the last success.</summary>
    public int Failures => failures;

    public void Reset() => failures = 0;

    /// <summary>Waits.</summary>
    /// <param name="asked">How long the server asks to wait; null where it does not say.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task WaitAsync(TimeSpan? asked, CancellationToken cancellation)
    {
        TimeSpan own = first * Math.Pow(2, Math.Min(failures++, 16)) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        TimeSpan wait = asked ?? own;
        return Task.Delay(wait < longest ? wait : longest, time, cancellation);
    }
}
