using System.Runtime.CompilerServices;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>Judges a Docker host: the engine itself, and its containers, images, networks, volumes, plugins, and the services, configs and secrets of its swarm. They become the resources that files become, and the same rules judge them.</summary>
/// <remarks>Nothing is changed on the host. What this user may not read is an error of a decision, and everything else is judged. A container that vanishes while it is looked at is no error.</remarks>
public sealed class DockerHostScanner
{
    private readonly PolicyEngine engine;
    private readonly DockerHostOptions options;
    private readonly Lazy<SecretDetector> detector;

    /// <summary>Creates a scanner. Nothing is asked yet.</summary>
    /// <param name="engine">The policy engine.</param>
    /// <param name="options">How the host is reached and read; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public DockerHostScanner(PolicyEngine engine, DockerHostOptions? options = null)
    {
        this.engine = engine ?? throw new ArgumentNullException(nameof(engine));
        this.options = options ?? new DockerHostOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Concurrency, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(this.options.ReconnectDelay, TimeSpan.Zero, nameof(options));
        detector = new Lazy<SecretDetector>(engine.Policy.Secrets.CreateDetector);
    }

    /// <summary>Judges all that the host has, and gives one decision for each part: the engine first, then its objects by kind and name.</summary>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <exception cref="DockerHostException">The engine cannot be reached, or its API is older than 1.41.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<Decision> ScanAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using EngineConnection connection = EngineConnection.Open(options);
        var inventory = new HostInventory(connection, options, detector);
        await inventory.OpenAsync(cancellationToken).ConfigureAwait(false);
        await foreach (Decision decision in JudgeAsync(inventory.ListAsync(cancellationToken), cancellationToken).ConfigureAwait(false))
            yield return decision;
    }

    /// <summary>Judges what is created, started or changed on the host from now on, as the engine tells it. Where the connection is lost a new one is made, and what happened meanwhile is judged then.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>A decision for each object in each of its states; and one with an error whenever the engine is not to be reached. It ends only where the engine refuses to tell its events.</returns>
    /// <exception cref="DockerHostException">The engine cannot be reached at the beginning, or its API is older than 1.41.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<Decision> WatchAsync(CancellationToken cancellationToken = default) => WatchAsync(scansFirst: false, cancellationToken);

    /// <summary>Judges all that the host has, and then what is created, started or changed; nothing falls between the two.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="DockerHostException">The engine cannot be reached at the beginning, or its API is older than 1.41.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<Decision> ScanAndWatchAsync(CancellationToken cancellationToken = default) => WatchAsync(scansFirst: true, cancellationToken);

    private async IAsyncEnumerable<Decision> WatchAsync(bool scansFirst, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using EngineConnection connection = EngineConnection.Open(options);
        var inventory = new HostInventory(connection, options, detector);
        await inventory.OpenAsync(cancellationToken).ConfigureAwait(false);
        var watch = new HostWatch(connection, inventory, options);
        await watch.BeginAsync(cancellationToken).ConfigureAwait(false);
        if (scansFirst)
            await foreach (Decision decision in JudgeAsync(inventory.ListAsync(cancellationToken), cancellationToken).ConfigureAwait(false))
                yield return decision;
        await foreach (HostSource source in watch.ReadAsync(cancellationToken).ConfigureAwait(false))
            if (await JudgeAsync(source, cancellationToken).ConfigureAwait(false) is var decision && !IsEmpty(decision))
                yield return decision;
    }

    /// <summary>Judges several parts at a time, in their order.</summary>
    private async IAsyncEnumerable<Decision> JudgeAsync(IAsyncEnumerable<HostSource> sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var running = new Queue<Task<Decision>>();
        await foreach (HostSource source in sources.ConfigureAwait(false))
        {
            running.Enqueue(Task.Run(() => JudgeAsync(source, cancellationToken), cancellationToken));
            if (running.Count > options.Concurrency * 2 && await running.Dequeue().ConfigureAwait(false) is var decision && !IsEmpty(decision))
                yield return decision;
        }
        while (running.Count > 0)
            if (await running.Dequeue().ConfigureAwait(false) is var decision && !IsEmpty(decision))
                yield return decision;
    }

    private async Task<Decision> JudgeAsync(HostSource source, CancellationToken cancellationToken)
    {
        HostContent content = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (content.Skipped is { } reason)
            return new Decision(source.Name, 0, [], []) { Skipped = reason };
        if (content.Resources.Count == 0)
            return new Decision(source.Name, 0, [], content.Errors);
        Decision decision = engine.Evaluate(content.Resources);
        return decision with { Source = source.Name, Errors = [.. content.Errors.Distinct(), .. decision.Errors] };
    }

    /// <summary>Whether there is nothing to tell: the object is gone.</summary>
    private static bool IsEmpty(Decision decision) => decision is { Resources: 0, Errors.Count: 0, Skipped: null, NotEvaluated.Count: 0 };
}
