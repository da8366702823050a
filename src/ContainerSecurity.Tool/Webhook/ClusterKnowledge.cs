using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Policies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.Tool.Webhook;

/// <summary>
/// Keeps what reviews do not say of the cluster: namespaces and parameters. Reviews are taken once it is known, or
/// could not be had for some seconds.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="engine">The policy, as it is at the time.</param>
/// <param name="logger">Is told what cannot be seen.</param>
internal sealed partial class ClusterKnowledge(k8s.Kubernetes client, IPolicyEngine engine, ILogger<ClusterKnowledge> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly AdmissionInformer informer = new(client, () => [engine.Current.Policy.Admission]);
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private Task telling = Task.CompletedTask;

    public ValueTask<EvaluationRequest> CompleteAsync(EvaluationRequest request, CancellationToken cancellation) =>
        informer.CompleteAsync(request, cancellation);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.Run(() => informer.RunAsync(stop.Token), CancellationToken.None);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!informer.IsSynced && !patience.IsCancellationRequested)
            await Task.Delay(20, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        telling = Task.Run(TellGapsAsync, CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        informer.Dispose();
        stop.Dispose();
        client.Dispose();
    }

    /// <summary>Says what cannot be seen when it begins, and once.</summary>
    private async Task TellGapsAsync()
    {
        HashSet<string> told = [];
        while (!stop.IsCancellationRequested)
        {
            IReadOnlyList<string> gaps = informer.Gaps;
            told.IntersectWith(gaps);
            foreach (string gap in gaps.Where(told.Add))
                LogGap(logger, gap);
            await Task.Delay(Look, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Of the cluster is not known what policies may ask for, so that they have no verdict: {gap}")]
    private static partial void LogGap(ILogger logger, string gap);
}
