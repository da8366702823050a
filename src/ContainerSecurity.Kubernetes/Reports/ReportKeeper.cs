using System.Collections.Concurrent;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Watching;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Reports;

/// <summary>
/// Keeps the reports of a cluster as its watcher tells. What could not be stored is tried again with the next batch,
/// which comes within a minute.
/// </summary>
internal sealed class ReportKeeper(ApiConnection connection, ClusterWatcher watcher, TimeProvider time)
{
    private const int Parallelism = 4;
    private readonly HashSet<ClusterObjectReference> unsaved = [];
    private readonly HashSet<string> told = [];
    private IReadOnlyList<ReportStore> stores = [];
    private HashSet<ReportStore> unread = [];
    private IReadOnlyList<ClusterGap> gaps = [];

    /// <summary>Stores what a batch tells.</summary>
    /// <returns>What is wrong that was not wrong before.</returns>
    public async Task<IReadOnlyList<string>> KeepAsync(WatchBatch batch, CancellationToken cancellation)
    {
        if (batch.Session is not { } session)
            return [];
        var problems = new ConcurrentBag<string>();
        if (batch.IsWhole)
        {
            stores = [.. ReportFormat.Of(session.Served).Select(f => new ReportStore(connection, f, time))];
            unread = [.. stores];
            unsaved.Clear();
        }
        if (stores.Count == 0)
            problems.Add(PolicyReporter.NoFormat);
        await SaveAsync([.. batch.Changes.Select(c => c.About).Concat(unsaved).Distinct()], session, problems, cancellation).ConfigureAwait(false);
        foreach (ReportStore store in unread.ToArray())
            if (await BeginAsync(store, session, problems, cancellation).ConfigureAwait(false))
                unread.Remove(store);
        if (gaps.Except(batch.Gaps).Any())
            foreach (ReportStore store in stores.Where(s => !unread.Contains(s)))
                await DeleteOthersAsync(store, session, problems, cancellation).ConfigureAwait(false);
        gaps = batch.Gaps;
        told.IntersectWith(problems);
        return [.. problems.Where(told.Add).Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads the reports that there are, and makes them what they have to be.</summary>
    private async Task<bool> BeginAsync(ReportStore store, WatchSession session, ConcurrentBag<string> problems, CancellationToken cancellation)
    {
        try
        {
            await store.LoadAsync(session.Scope, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            problems.Add($"The reports of kind {store.Kind.FullName} could not be read, so none is stored: {ClusterGap.Sentence(e.Message)}");
            return false;
        }
        var failed = new ConcurrentBag<ClusterObjectReference>();
        await ForEachAsync(watcher.Told.Keys, about => SaveAsync(store, about, session, problems, failed, cancellation), cancellation)
            .ConfigureAwait(false);
        unsaved.UnionWith(failed);
        return await DeleteOthersAsync(store, session, problems, cancellation).ConfigureAwait(false);
    }

    /// <summary>Deletes the reports on what is gone, as far as that can be seen.</summary>
    private async Task<bool> DeleteOthersAsync(ReportStore store, WatchSession session, ConcurrentBag<string> problems, CancellationToken cancellation)
    {
        try
        {
            int deleted = await store.DeleteOthersAsync(a => !watcher.Told.ContainsKey(a) && session.IsSeen(a), cancellation).ConfigureAwait(false);
            for (; deleted > 0; deleted--)
                watcher.Metrics.Wrote(store.Kind, "delete");
            return true;
        }
        catch (ApiException e)
        {
            problems.Add($"Old reports of kind {store.Kind.FullName} could not be deleted: {ClusterGap.Sentence(e.Message)}");
            return false;
        }
    }

    private async Task SaveAsync(ClusterObjectReference[] changed, WatchSession session, ConcurrentBag<string> problems, CancellationToken cancellation)
    {
        var failed = new ConcurrentBag<ClusterObjectReference>();
        foreach (ReportStore store in stores.Where(s => !unread.Contains(s)))
            await ForEachAsync(changed, about => SaveAsync(store, about, session, problems, failed, cancellation), cancellation).ConfigureAwait(false);
        unsaved.Clear();
        unsaved.UnionWith(failed);
    }

    private async Task SaveAsync(
        ReportStore store, ClusterObjectReference about, WatchSession session, ConcurrentBag<string> problems, ConcurrentBag<ClusterObjectReference> failed, CancellationToken cancellation)
    {
        if (about.Namespace is not null != store.IsNamespaced)
            return;
        try
        {
            if (watcher.Told.TryGetValue(about, out Decision? decision))
            {
                if (await store.SaveAsync(new ObjectReport(about, ReportedResult.Of(decision, session.PolicyName)), cancellation).ConfigureAwait(false))
                    watcher.Metrics.Wrote(store.Kind, "write");
            }
            else if (await store.DeleteAsync(about, cancellation).ConfigureAwait(false))
                watcher.Metrics.Wrote(store.Kind, "delete");
        }
        catch (ApiException e)
        {
            failed.Add(about);
            watcher.Metrics.Failed(store.Kind);
            string name = about.Namespace is null ? about.Name : $"{about.Namespace}/{about.Name}";
            problems.Add($"The report on {about.Kind} {name} could not be stored as {store.Kind.FullName}: {ClusterGap.Sentence(e.Message)}");
        }
        watcher.Advance();
    }

    private static Task ForEachAsync(IEnumerable<ClusterObjectReference> about, Func<ClusterObjectReference, Task> save, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            about,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
            async (each, _) => await save(each).ConfigureAwait(false));
}
