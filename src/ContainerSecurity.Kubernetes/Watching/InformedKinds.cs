using ContainerSecurity.Cel.Values;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>The kinds that an informer watches: namespaces, and those that policies take as parameters. One thread changes it, any reads.</summary>
internal sealed class InformedKinds : IWatchSink, IDisposable
{
    private const int MaxPending = 10_000;
    private readonly ApiConnection connection;
    private readonly WatchContext context;
    private readonly ChangeBuffer buffer = new(MaxPending);
    private readonly List<Task> running = [];
    private readonly ClusterKind spaces;
    private volatile IReadOnlyDictionary<(string ApiVersion, string Kind), InformedKind> kinds = new Dictionary<(string, string), InformedKind>();
    private volatile string? unanswered;
    private IReadOnlyList<(string ApiVersion, string Kind)> unserved = [];
    private long nextDiscovery = long.MinValue;

    public InformedKinds(ApiConnection connection, WatchMetrics metrics, ClusterKind spaces)
    {
        (this.connection, this.spaces) = (connection, spaces);
        context = new WatchContext(connection, buffer, this, metrics, pageSize: 500, parallelism: 4);
    }

    /// <summary>Waits until something was seen.</summary>
    public Task ChangedAsync() => buffer.WaitAsync();

    /// <summary>The namespace of a name; null where none has been seen.</summary>
    public CelValue? NamespaceOf(string name) =>
        kinds.TryGetValue((spaces.ApiVersion, spaces.Name), out InformedKind? known) && known.Objects.TryGetValue($"{spaces.Name}/{name}", out CelValue found)
            ? found : null;

    public IReadOnlyList<CelValue> ParametersOf(IEnumerable<(string, string)> wanted) =>
        [.. wanted.Select(w => kinds.GetValueOrDefault(w)).OfType<InformedKind>().SelectMany(k => k.Objects.Values)];

    /// <summary>Why not all objects of kinds are known.</summary>
    public IReadOnlyList<string> GapsOf(IEnumerable<(string ApiVersion, string Kind)> wanted)
    {
        IReadOnlyDictionary<(string, string), InformedKind> known = kinds;
        return [.. wanted.Prepend((spaces.ApiVersion, spaces.Name)).Distinct().Select(w => known.TryGetValue(w, out InformedKind? kind)
            ? kind.Gap
            : unanswered ?? $"The server lists no kind '{w.Item2}' of '{w.Item1}', which a policy takes as parameters.").OfType<string>()];
    }

    /// <summary>Starts to watch the kinds that are not watched yet, and that the server lists.</summary>
    public async Task StartAsync(IReadOnlyList<(string ApiVersion, string Kind)> wanted, CancellationToken cancellation)
    {
        Start(spaces, cancellation);
        (string ApiVersion, string Kind)[] missing = [.. wanted.Where(w => !kinds.ContainsKey(w))];
        long now = connection.Options.Time.GetTimestamp();
        if (missing.Length == 0 || (missing.All(unserved.Contains) && now < nextDiscovery))
            return;
        var discovery = new Discovery(connection);
        try
        {
            await discovery.RunAsync(cancellation).ConfigureAwait(false);
            unanswered = null;
        }
        catch (ApiException e)
        {
            unanswered = $"The cluster does not say what it serves: {ClusterGap.Sentence(e.Message)}";
        }
        foreach ((string version, string name) in missing)
            if (discovery.Kinds.FirstOrDefault(k => k.Name == name && k.Group == GroupOf(version)) is { } served)
                Start(served with { Version = version[(version.IndexOf('/', StringComparison.Ordinal) + 1)..] }, cancellation);
        unserved = [.. missing.Where(m => !kinds.ContainsKey(m))];
        nextDiscovery = now + (connection.Options.Time.TimestampFrequency * 30);
    }

    /// <summary>Takes in what was seen.</summary>
    public void Apply()
    {
        (IReadOnlyCollection<ObjectChange> changes, IReadOnlyList<Action> marks) = buffer.Take();
        foreach (ObjectChange change in changes)
            KindOf(change.Job).Apply(change);
        foreach (Action mark in marks)
            mark();
        if (changes.Count + marks.Count > 0)
            foreach (InformedKind kind in kinds.Values)
                kind.Publish();
    }

    public async Task StopAsync()
    {
        foreach (Task task in running)
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        running.Clear();
        kinds = new Dictionary<(string, string), InformedKind>();
        _ = buffer.Take();
    }

    public void Dispose() => context.Dispose();

    void IWatchSink.EndList(WatchJob job, int generation) => KindOf(job).EndList(generation);

    void IWatchSink.OpenGap(WatchJob job, ClusterGap gap) => job.Gap = gap;

    void IWatchSink.CloseGap(WatchJob job) => job.Gap = null;

    bool IWatchSink.CanSplit(WatchJob job) => false;

    void IWatchSink.Split(WatchJob job, ApiException why) => throw new InvalidOperationException("An informer lists a kind whole.");

    private static string GroupOf(string apiVersion) => apiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and int slash ? apiVersion[..slash] : "";

    private InformedKind KindOf(WatchJob job) => kinds[(job.Kind.ApiVersion, job.Kind.Name)];

    private void Start(ClusterKind kind, CancellationToken cancellation)
    {
        (string, string) key = (kind.ApiVersion, kind.Name);
        if (kinds.ContainsKey(key))
            return;
        var job = new WatchJob(kind, -1, null);
        kinds = new Dictionary<(string, string), InformedKind>(kinds) { [key] = new InformedKind(job) };
        running.Add(Task.Run(() => new KindWatch(job, context).RunAloneAsync(cancellation), CancellationToken.None));
    }
}
