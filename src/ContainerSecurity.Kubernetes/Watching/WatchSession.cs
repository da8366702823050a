using System.Runtime.CompilerServices;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Scanning;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>
/// Watches a cluster as long as what was found out of it before holds: the kinds that it serves and its own policies.
/// Then a new session begins.
/// </summary>
internal sealed class WatchSession : IWatchSink, IDisposable
{
    private const string NamespaceName = "Namespace";
    private readonly ApiConnection connection;
    private readonly ClusterWatchOptions options;
    private readonly KindSelection selection;
    private readonly ClusterSurvey survey;
    private readonly ScanScope scope;
    private readonly WatchMetrics metrics;
    private readonly LiveCluster cluster;
    private readonly PolicyEngine engine;
    private readonly ChangeBuffer buffer;
    private readonly WatchContext context;
    private readonly List<WatchJob> jobs = [];
    private readonly List<Task> running = [];
    private readonly PolicyContents policies;
    private CancellationToken stopping;
    private long nextComparison;
    private bool isRestartAsked;
    private bool isOver;

    private WatchSession(ApiConnection connection, PolicyEngine engine, ClusterWatchOptions options, KindSelection selection, ClusterSurvey survey,
        WatchMetrics metrics)
    {
        (this.connection, this.engine, this.options, this.selection, this.survey, this.metrics) = (connection, engine, options, selection, survey, metrics);
        scope = new ScanScope(survey, options.Scan);
        cluster = new LiveCluster(engine, survey, options.Scan, selection);
        policies = new PolicyContents(survey);
        buffer = new ChangeBuffer(options.MaxPending);
        context = new WatchContext(connection, buffer, this, metrics, options.Scan.PageSize, options.Scan.Parallelism);
    }

    /// <summary>Asks the cluster what it serves, and for its own policies.</summary>
    /// <exception cref="ApiException">The cluster does not answer.</exception>
    public static async Task<WatchSession> OpenAsync(ApiConnection connection, PolicyEngine engine, ClusterWatchOptions options, WatchMetrics metrics,
        CancellationToken cancellation)
    {
        var selection = new KindSelection(engine.Policy.Pods, options.Scan.Kinds);
        var survey = new ClusterSurvey(connection, options.Scan, selection);
        await survey.RunAsync(cancellation).ConfigureAwait(false);
        metrics.Began();
        return new WatchSession(connection, ClusterScanner.EngineFor(engine, survey), options, selection, survey, metrics);
    }

    /// <summary>Whether all has been listed and judged, but for what is a gap.</summary>
    public bool IsSynced { get; private set; }

    public int Objects => cluster.Count;

    public string PolicyName => engine.Policy.Name;

    public IReadOnlyList<ClusterKind> Served => survey.Served;

    public IReadOnlyList<string>? Scope => survey.Scope;

    /// <summary>What cannot be seen, or may be out of date.</summary>
    public IReadOnlyList<ClusterGap> Gaps =>
        [.. survey.Gaps.Concat(JobGaps).Distinct().OrderBy(g => g.Kind, StringComparer.Ordinal).ThenBy(g => g.Namespace, StringComparer.Ordinal)];

    private IEnumerable<ClusterGap> JobGaps
    {
        get
        {
            foreach (WatchJob job in jobs.Where(j => j.Namespace is null || survey.Scope is not null))
                if (job.Gap is { } gap)
                    yield return gap;
            foreach (WatchJob split in jobs.Where(j => j.SplitBy is not null))
            {
                WatchJob[] parts = [.. PartsOf(split)];
                // Of a kind that no namespace lets be listed it is said once.
                if (Array.TrueForAll(parts, p => p.Gap is not null))
                    yield return ClusterGap.OfList(split.Kind, null, split.SplitBy!);
                else
                    foreach (ClusterGap gap in parts.Select(p => p.Gap).OfType<ClusterGap>())
                        yield return gap;
            }
        }
    }

    /// <summary>Whether an object of a kind and name would be known if it were there.</summary>
    public bool IsSeen(ClusterObjectReference about) => IsSynced && scope.IsSeen(about.ApiVersion, about.Kind, about.Namespace, about.Name, Gaps);

