using System.Globalization;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>Lists the objects of a job and watches them, again and again, whatever happens to the connection. What it sees goes into a buffer.</summary>
/// <param name="job">The job.</param>
/// <param name="context">What all watches of a session share.</param>
internal sealed class KindWatch(WatchJob job, WatchContext context)
{
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMinutes(10);
    private readonly ApiOptions options = context.Connection.Options;
    private readonly Backoff backoff = context.Connection.NewBackoff();
    private readonly Backoff refusals = new(context.Connection.Options.Time, context.Connection.Options.RefusalWait, LongestRefusal);
    private string? version;
    private bool canStreamList = true;
    private long start;
    private bool isOpen;
    private int failedOpenings;

    /// <summary>Runs until it is cancelled, or the job is given up because the kind is listed by namespace.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
            try
            {
                if (version is null && !await TryStreamListAsync(cancellation).ConfigureAwait(false))
                    await ListAsync(cancellation).ConfigureAwait(false);
                else
                    await WatchAsync(cancellation).ConfigureAwait(false);
            }
            catch (ApiException e)
            {
                if (await EndsAsync(e, cancellation).ConfigureAwait(false))
                    return;
            }
    }

    /// <summary>Runs until it is cancelled. A fault of one watch takes no other with it, and is told.</summary>
    public async Task RunAloneAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It was cancelled.
        }
#pragma warning disable CA1031 // A fault of one watch takes no other with it, and is told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var fault = ClusterGap.OfWatch(job.Kind, job.Namespace, new ApiException(null, "", $"The program failed: {e.Message}", e));
            context.Buffer.Mark(() => context.Sink.OpenGap(job, fault));
        }
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        using IDisposable turn = await context.TakeTurnAsync(cancellation).ConfigureAwait(false);
        job.Generation++;
        context.Metrics.Listed(job);
        var list = new ObjectList(context.Connection, job.Kind, job.Namespace, context.PageSize);
        await foreach (IReadOnlyList<ClusterObject> page in list.PagesAsync(cancellation).ConfigureAwait(false))
            foreach (ClusterObject found in page)
                await AddAsync(found, isDeleted: false, cancellation).ConfigureAwait(false);
        EndList(list.ResourceVersion);
    }

    /// <summary>Asks for the list as the beginning of a stream, which costs a server less. A server that refuses is not asked again.</summary>
    private async Task<bool> TryStreamListAsync(CancellationToken cancellation)
    {
        if (!canStreamList || !context.StreamsLists)
            return false;
        try
        {
            using (await context.TakeTurnAsync(cancellation).ConfigureAwait(false))
            {
                if (!context.StreamsLists)
                    return false;
                job.Generation++;
                context.Metrics.Listed(job);
                await foreach (WatchEvent happened in new WatchStream(context.Connection, job.Kind, job.Namespace).ReadAsync(null, () => { }, cancellation)
                    .ConfigureAwait(false))
                {
                    await TakeAsync(happened, cancellation).ConfigureAwait(false);
                    if (happened.Type != WatchEventType.ListEnded)
                        continue;
                    EndList(happened.ResourceVersion);
                    return true;
                }
            }
        }
        catch (ApiException e)
        {
            // A server without streamed lists says so in several ways; whatever else is wrong, the list by pages tells.
            context.StreamsLists &= e.IsForbidden;
        }
        canStreamList = false;
        version = null;
        return false;
    }

    private void EndList(string at)
    {
        int generation = job.Generation;
        version = at;
        context.Buffer.Mark(() => context.Sink.EndList(job, generation));
    }

    /// <summary>Watches from the version on. A stream that ended soon is not opened again at once.</summary>
    private async Task WatchAsync(CancellationToken cancellation)
    {
        bool hasEvents = false;
        start = options.Time.GetTimestamp();
        isOpen = false;
        await foreach (WatchEvent happened in new WatchStream(context.Connection, job.Kind, job.Namespace).ReadAsync(version, Opened, cancellation)
            .ConfigureAwait(false))
        {
            hasEvents = true;
            await TakeAsync(happened, cancellation).ConfigureAwait(false);
            backoff.Reset();
        }
        context.Metrics.Ended(job, "server");
        if (options.Time.GetElapsedTime(start) < (hasEvents ? options.FirstWait : options.LongestWait))
            await backoff.WaitAsync(null, cancellation).ConfigureAwait(false);
        else
            backoff.Reset();
    }

    private async ValueTask TakeAsync(WatchEvent happened, CancellationToken cancellation)
    {
        context.Metrics.Happened(job, happened.Type);
        if (happened.Type is WatchEventType.Seen or WatchEventType.Deleted)
            await AddAsync(new ClusterObject(job.Kind, happened.Object), happened.Type == WatchEventType.Deleted, cancellation).ConfigureAwait(false);
        if (happened.ResourceVersion is { Length: > 0 } next)
            version = next;
    }

    private ValueTask AddAsync(ClusterObject found, bool isDeleted, CancellationToken cancellation) =>
        context.Buffer.AddAsync(new ObjectChange(found.Source.Path, job, found, isDeleted) { SeenAt = options.Time.GetTimestamp() }, cancellation);

    private void Opened()
    {
        isOpen = true;
        failedOpenings = 0;
        refusals.Reset();
        context.Buffer.Mark(() => context.Sink.CloseGap(job));
    }

    /// <summary>Deals with what went wrong, and waits.</summary>
    /// <returns>Whether the job is over.</returns>
    private async Task<bool> EndsAsync(ApiException e, CancellationToken cancellation)
    {
        bool isList = version is null;
        context.Metrics.Ended(job, e.IsOfVersion ? "expired" : e.Status is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : "connection");
        if (!isList && e.IsOfVersion)
        {
            version = null;
            await backoff.WaitAsync(e.RetryAfter, cancellation).ConfigureAwait(false);
            return false;
        }
        if (!isList && e.IsTooLarge)
            version = null;
        if (isList && e.IsForbidden && job.Namespace is null && job.Kind.IsNamespaced && context.Sink.CanSplit(job))
        {
            context.Buffer.Mark(() => context.Sink.Split(job, e));
            return true;
        }
        // A list was asked for as often as is worth while; a stream that breaks is usual, and goes on where it broke.
        if (!isList && isOpen && options.Time.GetElapsedTime(start) >= options.LongestWait)
            backoff.Reset();
        if (isList || !e.IsTransient || (!isOpen && ++failedOpenings >= options.Attempts))
            context.Buffer.Mark(() => context.Sink.OpenGap(job, isList
                ? ClusterGap.OfList(job.Kind, job.Namespace, e)
                : ClusterGap.OfWatch(job.Kind, job.Namespace, e)));
        await (e.IsTransient || e.IsTooLarge ? backoff : refusals).WaitAsync(e.RetryAfter, cancellation).ConfigureAwait(false);
        if (!isList && !e.IsTransient)
            version = null;
        return false;
    }
}
