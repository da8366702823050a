using k8s;
using k8s.LeaderElection;
using k8s.LeaderElection.ResourceLock;

namespace ContainerSecurity.Tool.Cluster;

/// <summary>Sees to it that one of several processes works, by a lease that they all know. The others wait until it is theirs.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="namespace">The namespace of the lease.</param>
/// <param name="name">The name of the lease.</param>
internal sealed class Leadership(IKubernetes client, string @namespace, string name)
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(2);
    private readonly string identity = $"{Environment.MachineName}_{Guid.NewGuid():N}";

    /// <summary>Whether this process works.</summary>
    public bool IsLeading { get; private set; }

    /// <summary>Works each time that the lease is this process's, until it is lost.</summary>
    /// <param name="work">The work, which ends when it is cancelled.</param>
    /// <param name="cancellation">Ends the waiting and the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            using var elector = new LeaderElector(new LeaderElectionConfig(new LeaseLock(client, @namespace, name, identity))
            {
                LeaseDuration = LeaseDuration,
                RenewDeadline = RenewDeadline,
                RetryPeriod = RetryPeriod,
            });
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            elector.OnStartedLeading += () => started.TrySetResult();
            Task holding = elector.RunUntilLeadershipLostAsync(cancellation);
            if (await Task.WhenAny(started.Task, holding).ConfigureAwait(false) == started.Task)
                await LeadAsync(work, holding, cancellation).ConfigureAwait(false);
            await holding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (holding.IsFaulted)
                await Task.Delay(RetryPeriod, cancellation).ConfigureAwait(false);
        }
    }

    private async Task LeadAsync(Func<CancellationToken, Task> work, Task holding, CancellationToken cancellation)
    {
        using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        IsLeading = true;
        Task working = work(term.Token);
        await Task.WhenAny(working, holding).ConfigureAwait(false);
        await term.CancelAsync().ConfigureAwait(false);
        try
        {
            await working.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Another process has the lease; this one waits for it.
        }
        finally
        {
            IsLeading = false;
        }
    }
}