    /// <summary>Runs the session until another one has to begin.</summary>
    /// <param name="advanced">Called as often as something was done.</param>
    /// <param name="cancellation">Ends the watching.</param>
    public async IAsyncEnumerable<WatchBatch> RunAsync(Action advanced, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stopping = stop.Token;
        StartAll();
        try
        {
            while (!isOver)
            {
                await WaitAsync(cancellation).ConfigureAwait(false);
                long[] seen = Apply(cancellation);
                advanced();
                if (NextBatch(cancellation) is not { } batch || isOver)
                    continue;
                foreach (long at in seen)
                    metrics.Lagged(options.Time.GetElapsedTime(at));
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (Task task in running)
                await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => context.Dispose();

    void IWatchSink.EndList(WatchJob job, int generation)
    {
        job.IsListed = true;
        if (job.Rank >= 0)
            cluster.Sweep(job, generation);
        if (policies.LacksAny(job, generation))
            AskRestart();
    }

    void IWatchSink.OpenGap(WatchJob job, ClusterGap gap) => job.Gap = gap;

    void IWatchSink.CloseGap(WatchJob job) => job.Gap = null;

    bool IWatchSink.CanSplit(WatchJob job) => job.Rank >= 0 && survey.Namespaces.Count > 0;

    void IWatchSink.Split(WatchJob job, ApiException why)
    {
        job.SplitBy = why;
        foreach (string space in cluster.Namespaces)
            Start(new WatchJob(job.Kind, job.Rank, space));
    }

    private void StartAll()
    {
        foreach (ClusterObject space in survey.NamespaceObjects.Where(n => survey.Kinds.Any(k => k.FullName == NamespaceName) && scope.IsReported(n)))
            cluster.Put(new ObjectChange(space.Source.Path, new WatchJob(space.Kind, 0, null), space, IsDeleted: false) { SeenAt = 0 }, stopping);
        foreach (PageStream.Job job in scope.Jobs())
            Start(new WatchJob(job.Kind, RankOf(job.Kind), job.Namespace));
        foreach (ClusterKind kind in survey.PolicyKinds.Where(k => !jobs.Exists(j => j.Kind == k && j.Namespace is null)))
            Start(new WatchJob(kind, -1, null));
        running.Add(Task.Run(() => RediscoverAsync(stopping), CancellationToken.None));
        running.Add(Task.Run(() => ResyncAsync(stopping), CancellationToken.None));
    }

    private int RankOf(ClusterKind kind)
    {
        for (int i = 0; i < survey.Kinds.Count; i++)
            if (survey.Kinds[i] == kind)
                return i;
        return -1;
    }

    private void Start(WatchJob job)
    {
        jobs.Add(job);
        job.Stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        running.Add(Task.Run(() => new KindWatch(job, context).RunAloneAsync(job.Stop.Token), CancellationToken.None));
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await buffer.WaitAsync().WaitAsync(Patience, options.Time, cancellation).ConfigureAwait(false);
            await Task.Delay(options.SettleTime, options.Time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It is told that the watch lives, though nothing happens.
        }
    }

    private TimeSpan Patience =>
        !IsSynced || !cluster.NeedsComparison ? ClusterWatchOptions.Tick
        : TimeSpan.FromTicks(Math.Clamp(options.Time.GetElapsedTime(options.Time.GetTimestamp(), nextComparison).Ticks, TimeSpan.TicksPerMillisecond,
            ClusterWatchOptions.Tick.Ticks));

    private long[] Apply(CancellationToken cancellation)
    {
        (IReadOnlyCollection<ObjectChange> changes, IReadOnlyList<Action> marks) = buffer.Take();
        foreach (ObjectChange change in changes)
            Apply(change, cancellation);
        foreach (Action mark in marks)
            mark();
        return [.. changes.Where(c => IsSynced && !c.IsReading).Select(c => c.SeenAt)];
    }

    private void Apply(ObjectChange change, CancellationToken cancellation)
    {
        if (change.Object.Kind.FullName == NamespaceName)
            ApplyNamespace(change);
        if (policies.Differs(change))
            AskRestart();
        if (change.Job.Rank < 0)
            return;
        if (change.IsDeleted)
            cluster.Remove(change.Name);
        else if (cluster.Put(change, cancellation))
            metrics.Judged();
    }

    /// <summary>Keeps up with the namespaces. Policies of the cluster choose by a namespace's labels, so all is judged anew where they change.</summary>
    private void ApplyNamespace(ObjectChange change)
    {
        string name = change.Object.Name;
        bool isKnown = cluster.Namespaces.Contains(name);
        if (change.IsDeleted)
            cluster.RemoveNamespace(name);
        else if (cluster.PutNamespace(change.Object) && isKnown && engine.Policy.Admission.Policies.Count > 0)
            AskRestart();
        // The parts of a cluster are lists of namespaces, which are made when the session begins.
        if (isKnown == change.IsDeleted && options.Scan.Shard?.Holds(name) == true)
            AskRestart();
        foreach (WatchJob split in jobs.Where(j => j.SplitBy is not null).ToArray())
            if (change.IsDeleted)
                foreach (WatchJob part in PartsOf(split).Where(p => p.Namespace == name).ToArray())
                    End(part);
            else if (!isKnown)
                Start(new WatchJob(split.Kind, split.Rank, name));
    }

    private IEnumerable<WatchJob> PartsOf(WatchJob split) => jobs.Where(j => j.Kind == split.Kind && j.Namespace is not null);

    private void End(WatchJob job)
    {
        job.Stop?.Cancel();
        jobs.Remove(job);
        cluster.Sweep(job, int.MaxValue);
    }

    private WatchBatch? NextBatch(CancellationToken cancellation)
    {
        bool isWhole = !IsSynced;
        IsSynced = IsSynced || jobs.TrueForAll(j => j.IsSettled);
        if (!IsSynced)
            return null;
        IReadOnlyList<ClusterGap> gaps = Gaps;
        IReadOnlyList<Decision> others = [];
        if (cluster.NeedsComparison && (isWhole || options.Time.GetTimestamp() >= nextComparison))
            others = Compare(gaps, cancellation);
        var unreadable = new List<WatchedObject>();
        IReadOnlyList<ToldChange> changes = cluster.Tell(unreadable);
        foreach (WatchedObject each in unreadable)
            running.Add(Task.Run(() => ReadAsync(each, stopping), CancellationToken.None));
        if (unreadable.Count > 0)
            running.RemoveAll(t => t.IsCompleted);
        return new WatchBatch(this, isWhole ? [.. cluster.Told.Select(t => new ToldChange(t.About, t.Decision))] : changes, others, gaps) { IsWhole = isWhole };
    }

    /// <summary>Compares, which takes the longer the more there is: at most a fifth of the time goes there.</summary>
    private IReadOnlyList<Decision> Compare(IReadOnlyList<ClusterGap> gaps, CancellationToken cancellation)
    {
        long start = options.Time.GetTimestamp();
        IReadOnlyList<Decision> others = cluster.Compare(gaps, cancellation);
        long now = options.Time.GetTimestamp();
        nextComparison = now + (4 * (now - start));
        return others;
    }

    /// <summary>Reads an object whose maker is gone. What its maker's going takes with it is gone itself soon, so that is waited for.</summary>
    private async Task ReadAsync(WatchedObject needed, CancellationToken cancellation)
    {
        Backoff backoff = connection.NewBackoff();
        await Task.Delay(ClusterWatchOptions.Grace, options.Time, cancellation).ConfigureAwait(false);
        while (needed.NeedsReading)
            try
            {
                ClusterObject? found = await new ObjectList(connection, needed.Job.Kind, needed.Reference.Namespace, 1)
                    .FindAsync(needed.Reference.Name, cancellation).ConfigureAwait(false);
                if (found is not null && found.Uid == needed.Reference.Uid)
                    await buffer.AddAsync(new ObjectChange(needed.Name, needed.Job, found, IsDeleted: false) { IsReading = true, SeenAt = 0 }, cancellation)
                        .ConfigureAwait(false);
                break;
            }
            catch (ApiException e)
            {
                await backoff.WaitAsync(e.RetryAfter, cancellation).ConfigureAwait(false);
            }
        buffer.Mark(() => needed.IsBeingRead = false);
    }

    private void AskRestart()
    {
        if (isRestartAsked)
            return;
        isRestartAsked = true;
        running.Add(Task.Run(() => RestartAsync(ClusterWatchOptions.RestartWait, stopping), CancellationToken.None));
    }

    private async Task RestartAsync(TimeSpan wait, CancellationToken cancellation)
    {
        await Task.Delay(wait, options.Time, cancellation).ConfigureAwait(false);
        buffer.Mark(() => isOver = true);
    }

    private Task ResyncAsync(CancellationToken cancellation) => RestartAsync(options.ResyncInterval, cancellation);

    /// <summary>Asks now and then what the cluster serves, as kinds come and go with their definitions.</summary>
    private async Task RediscoverAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(options.DiscoveryInterval, options.Time, cancellation).ConfigureAwait(false);
            var discovery = new Discovery(connection);
            try
            {
                await discovery.RunAsync(cancellation).ConfigureAwait(false);
            }
            catch (ApiException)
            {
                // The watches tell that the server does not answer.
                continue;
            }
            if (discovery.Kinds.SequenceEqual(survey.Served))
                continue;
            buffer.Mark(AskRestart);
            return;
        }
    }
}
