using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Reports;

/// <summary>Keeps the reports of one kind in a cluster. It touches no report that is not its own, and writes nothing where nothing has changed.</summary>
internal sealed class ReportStore(ApiConnection connection, ReportFormat format, TimeProvider time)
{
    private const int MostConflicts = 8;
    private readonly Dictionary<(string? Namespace, string Name), JsonElement> stored = [];

    /// <summary>Whether the kind's reports belong to objects in namespaces.</summary>
    public bool IsNamespaced => format.Kind.IsNamespaced;

    /// <summary>Reads the reports that there are.</summary>
    /// <exception cref="ApiException">They cannot be listed.</exception>
    public async Task LoadAsync(IReadOnlyList<string>? namespaces, CancellationToken cancellation)
    {
        foreach (string? space in namespaces is { } scope && IsNamespaced ? scope : (IReadOnlyList<string?>)[null])
            await foreach (IReadOnlyList<ClusterObject> page in new ObjectList(connection, format.Kind, space, 500).PagesAsync(cancellation).ConfigureAwait(false))
                foreach (ClusterObject report in page)
                    if (IsOwn(report.Json))
                        stored[(report.Namespace, report.Name)] = report.Json;
    }

    /// <summary>Stores a report where it says something new.</summary>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="ApiException">The cluster refuses it, or another engine has a report of its name.</exception>
    public async Task<bool> SaveAsync(ObjectReport report, CancellationToken cancellation)
    {
        JsonObject wanted = report.ToJson(format, time.GetUtcNow());
        bool isStored = stored.Remove((report.About.Namespace, report.Name), out JsonElement old);
        for (int i = 0; ; i++)
        {
            if (isStored && ObjectReport.IsSame(old, wanted))
                return false;
            try
            {
                if (isStored)
                    wanted["metadata"]!["resourceVersion"] = old.Below("metadata").TextOf("resourceVersion");
                await (isStored ? SendAsync(HttpMethod.Put, PathOf(report), wanted, cancellation) : SendAsync(HttpMethod.Post, format.Kind.Path(report.About.Namespace), wanted, cancellation)).ConfigureAwait(false);
                return true;
            }
            catch (ApiException e) when ((e.IsConflict || (isStored && e.IsNotFound)) && i < MostConflicts)
            {
                wanted["metadata"]!.AsObject().Remove("resourceVersion");
                isStored = await TryGetAsync(PathOf(report), cancellation).ConfigureAwait(false) is { } now && Take(now, out old);
            }
        }
    }

    /// <summary>Deletes the reports that nothing was stored for.</summary>
    /// <param name="isGone">Whether an object of a kind and namespace would have been seen if it were there, and had something to report.</param>
    /// <param name="cancellation">Ends the deletion.</param>
    /// <returns>How many were deleted.</returns>
    public async Task<int> DeleteOthersAsync(Func<JsonElement, bool> isGone, CancellationToken cancellation)
    {
        int count = 0;
        foreach (((string? space, string name), JsonElement report) in stored.Where(s => isGone(s.Value.Below("scope"))).ToArray())
            try
            {
                byte[] condition = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "DeleteOptions",
                    ["preconditions"] = new JsonObject { ["resourceVersion"] = report.Below("metadata").TextOf("resourceVersion") },
                });
                await connection.ChangeAsync(HttpMethod.Delete, $"{format.Kind.Path(space)}/{name}", condition, cancellation).ConfigureAwait(false);
                count++;
            }
            catch (ApiException e) when (e.IsNotFound || e.IsConflict)
            {
                // It is gone already, or somebody has just made it anew.
            }
        return count;
    }

    private async Task SendAsync(HttpMethod method, string path, JsonObject report, CancellationToken cancellation)
    {
        Backoff backoff = connection.NewBackoff();
        while (true)
            try
            {
                await connection.ChangeAsync(method, path, JsonSerializer.SerializeToUtf8Bytes(report), cancellation).ConfigureAwait(false);
                return;
            }
            catch (ApiException e) when (e.IsTransient && backoff.Failures + 1 < connection.Options.Attempts)
            {
                await backoff.WaitAsync(e.RetryAfter, cancellation).ConfigureAwait(false);
            }
    }

    private async Task<JsonElement?> TryGetAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await connection.GetAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <exception cref="ApiException">The report is another engine's.</exception>
    private static bool Take(JsonElement report, out JsonElement taken)
    {
        taken = report;
        return IsOwn(report) ? true : throw new ApiException(null, "", $"A report of the name '{report.Below("metadata").TextOf("name")}' is another program's, and is left as it is.") { IsTooLarge = true };
    }

    private static bool IsOwn(JsonElement report) => report.Below("metadata").Below("labels").TextOf(ObjectReport.ManagedBy) == ObjectReport.Manager;

    private string PathOf(ObjectReport report) => $"{format.Kind.Path(report.About.Namespace)}/{report.Name}";
}
