using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Reports;

/// <summary>
/// Keeps the reports of one kind in a cluster. It touches no report that is not its own, and writes nothing where
/// nothing has changed. Reports on different objects may be saved at once.
/// </summary>
internal sealed class ReportStore(ApiConnection connection, ReportFormat format, TimeProvider time)
{
    private const int MostConflicts = 8;
    private readonly ConcurrentDictionary<(string? Namespace, string Name), StoredReport> stored = new();

    public ClusterKind Kind => format.Kind;

    /// <summary>Whether the kind's reports belong to objects in namespaces.</summary>
    public bool IsNamespaced => format.Kind.IsNamespaced;

    /// <summary>Reads the reports that there are.</summary>
    /// <exception cref="ApiException">They cannot be listed.</exception>
    public async Task LoadAsync(IReadOnlyList<string>? namespaces, CancellationToken cancellation)
    {
        stored.Clear();
        foreach (string? space in namespaces is { } scope && IsNamespaced ? scope : (IReadOnlyList<string?>)[null])
            await foreach (IReadOnlyList<ClusterObject> page in new ObjectList(connection, format.Kind, space, 500).PagesAsync(cancellation)
                .ConfigureAwait(false))
                foreach (ClusterObject report in page)
                    if (IsOwn(report.Json))
                        stored[(report.Namespace, report.Name)] = StoredReport.Of(report.Json);
    }

    /// <summary>Stores a report where it says something new.</summary>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="ApiException">The cluster refuses it, or another engine has a report of its name.</exception>
    public async Task<bool> SaveAsync(ObjectReport report, CancellationToken cancellation)
    {
        (string? Namespace, string Name) key = (report.About.Namespace, report.Name);
        JsonObject wanted = report.ToJson(format, time.GetUtcNow());
        UInt128 content = ReportContent.Of(JsonText.Parse(JsonSerializer.SerializeToUtf8Bytes(wanted)));
        for (int i = 0; ; i++)
        {
            StoredReport? old = stored.GetValueOrDefault(key);
            if (old?.Content == content)
                return false;
            try
            {
                JsonElement answer = await SendAsync(report, wanted, old, cancellation).ConfigureAwait(false);
                stored[key] = new StoredReport(answer.Below("metadata").TextOf("resourceVersion") ?? "", content, report.About);
                return true;
            }
            catch (ApiException e) when ((e.IsConflict || (old is not null && e.IsNotFound)) && i < MostConflicts)
            {
                await RefreshAsync(key, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Deletes the report on an object.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ApiException">The cluster refuses.</exception>
    public async Task<bool> DeleteAsync(ClusterObjectReference about, CancellationToken cancellation)
    {
        (string? Namespace, string Name) key = (about.Namespace, new ObjectReport(about, []).Name);
        for (int i = 0; stored.TryGetValue(key, out StoredReport? report); i++)
        {
            if (await TryDeleteAsync(key, report, cancellation).ConfigureAwait(false) || i == MostConflicts)
                return true;
            await RefreshAsync(key, cancellation).ConfigureAwait(false);
        }
        return false;
    }

    /// <summary>Deletes the reports on what is gone or has nothing to report any more.</summary>
    /// <param name="isGone">Whether an object would have been seen if it were there, and had something to report.</param>
    /// <param name="cancellation">Ends the deletion.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="ApiException">The cluster refuses.</exception>
    public async Task<int> DeleteOthersAsync(Func<ClusterObjectReference, bool> isGone, CancellationToken cancellation)
    {
        int count = 0;
        foreach (((string? Namespace, string Name) key, StoredReport report) in stored.Where(s => isGone(s.Value.About)).ToArray())
            count += await TryDeleteAsync(key, report, cancellation).ConfigureAwait(false) ? 1 : 0;
        return count;
    }

    /// <returns>Whether it is gone; false where somebody has just made it anew.</returns>
    private async Task<bool> TryDeleteAsync((string? Namespace, string Name) key, StoredReport report, CancellationToken cancellation)
    {
        byte[] condition = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["preconditions"] = new JsonObject { ["resourceVersion"] = report.ResourceVersion },
        });
        try
        {
            string path = $"{format.Kind.Path(key.Namespace)}/{key.Name}";
            await RetryAsync(() => connection.ChangeAsync(HttpMethod.Delete, path, condition, cancellation), cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
            if (e.IsConflict)
                return false;
        }
        stored.TryRemove(key, out _);
        return true;
    }

    private Task<JsonElement> SendAsync(ObjectReport report, JsonObject wanted, StoredReport? old, CancellationToken cancellation)
    {
        JsonObject metadata = wanted["metadata"]!.AsObject();
        metadata.Remove("resourceVersion");
        if (old is not null)
            metadata["resourceVersion"] = old.ResourceVersion;
        string folder = format.Kind.Path(report.About.Namespace);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(wanted);
        return RetryAsync(
            () => old is null
                ? connection.ChangeAsync(HttpMethod.Post, folder, body, cancellation)
                : connection.ChangeAsync(HttpMethod.Put, $"{folder}/{report.Name}", body, cancellation),
            cancellation);
    }

    private async Task<JsonElement> RetryAsync(Func<Task<JsonElement>> send, CancellationToken cancellation)
    {
        Backoff backoff = connection.NewBackoff();
        while (true)
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (ApiException e) when (e.IsTransient && backoff.Failures + 1 < connection.Options.Attempts)
            {
                await backoff.WaitAsync(e.RetryAfter, cancellation).ConfigureAwait(false);
            }
    }

    /// <summary>Looks what report of a name there is now.</summary>
    /// <exception cref="ApiException">It is another engine's.</exception>
    private async Task RefreshAsync((string? Namespace, string Name) key, CancellationToken cancellation)
    {
        JsonElement now;
        try
        {
            now = await connection.GetAsync($"{format.Kind.Path(key.Namespace)}/{key.Name}", cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            stored.TryRemove(key, out _);
            return;
        }
        if (!IsOwn(now))
            throw new ApiException(null, "", $"A report of the name '{key.Name}' is another program's, and is left as it is.") { IsTooLarge = true };
        stored[key] = StoredReport.Of(now);
    }

    private static bool IsOwn(JsonElement report) => report.Below("metadata").Below("labels").TextOf(ObjectReport.ManagedBy) == ObjectReport.Manager;
}
