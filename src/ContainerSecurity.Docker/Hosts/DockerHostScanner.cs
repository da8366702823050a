using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ContainerSecurity.Policies;
using ContainerSecurity.Secrets;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>
/// Judges a Docker host: the engine itself, and its containers, images, networks, volumes, plugins, and the services,
/// configs and secrets of its swarm. They become the resources that files become, and the same rules judge them.
/// </summary>
/// <remarks>
/// Nothing is changed on the host. What this user may not read is an error of a decision, and everything else is
/// judged. A container that vanishes while it is looked at is no error.
/// </remarks>
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

    /// <summary>
    /// Judges all that the host has, and gives one decision for each part: the engine first, then its objects by kind
    /// and name.
    /// </summary>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <exception cref="DockerHostException">The engine cannot be reached, or its API is older than 1.41.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<Decision> ScanAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using EngineConnection connection = EngineConnection.Open(options);
        var inventory = new HostInventory(connection, options, detector);
        await inventory.OpenAsync(cancellationToken).ConfigureAwait(false);
        await foreach (Decision decision in JudgeAllAsync(inventory, cancellationToken).ConfigureAwait(false))
            yield return decision;
    }

    /// <summary>
    /// Judges what is created, started or changed on the host from now on, as the engine tells it. Where the connection
    /// is lost a new one is made, and what happened meanwhile is judged then.
    /// </summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>
    /// A decision for each object in each of its states; and one with an error whenever the engine is not to be
    /// reached. It ends only where the engine refuses to tell its events.
    /// </returns>
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
            await foreach (Decision decision in JudgeAllAsync(inventory, cancellationToken).ConfigureAwait(false))
                yield return decision;
        await foreach (HostSource source in watch.ReadAsync(cancellationToken).ConfigureAwait(false))
            if (await JudgeAsync(source, cancellationToken).ConfigureAwait(false) is var decision && !IsEmpty(decision))
                yield return decision;
    }

    /// <summary>Judges all that there is, as one set.</summary>
    private async IAsyncEnumerable<Decision> JudgeAllAsync(HostInventory inventory, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var contents = new ConcurrentDictionary<string, HostContent>(StringComparer.Ordinal);
        IAsyncEnumerable<Source> sources = inventory.ListAsync(cancellationToken).Select(s => Source.FromResources(s.Name, async cancellation =>
        {
            HostContent content = await s.ReadAsync(cancellation).ConfigureAwait(false);
            contents[s.Name] = content;
            return content.Resources;
        }));
        await foreach (Decision decision in engine.ScanAsync(sources, cancellationToken: cancellationToken).ConfigureAwait(false))
            if (!contents.TryRemove(decision.Source, out HostContent? content))
                yield return decision;
            else if (Complete(decision, decision.Source, content) is var complete && !IsEmpty(complete))
                yield return complete;
    }

    private async Task<Decision> JudgeAsync(HostSource source, CancellationToken cancellationToken)
    {
        HostContent content = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
        Decision decision = content.Resources.Count == 0
            ? new Decision(source.Name, 0, [], [])
            : await engine.EvaluateAsync(new EvaluationRequest(content.Resources), cancellationToken).ConfigureAwait(false);
        return Complete(decision, source.Name, content);
    }

    /// <summary>A decision with the name of what it is about, and what could not be read of it.</summary>
    private static Decision Complete(Decision decision, string name, HostContent content) =>
        decision with { Source = name, Errors = [.. content.Errors.Distinct(), .. decision.Errors], Skipped = content.Skipped };

    /// <summary>Whether there is nothing to tell: the object is gone.</summary>
    private static bool IsEmpty(Decision decision) => decision is { Resources: 0, Errors.Count: 0, Skipped: null, NotEvaluated.Count: 0 };
}
