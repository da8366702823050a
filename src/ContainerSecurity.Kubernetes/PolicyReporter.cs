using System.Runtime.CompilerServices;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Reports;
using ContainerSecurity.Kubernetes.Watching;
using ContainerSecurity.Policies;
using k8s;

namespace ContainerSecurity.Kubernetes;

/// <summary>
/// Keeps what scans find in the cluster itself, as reports of the Kubernetes policy working group (<c>PolicyReport</c>,
/// <c>wgpolicyk8s.io/v1alpha2</c>) and of OpenReports (<c>Report</c>, <c>openreports.io/v1alpha1</c>), whichever the
/// cluster has.
/// </summary>
/// <remarks>
/// Each object has one report, which belongs to it, so that the cluster deletes both together. Nothing is written where
/// nothing has changed. The reports of a kind that could not be listed stay as they are.
/// </remarks>
public sealed class PolicyReporter
{
    internal const string NoFormat =
        "The cluster has no kind of reports: neither PolicyReport (wgpolicyk8s.io) nor Report (openreports.io). Install one of the two, or scan without reports.";

    private readonly ApiConnection connection;
    private readonly TimeProvider time;

    /// <summary>Creates a reporter.</summary>
    /// <param name="client">The client of the cluster, which is used but not disposed.</param>
    /// <param name="time">The clock of the results; null for the system's.</param>
    /// <exception cref="ArgumentException">The client is no <see cref="k8s.Kubernetes"/>, whose connection is needed.</exception>
    public PolicyReporter(IKubernetes client, TimeProvider? time = null)
        : this(client, time, new ApiOptions())
    {
    }

    internal PolicyReporter(IKubernetes client, TimeProvider? time, ApiOptions api)
    {
        ArgumentNullException.ThrowIfNull(client);
        connection = new ApiConnection(client as k8s.Kubernetes
            ?? throw new ArgumentException("The client must be a k8s.Kubernetes, whose connection is used for raw requests.", nameof(client)), api);
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Runs a scan and stores what it finds. Gives the decisions of the scan, then one for each thing that could not be stored.</summary>
    /// <param name="scan">The scan, which has not been run.</param>
    /// <param name="cancellationToken">Stops the scan; what has been found until then is not stored.</param>
    /// <exception cref="InvalidOperationException">The scan does not know its objects: see <see cref="ClusterScanOptions.KeepsReferences"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<Decision> RunAsync(ClusterScan scan, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        if (!scan.KeepsReferences)
            throw new InvalidOperationException($"Reports need {nameof(ClusterScanOptions)}.{nameof(ClusterScanOptions.KeepsReferences)}.");
        var results = new Dictionary<ClusterObjectReference, List<ReportedResult>>();
        await foreach (Decision decision in scan.JudgeAsync(cancellationToken).ConfigureAwait(false))
        {
            if (scan.ObjectOf(decision) is { } about)
                Add(results, about, decision, scan.PolicyName);
            yield return decision;
        }
        IReadOnlyList<ReportFormat> formats = ReportFormat.Of(scan.Served);
        if (formats.Count == 0 && scan.Served.Count > 0)
            yield return Unstored(NoFormat);
        foreach (ReportFormat format in formats)
            await foreach (string problem in StoreAsync(format, scan, results, cancellationToken).ConfigureAwait(false))
                yield return Unstored(problem);
    }

    /// <summary>
    /// Watches a cluster and keeps its reports as the cluster is: they come, change and go with what is told of their
    /// objects. Gives the decisions of the watcher, and one for each thing that cannot be stored, which is tried again.
    /// </summary>
    /// <param name="watcher">The watcher, which does not run.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="InvalidOperationException">The watcher runs already.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<Decision> FollowAsync(ClusterWatcher watcher, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(watcher);
        var keeper = new ReportKeeper(connection, watcher, time);
        await foreach (WatchBatch batch in watcher.BatchesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (Decision decision in watcher.Tell(batch))
                yield return decision;
            foreach (string problem in await keeper.KeepAsync(batch, cancellationToken).ConfigureAwait(false))
                yield return Unstored(problem);
        }
    }

    private static void Add(Dictionary<ClusterObjectReference, List<ReportedResult>> results, ClusterObjectReference about, Decision decision, string policy)
    {
        IReadOnlyList<ReportedResult> found = ReportedResult.Of(decision, policy);
        if (found.Count == 0)
            return;
        if (!results.TryGetValue(about, out List<ReportedResult>? list))
            results.Add(about, list = []);
        list.AddRange(found);
    }

    private async IAsyncEnumerable<string> StoreAsync(
        ReportFormat format, ClusterScan scan, Dictionary<ClusterObjectReference, List<ReportedResult>> results, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var store = new ReportStore(connection, format, time);
        if (await ProblemOfAsync(() => store.LoadAsync(scan.Scope, cancellation)).ConfigureAwait(false) is { } unread)
        {
            yield return $"The reports of kind {format.Kind.FullName} could not be read, so none was stored: {unread}";
            yield break;
        }
        foreach ((ClusterObjectReference about, List<ReportedResult> found) in results.Where(r => r.Key.Namespace is not null == store.IsNamespaced))
            if (await ProblemOfAsync(() => store.SaveAsync(new ObjectReport(about, found), cancellation)).ConfigureAwait(false) is { } unwritten)
                yield return $"The report on {about.Kind} {(about.Namespace is null ? "" : about.Namespace + "/")}{about.Name} could not be stored as {format.Kind.FullName}: {unwritten}";
        if (await ProblemOfAsync(() => store.DeleteOthersAsync(a => !results.ContainsKey(a) && scan.IsSeen(a), cancellation))
            .ConfigureAwait(false) is { } undeleted)
            yield return $"Old reports of kind {format.Kind.FullName} could not be deleted: {undeleted}";
    }

    private static async Task<string?> ProblemOfAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            return null;
        }
        catch (ApiException e)
        {
            return ClusterGap.Sentence(e.Message);
        }
    }

    private static Decision Unstored(string message) => new("reports", 0, [], [new DocumentError("reports", SourceSpan.FileStart, message)]);
}
