using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Policies;
using Microsoft.AspNetCore.Builder;

namespace ContainerSecurity.Tool.Cluster;

/// <summary>What <c>csec cluster --watch</c> runs: a watch, with its reports where they are asked for, alone or as one of several.</summary>
/// <param name="watcher">The watcher.</param>
/// <param name="reporter">Keeps the reports; null where none are kept.</param>
/// <param name="leadership">Who of several works; null where there is one alone.</param>
/// <param name="server">Answers who asks how the watch is; null for nobody.</param>
internal sealed class ClusterWatch(ClusterWatcher watcher, PolicyReporter? reporter, Leadership? leadership, WebApplication? server)
{
    /// <summary>The decisions, until the watch is ended.</summary>
    public async IAsyncEnumerable<Decision> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var decisions = Channel.CreateBounded<Decision>(1);
        Task running = Task.Run(() => FillAsync(decisions.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (Decision decision in decisions.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                yield return decision;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FillAsync(ChannelWriter<Decision> decisions, CancellationToken cancellation)
    {
        try
        {
            if (server is not null)
                await server.StartAsync(cancellation).ConfigureAwait(false);
            await (leadership is null ? WatchAsync(decisions, cancellation) : leadership.RunAsync(term => WatchAsync(decisions, term), cancellation))
                .ConfigureAwait(false);
            decisions.Complete();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Whoever watches ends it so.
            decisions.Complete();
        }
#pragma warning disable CA1031 // Who reads the decisions gets what failed.
        catch (Exception e)
#pragma warning restore CA1031
        {
            decisions.Complete(e);
        }
    }

    private async Task WatchAsync(ChannelWriter<Decision> decisions, CancellationToken cancellation)
    {
        await foreach (Decision decision in (reporter?.FollowAsync(watcher, cancellation) ?? watcher.WatchAsync(cancellation)).ConfigureAwait(false))
            await decisions.WriteAsync(decision, cancellation).ConfigureAwait(false);
    }
}
