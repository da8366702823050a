using System.Net;
using System.Runtime.CompilerServices;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>
/// Tells what is created or started on a host, without a gap: each connection asks for the events since the last one,
/// and what an engine no longer remembers is found by looking at all it has.
/// </summary>
/// <param name="connection">The engine.</param>
/// <param name="inventory">What it has.</param>
/// <param name="options">How long is waited.</param>
internal sealed class HostWatch(EngineConnection connection, HostInventory inventory, DockerHostOptions options)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>A little is asked for twice, where the engine and this machine disagree about the time.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);

    private readonly KnownObjects known = new();
    private long last;

    /// <summary>Takes note of what there is, which is not told.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = inventory.Parts.EngineTime ?? options.Clock.GetUtcNow() - Overlap;
        last = (now - DateTimeOffset.UnixEpoch).Ticks * (1_000_000_000 / TimeSpan.TicksPerSecond);
        foreach (EngineKind kind in EngineKind.All)
            foreach (EngineObject item in (await inventory.TryListAsync(kind, cancellationToken).ConfigureAwait(false)).Found)
                known.AddUnread(item);
    }

    /// <summary>What is created or started, as it happens, and each time that the engine is lost.</summary>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled; it never ends otherwise, but where the engine refuses to tell its events.
    /// </exception>
    public async IAsyncEnumerable<HostSource> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TimeSpan delay = options.ReconnectDelay;
        bool wasConnected = false, isFirst = true;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (Stream? stream, DockerHostException? fault) = await TryOpenAsync(cancellationToken).ConfigureAwait(false);
            if (stream is null)
            {
                bool isRefused = fault!.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound;
                if (wasConnected || isFirst || isRefused)
                    yield return Failed(isRefused ? $"Nothing can be watched: {fault.Message}" : $"{fault.Message} It is asked again until it answers.");
                if (isRefused)
                    yield break;
                wasConnected = isFirst = false;
                await Task.Delay(delay, options.Clock, cancellationToken).ConfigureAwait(false);
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
                continue;
            }
            var events = new EventStream(stream, cancellationToken);
            await using (events.ConfigureAwait(false))
                await foreach (HostSource found in FollowAsync(events, looksFirst: !isFirst, cancellationToken).ConfigureAwait(false))
                    yield return found;
            (wasConnected, isFirst, delay) = (true, false, options.ReconnectDelay);
            await Task.Delay(delay, options.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<HostSource> FollowAsync(EventStream events, bool looksFirst, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The events are taken already, so that nothing falls between them and what is looked at.
        if (looksFirst)
            await foreach (HostSource found in LookAsync(cancellationToken).ConfigureAwait(false))
                yield return found;
        await foreach (EngineEvent told in events.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            last = Math.Max(last, told.Time);
            if (Follow(told) is { } found)
                yield return found;
        }
    }

    /// <summary>Looks at all that the engine has for what is new since it was last heard.</summary>
    private async IAsyncEnumerable<HostSource> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTimeOffset since = DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(last / (1_000_000_000 / TimeSpan.TicksPerSecond)) - Overlap;
        foreach (EngineKind kind in EngineKind.All)
        {
            (IReadOnlyList<EngineObject> found, HostContent? fault) = await inventory.TryListAsync(kind, cancellationToken).ConfigureAwait(false);
            if (fault is not null)
                yield return new HostSource(inventory.Parts.NameOf(kind.Folder), _ => Task.FromResult(fault));
            foreach (EngineObject item in found)
                if (!known.Has(item))
                    yield return Source(item, since: null);
                else if (kind == EngineKind.Container || EngineKind.OfSwarm.Contains(kind))
                    yield return Source(item, since);
        }
    }

    private HostSource? Follow(EngineEvent told)
    {
        if (told is { Type: "daemon", Action: "reload" })
            return new HostSource(inventory.Parts.NameOf("info"), async cancellation =>
            {
                await inventory.Parts.AskAsync(cancellation).ConfigureAwait(false);
                return inventory.Parts.ReadDaemon();
            });
        if (told.Id.Length == 0 || EngineKind.All.FirstOrDefault(k => k.Event == told.Type) is not { } kind)
            return null;
        if (told.IsEnd)
            known.Forget(kind, told.Id);
        return kind.Actions.Contains(told.Action) ? Source(EngineObject.OfEvent(kind, told.Id, told.Name), since: null) : null;
    }

    /// <summary>An object that is judged where it is not known as it is.</summary>
    /// <param name="item">The object.</param>
    /// <param name="since">What is as old as that and was never read is left alone; null for nothing.</param>
    private HostSource Source(EngineObject item, DateTimeOffset? since) => new(inventory.Reader.NameOf(item), async cancellation =>
    {
        HostContent content = await inventory.Reader.ReadAsync(item, cancellation).ConfigureAwait(false);
        return content.Resources.Count > 0 && !known.IsNews(item.Kind, content, since) ? HostContent.Gone : content;
    });

    private HostSource Failed(string message)
    {
        string name = inventory.Parts.NameOf("events");
        return new HostSource(name, _ => Task.FromResult(HostContent.Failed(name, message)));
    }

    private async Task<(Stream? Stream, DockerHostException? Fault)> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await connection.OpenAsync($"events?since={EngineEvent.Written(last)}", cancellationToken).ConfigureAwait(false), null);
        }
        catch (DockerHostException e)
        {
            return (null, e);
        }
    }
}
