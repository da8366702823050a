using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Watching;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using k8s;

namespace ContainerSecurity.Kubernetes;

/// <summary>Judges what a cluster runs, and judges it again as it changes: at any time it tells what a scan would tell that began then.</summary>
/// <remarks>
/// It lists each kind and watches it, and lists it again where the server no longer knows from where to go on. What
/// cannot be seen is an error that names it, and never a pass. Of an object it keeps what is said of it and what others
/// are compared with, and not its fields.
/// </remarks>
public sealed class ClusterWatcher : IDisposable
{
    /// <summary>The name of the meter: <c>ContainerSecurity.Kubernetes</c>.</summary>
    public const string MeterName = "ContainerSecurity.Kubernetes";

    private readonly ApiConnection connection;
    private readonly PolicyEngine engine;
    private readonly ClusterWatchOptions options;
    private readonly Meter? meter;
    private readonly Dictionary<ClusterObjectReference, Decision> told = [];
    private HashSet<ClusterObjectReference> lingering = [];
    private readonly HashSet<ClusterGap> toldGaps = [];
    private readonly HashSet<string> toldOthers = [];
    private readonly int[] findings = new int[Enum.GetValues<Severity>().Length];
    private volatile ClusterWatchHealth health;
    private int isRunning;
    private bool hasTold;

    /// <summary>Creates a watcher.</summary>
    /// <param name="client">The client of the cluster, which is used but not disposed.</param>
    /// <param name="engine">The policy that judges beside the cluster's own; null for the default one.</param>
    /// <param name="options">What of the cluster is watched; null for the defaults.</param>
    /// <exception cref="ArgumentException">The client is no <see cref="k8s.Kubernetes"/>, whose connection is needed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ClusterWatcher(IKubernetes client, PolicyEngine? engine = null, ClusterWatchOptions? options = null)
        : this(client, engine, options, new ApiOptions { Time = options?.Time ?? TimeProvider.System })
    {
    }

    internal ClusterWatcher(IKubernetes client, PolicyEngine? engine, ClusterWatchOptions? options, ApiOptions api)
    {
        ArgumentNullException.ThrowIfNull(client);
        connection = new ApiConnection(client as k8s.Kubernetes
            ?? throw new ArgumentException("The client must be a k8s.Kubernetes, whose connection is used for raw requests.", nameof(client)), api);
        this.engine = engine ?? new PolicyEngine();
        this.options = options ?? new ClusterWatchOptions();
        this.options.Check();
        health = new ClusterWatchHealth(IsSynced: false, 0, [], this.options.Time.GetUtcNow());
        Meter made = this.options.Meters?.Create(new MeterOptions(MeterName)) ?? (meter = new Meter(MeterName));
        Metrics = new WatchMetrics(made);
        WatchMetrics.Observe(made, this);
    }

    /// <summary>How the watch is, as of now; from any thread.</summary>
    public ClusterWatchHealth Health => health;

    internal WatchMetrics Metrics { get; }

    /// <summary>All that has been told and stands.</summary>
    internal IReadOnlyDictionary<ClusterObjectReference, Decision> Told => told;

