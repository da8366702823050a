using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>
/// Reads many lists in order, a few of them ahead of time, each at most one page ahead of who takes them. A list that
/// fails is a gap, and the others are read all the same.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="pageSize">How many objects a page has.</param>
/// <param name="parallelism">How many lists are read at a time.</param>
/// <param name="namespaces">Gives the namespaces, for a kind that may not be listed in all of them at once; null where they are not known.</param>
/// <param name="failed">Takes the gaps, on any thread.</param>
internal sealed class PageStream(ApiConnection connection, int pageSize, int parallelism, Func<IReadOnlyCollection<string>?> namespaces,
    Action<ClusterGap> failed)
{
    /// <summary>One list.</summary>
    /// <param name="Kind">The kind.</param>
    /// <param name="Namespace">The namespace; null for all.</param>
    public readonly record struct Job(ClusterKind Kind, string? Namespace)
    {
        /// <summary>The condition on fields that the objects meet; null for none.</summary>
        public string? FieldSelector { get; init; }

        /// <summary>Whether only the metadata of the objects is asked for.</summary>
        public bool IsMetadataOnly { get; init; }
    }

    /// <summary>The pages of all lists, in the order of the lists.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ClusterObject>> ReadAsync(IEnumerable<Job> jobs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using IEnumerator<Job> waiting = jobs.GetEnumerator();
        var running = new Queue<(Channel<IReadOnlyList<ClusterObject>> Pages, Task Reading)>();
        try
        {
            while (true)
            {
                while (running.Count < parallelism && waiting.MoveNext())
                    running.Enqueue(Start(waiting.Current, stop.Token));
                if (running.Count == 0)
                    yield break;
                (Channel<IReadOnlyList<ClusterObject>> pages, Task reading) = running.Peek();
                await foreach (IReadOnlyList<ClusterObject> page in pages.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                    yield return page;
                await reading.ConfigureAwait(false);
                running.Dequeue();
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach ((_, Task reading) in running)
                await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private (Channel<IReadOnlyList<ClusterObject>> Pages, Task Reading) Start(Job job, CancellationToken cancellation)
    {
        var pages = Channel.CreateBounded<IReadOnlyList<ClusterObject>>(1);
        return (pages, Task.Run(() => FillAsync(job, pages.Writer, cancellation), CancellationToken.None));
    }

    private async Task FillAsync(Job job, ChannelWriter<IReadOnlyList<ClusterObject>> pages, CancellationToken cancellation)
    {
        try
        {
            await CopyAsync(job, pages, cancellation).ConfigureAwait(false);
            pages.Complete();
        }
        catch (ApiException e) when (e.IsForbidden && job.Namespace is null && job.Kind.IsNamespaced && namespaces() is { Count: > 0 } known)
        {
            await CopyByNamespaceAsync(job, known, pages, e, cancellation).ConfigureAwait(false);
            pages.Complete();
        }
        catch (ApiException e)
        {
            failed(ClusterGap.OfList(job.Kind, job.Namespace, e));
            pages.Complete();
        }
        catch (Exception e)
        {
            pages.Complete(e);
        }
    }

    private async Task CopyByNamespaceAsync(Job whole, IReadOnlyCollection<string> spaces, ChannelWriter<IReadOnlyList<ClusterObject>> pages,
        ApiException refusal, CancellationToken cancellation)
    {
        var gaps = new List<ClusterGap>();
        foreach (string space in spaces)
            try
            {
                await CopyAsync(whole with { Namespace = space }, pages, cancellation).ConfigureAwait(false);
            }
            catch (ApiException e)
            {
                gaps.Add(ClusterGap.OfList(whole.Kind, space, e));
            }
        // Of a kind that no namespace lets be listed it is said once.
        foreach (ClusterGap gap in gaps.Count == spaces.Count ? [ClusterGap.OfList(whole.Kind, null, refusal)] : gaps)
            failed(gap);
    }

    private ObjectList ListOf(Job job) =>
        new(connection, job.Kind, job.Namespace, pageSize) { FieldSelector = job.FieldSelector, IsMetadataOnly = job.IsMetadataOnly };

    private async Task CopyAsync(Job job, ChannelWriter<IReadOnlyList<ClusterObject>> pages, CancellationToken cancellation)
    {
        await foreach (IReadOnlyList<ClusterObject> page in ListOf(job).PagesAsync(cancellation).ConfigureAwait(false))
            await pages.WriteAsync(page, cancellation).ConfigureAwait(false);
    }
}
