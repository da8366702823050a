using System.Runtime.CompilerServices;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Scanning;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Kubernetes;

/// <summary>A scan of a cluster that has been asked what it serves. It is run once.</summary>
public sealed class ClusterScan
{
    private readonly PolicyEngine engine;
    private readonly ClusterRun? run;
    private readonly string? failure;
    private int runs;

    internal ClusterScan(PolicyEngine engine, ClusterRun? run, string? failure) => (this.engine, this.run, this.failure) = (engine, run, failure);

    /// <summary>The rules that run, the cluster's own policies among them, by ID.</summary>
    public IReadOnlyList<RuleDescriptor> Rules => engine.Rules;

    /// <summary>The object of the cluster that a decision is on; null where it is on none, such as on what could not be seen.</summary>
    /// <param name="decision">A decision of this scan.</param>
    public ClusterObjectReference? ObjectOf(Decision decision) => run?.ObjectOf((decision ?? throw new ArgumentNullException(nameof(decision))).Source);

    internal bool KeepsReferences => run is null || run.KeepsReferences;

    internal string PolicyName => engine.Policy.Name;

    /// <summary>The kinds that the server lists.</summary>
    internal IReadOnlyList<ClusterKind> Served => run?.Served ?? [];

    /// <summary>The namespaces that are scanned; null for all.</summary>
    internal IReadOnlyList<string>? Scope => run?.Scope;

    /// <summary>Whether the scan has seen all that is of the kind and in the namespace of an object.</summary>
    internal bool IsSeen(ClusterObjectReference about) => run?.IsSeen(about.ApiVersion, about.Kind, about.Namespace, about.Name) == true;

    /// <summary>
    /// Judges the objects. Gives one decision for each as it is judged, kind by kind, then what could be said only when
    /// all had been seen, then one for each thing that could not be seen. Memory does not grow with the pods.
    /// </summary>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <exception cref="InvalidOperationException">The scan has been run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<Decision> JudgeAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref runs, 1) > 0)
            throw new InvalidOperationException("A scan is run once; open another one.");
        if (run is null)
        {
            yield return Unseen("cluster", failure!);
            yield break;
        }
        await foreach (Decision decision in engine.ScanAsync(run.SourcesAsync(cancellationToken), null, cancellationToken).ConfigureAwait(false))
            if (run.Finish(decision) is { } told)
                yield return told;
        foreach (ClusterGap gap in run.Gaps)
            yield return Unseen(gap);
    }

    /// <summary>What is told of something that could not be seen.</summary>
    internal static Decision Unseen(ClusterGap gap) => Unseen(gap.Namespace is null ? gap.Kind : $"{gap.Kind}/{gap.Namespace}", gap.Message);

    /// <summary>What is told where a cluster does not answer at all.</summary>
    internal static string Unanswered(ApiException why) =>
        $"The API server could not be asked what it serves, so nothing was judged: {ClusterGap.Sentence(why.Message)}";

    private static Decision Unseen(string what, string message) => new(what, 0, [], [new DocumentError(what, SourceSpan.FileStart, message)]);
}
