using System.Runtime.CompilerServices;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Scanning;
using ContainerSecurity.Policies;
using k8s;

namespace ContainerSecurity.Kubernetes;

/// <summary>Judges what a cluster runs: its objects as the API server has them, by a policy and by the cluster's own policies.</summary>
/// <remarks>
/// What a controller made is told at the controller, once. What could not be listed is an error that names it, so that
/// the scan is incomplete and never a pass. Immutable, and safe for use from any thread.
/// </remarks>
public sealed class ClusterScanner
{
    private readonly ApiConnection connection;
    private readonly PolicyEngine engine;
    private readonly ClusterScanOptions options;

    /// <summary>Creates a scanner.</summary>
    /// <param name="client">The client of the cluster, which is used but not disposed.</param>
    /// <param name="engine">The policy that judges beside the cluster's own; null for the default one.</param>
    /// <param name="options">What of the cluster is scanned; null for the defaults.</param>
    /// <exception cref="ArgumentException">The client is no <see cref="k8s.Kubernetes"/>, whose connection is needed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ClusterScanner(IKubernetes client, PolicyEngine? engine = null, ClusterScanOptions? options = null)
        : this(client, engine, options, new ApiOptions())
    {
    }

    internal ClusterScanner(IKubernetes client, PolicyEngine? engine, ClusterScanOptions? options, ApiOptions api)
    {
        ArgumentNullException.ThrowIfNull(client);
        connection = new ApiConnection(client as k8s.Kubernetes
            ?? throw new ArgumentException("The client must be a k8s.Kubernetes, whose connection is used for raw requests.", nameof(client)), api);
        this.engine = engine ?? new PolicyEngine();
        this.options = options ?? new ClusterScanOptions();
        this.options.Check();
    }

    /// <summary>Asks the cluster what it serves, and for its own policies.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>The scan, which has not begun. That the cluster does not answer is said by its decisions.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ClusterScan> OpenAsync(CancellationToken cancellationToken = default)
    {
        var selection = new KindSelection(engine.Policy.Pods, options.Kinds);
        var survey = new ClusterSurvey(connection, options, selection);
        try
        {
            await survey.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            return new ClusterScan(engine, null, ClusterScan.Unanswered(e));
        }
        PolicyEngine judging = EngineFor(engine, survey);
        return new ClusterScan(judging, new ClusterRun(connection, survey, options, judging, selection), null);
    }

    /// <summary>Scans the cluster, as <see cref="ClusterScan.JudgeAsync"/> says.</summary>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<Decision> ScanAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ClusterScan scan = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await foreach (Decision decision in scan.JudgeAsync(cancellationToken).ConfigureAwait(false))
            yield return decision;
    }

    /// <summary>Takes in the cluster's own policies. All that a cluster has is seen, or named as unseen; so what is missing is missing.</summary>
    internal static PolicyEngine EngineFor(PolicyEngine engine, ClusterSurvey survey) => engine.With(engine.Policy with
    {
        IsSetComplete = true,
        Admission = survey.Policies.Count == 0 ? engine.Policy.Admission : engine.Policy.Admission.With(survey.Policies),
    });
}