    /// <summary>
    /// Watches the cluster until it is cancelled. Gives a decision on each object once all have been listed, then on
    /// each of which something else is to be said than before, and on each thing that cannot be seen. An object that is
    /// gone, or that something else speaks for, is <see cref="Decision.Skipped"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="InvalidOperationException">The watcher runs already.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<Decision> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (WatchBatch batch in BatchesAsync(cancellationToken).ConfigureAwait(false))
            foreach (Decision decision in Tell(batch))
                yield return decision;
    }

    /// <summary>Ends the measuring.</summary>
    public void Dispose() => meter?.Dispose();

    /// <summary>All that is to be done, batch by batch.</summary>
    internal async IAsyncEnumerable<WatchBatch> BatchesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref isRunning, 1) > 0)
            throw new InvalidOperationException("The watcher runs already; make another one.");
        try
        {
            Backoff backoff = connection.NewBackoff();
            while (true)
            {
                (WatchSession? session, ClusterGap? failure) = await OpenAsync(cancellation).ConfigureAwait(false);
                if (session is null)
                {
                    Advance(null, [failure!]);
                    yield return new WatchBatch(null, [], [], [failure!]);
                    await backoff.WaitAsync(null, cancellation).ConfigureAwait(false);
                    continue;
                }
                backoff.Reset();
                using (session)
                    await foreach (WatchBatch batch in session.RunAsync(() => Advance(session, session.Gaps), cancellation).ConfigureAwait(false))
                    {
                        Advance(session, batch.Gaps);
                        yield return batch;
                    }
            }
        }
        finally
        {
            Volatile.Write(ref isRunning, 0);
        }
    }

    /// <summary>What is told of a batch to who has heard those before.</summary>
    internal IEnumerable<Decision> Tell(WatchBatch batch)
    {
        foreach (ToldChange change in batch.Changes)
            if (Tell(change, isFirst: batch.IsWhole) is { } decision)
                yield return decision;
        if (batch.Session is { } session)
            foreach (ClusterObjectReference lost in Lost(batch, session))
                yield return Gone(lost);
        foreach (Decision other in batch.Others.Where(o => toldOthers.Add(string.Join('\n', o.Findings.Select(f => f.Finding.Message)))))
            yield return other;
        toldGaps.IntersectWith(batch.Gaps);
        foreach (ClusterGap gap in batch.Gaps.Where(toldGaps.Add))
            yield return ClusterScan.Unseen(gap);
    }

    /// <summary>Says that something was done.</summary>
    internal void Advance() => health = health with { ProgressAt = options.Time.GetUtcNow() };

    internal IEnumerable<Measurement<int>> Measure() =>
        Enum.GetValues<Severity>().Select((s, i) =>
            new Measurement<int>(Volatile.Read(ref findings[i]), new KeyValuePair<string, object?>("severity", s.ToString().ToLowerInvariant())));

    private async Task<(WatchSession? Session, ClusterGap? Failure)> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return (await WatchSession.OpenAsync(connection, engine, options, Metrics, cancellation).ConfigureAwait(false), null);
        }
        catch (ApiException e)
        {
            return (null, new ClusterGap("cluster", null, ClusterScan.Unanswered(e)));
        }
    }

    private void Advance(WatchSession? session, IReadOnlyList<ClusterGap> gaps) =>
        health = new ClusterWatchHealth(session?.IsSynced == true, session?.Objects ?? 0, [.. gaps.Select(g => g.Message)], options.Time.GetUtcNow());

    private Decision? Tell(ToldChange change, bool isFirst)
    {
        lingering.Remove(change.About);
        if (told.Remove(change.About, out Decision? before))
            Count(before, -1);
        if (change.Decision is not { } now)
            return before is null ? null : Gone(change.About);
        if (!Decisions.IsSilent(now))
        {
            told.Add(change.About, now);
            Count(now, 1);
        }
        // What is clean is told once, so that it is seen to have been judged.
        bool isNews = before is null ? !Decisions.IsSilent(now) || (isFirst && !hasTold) : !Decisions.AreSame(before, now);
        return isNews ? now : null;
    }

    /// <summary>What was told by an earlier session and is not there any more, as soon as this one can see that.</summary>
    private ClusterObjectReference[] Lost(WatchBatch batch, WatchSession session)
    {
        hasTold = true;
        if (batch.IsWhole)
            lingering = [.. told.Keys.Except(batch.Changes.Where(c => c.Decision is not null).Select(c => c.About))];
        if (lingering.Count == 0)
            return [];
        ClusterObjectReference[] lost = [.. lingering.Where(session.IsSeen)];
        lingering.ExceptWith(lost);
        foreach (ClusterObjectReference each in lost)
            if (told.Remove(each, out Decision? before))
                Count(before, -1);
        return lost;
    }

    private void Count(Decision decision, int step)
    {
        foreach (PolicyFinding finding in decision.Findings.Where(f => f.IsActive))
            findings[Array.IndexOf(Enum.GetValues<Severity>(), finding.Severity)] += step;
    }

    private static Decision Gone(ClusterObjectReference about)
    {
        string name = Models.ObjectSource.Of(about.ApiVersion, about.Kind, about.Namespace, about.Name).Path;
        return new Decision(name, 0, [], []) { Skipped = "it is gone, or what made it speaks for it" };
    }
}
