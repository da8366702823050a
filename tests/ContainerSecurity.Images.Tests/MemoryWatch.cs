namespace ContainerSecurity.Images.Tests;

/// <summary>Watches how much the process grows while something runs.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;
    private readonly long before;
    private long peak;

    public MemoryWatch()
    {
        GC.Collect();
        before = Environment.WorkingSet;
        watching = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                peak = Math.Max(peak, Environment.WorkingSet);
                await Task.Delay(5);
            }
        });
    }

    /// <summary>The growth in MiB.</summary>
    public long Growth => Math.Max(0, peak - before) / 1024 / 1024;

    public void Dispose()
    {
        stop.Cancel();
        watching.Wait();
        stop.Dispose();
    }
}
