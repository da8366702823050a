using System.Runtime.CompilerServices;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Scanning;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;
using k8s;

namespace ContainerSecurity.Kubernetes;

/// <summary>Judges what a cluster runs: its objects as the API server has them, by a policy and by the cluster's own policies.</summary>
/// <remarks>What a controller made is told at the controller, once. What could not be listed is an error that names it, so that the scan is incomplete and never a pass. Immutable, and safe for use from any thread.</remarks>
public sealed class ClusterScanner
{
    private readonly ApiConnection connection;
    private readonly Policy policy;
    private readonly PolicyEngineOptions? engineOptions;
    private readonly ClusterScanOptions options;

    /// <summary>Creates a scanner.</summary>
    /// <param name="client">The client of the cluster, which is used but not disposed.</param>
    /// <param name="policy">The policy; null for <see cref="Policy.Default"/>.</param>
    /// <param name="engineOptions">The clock, known findings and bounds; null for the defaults.</param>
    /// <param name="options">What of the cluster is scanned; null for the defaults.</param>
    /// <exception cref="ArgumentException">The client is no <see cref="k8s.Kubernetes"/>, whose connection is needed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ClusterScanner(IKubernetes client, Policy? policy = null, PolicyEngineOptions? engineOptions = null, ClusterScanOptions? options = null)
        : this(client, policy, engineOptions, options, new ApiOptions())
    {
    }

    internal ClusterScanner(IKubernetes client, Policy? policy, PolicyEngineOptions? engineOptions, ClusterScanOptions? options, ApiOptions api)
    {
        ArgumentNullException.ThrowIfNull(client);
        connection = new ApiConnection(client as k8s.Kubernetes ?? throw new ArgumentException("The client must be a k8s.Kubernetes, whose connection is used for raw requests.", nameof(client)), api);
        this.policy = policy ?? Policy.Default;
        this.engineOptions = engineOptions;
        this.options = options ?? new ClusterScanOptions();
        this.options.Check();
    }

    /// <summary>Scans the cluster. Gives one decision for each object as it is judged, kind by kind, then what could be said only when all had been seen, then one for each thing that could not be seen. Memory does not grow with the pods.</summary>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<Decision> ScanAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var selection = new KindSelection(policy.Pods, options.Kinds);
        var survey = new ClusterSurvey(connection, options, selection);
        if (await FailureOfAsync(survey, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            yield return failure;
            yield break;
        }
        var engine = new PolicyEngine(PolicyOf(survey), engineOptions);
        var run = new ClusterRun(connection, survey, options, engine, selection);
        await foreach (Decision decision in engine.ScanAsync(run.SourcesAsync(cancellationToken), null, cancellationToken).ConfigureAwait(false))
            if (run.Finish(decision) is { } told)
                yield return told;
        foreach (ClusterGap gap in run.Gaps)
            yield return Unseen(gap.Namespace is null ? gap.Kind : $"{gap.Kind}/{gap.Namespace}", gap.Message);
    }

    /// <summary>Takes in the cluster's own policies. All that a cluster has is seen, or named as unseen; so what is missing is missing.</summary>
    private Policy PolicyOf(ClusterSurvey survey) => policy with
    {
        IsSetComplete = true,
        Admission = survey.Policies.Count == 0 ? policy.Admission : policy.Admission.With(survey.Policies),
    };

    private static async Task<Decision?> FailureOfAsync(ClusterSurvey survey, CancellationToken cancellation)
    {
        try
        {
            await survey.RunAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (ApiException e)
        {
            return Unseen("cluster", $"The API server could not be asked what it serves, so nothing was judged: {ClusterGap.Sentence(e.Message)}");
        }
    }

    private static Decision Unseen(string what, string message) => new(what, 0, [], [new DocumentError(what, SourceSpan.FileStart, message)]);
}
