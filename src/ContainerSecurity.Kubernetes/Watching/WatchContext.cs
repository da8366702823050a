using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>What all watches of a session share.</summary>
/// <param name="connection">The connection.</param>
/// <param name="buffer">Takes what is seen.</param>
/// <param name="sink">Is told of lists and of gaps, when all that was seen before has been judged.</param>
/// <param name="metrics">Counts.</param>
/// <param name="pageSize">How many objects a page has.</param>
/// <param name="parallelism">How many lists are read at a time.</param>
internal sealed class WatchContext(ApiConnection connection, ChangeBuffer buffer, IWatchSink sink, WatchMetrics metrics, int pageSize,
    int parallelism) : IDisposable
{
    private readonly SemaphoreSlim turns = new(parallelism);

    public ApiConnection Connection => connection;

    public ChangeBuffer Buffer => buffer;

    public IWatchSink Sink => sink;

    public WatchMetrics Metrics => metrics;

    public int PageSize => pageSize;

    /// <summary>Whether lists are asked for as streams; false once the server has refused.</summary>
    public bool StreamsLists { get; set; } = true;

    /// <summary>Waits until a list may be read.</summary>
    /// <returns>Ends the turn.</returns>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation).ConfigureAwait(false);
        return new Turn(turns);
    }

    public void Dispose() => turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
