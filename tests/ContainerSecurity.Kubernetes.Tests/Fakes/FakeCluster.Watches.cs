using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.Kubernetes.Tests.Fakes;

/// <content>Watches, and what goes wrong with them.</content>
internal sealed partial class FakeCluster
{
    private readonly Dictionary<(string Group, string Plural), List<Change>> histories = [];
    private readonly HashSet<HttpContext> watches = [];
    private TaskCompletionSource changed = NewSignal();
    private long oldest;

    /// <summary>Whether a list may come as the beginning of a watch, as servers allow since 1.34.</summary>
    public bool StreamsLists { get; set; }

    /// <summary>Whether a watch from a version that is forgotten is refused with the status 410, and not with an event, as real servers do.</summary>
    public bool ExpiresByStatus { get; set; }

    /// <summary>Whether a watch that had something to say stays open and never says anything again, as a connection that is half open.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The kinds whose watches fell silent.</summary>
    public ConcurrentQueue<string> Silenced { get; } = new();

    /// <summary>How many changes are remembered for watches.</summary>
    public int HistoryLimit { get; set; } = 10_000;

    /// <summary>How many watches are open.</summary>
    public int OpenWatches
    {
        get
        {
            lock (gate)
                return watches.Count;
        }
    }

    /// <summary>Forgets the changes up to now, so that no watch can go on from before.</summary>
    public void Compact()
    {
        lock (gate)
        {
            oldest = version;
            foreach (List<Change> history in histories.Values)
                history.Clear();
        }
    }

    /// <summary>Breaks the connections of all watches.</summary>
    public void CutWatches()
    {
        HttpContext[] open;
        lock (gate)
            open = [.. watches];
        foreach (HttpContext watch in open)
            try
            {
                watch.Abort();
            }
            catch (Exception e) when (e is ObjectDisposedException or NullReferenceException)
            {
                // It has just ended itself, and its context has no features any more.
            }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Remembers a change; called under the gate.</summary>
    private void Remember(FakeKind kind, string type, JsonObject found)
    {
        if (!histories.TryGetValue((kind.Group, kind.Plural), out List<Change>? history))
            histories.Add((kind.Group, kind.Plural), history = []);
        history.Add(new Change(version, type, found));
        if (history.Count > HistoryLimit * 2)
        {
            oldest = Math.Max(oldest, history[HistoryLimit - 1].Version);
            history.RemoveRange(0, HistoryLimit);
        }
        TaskCompletionSource told = changed;
        changed = NewSignal();
        told.TrySetResult();
    }

    private async Task WatchAsync(HttpContext context, FakeKind kind, string? space)
    {
        bool isList = context.Request.Query["sendInitialEvents"] == "true";
        if (isList && !StreamsLists)
        {
            await FailAsync(context, 422, "Invalid",
                "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
            return;
        }
        long from = long.TryParse(context.Request.Query["resourceVersion"], CultureInfo.InvariantCulture, out long asked) ? asked : 0;
        bool isExpired, isAhead;
        lock (gate)
            (isExpired, isAhead) = (!isList && from < oldest, from > version);
        if ((isExpired && ExpiresByStatus) || isAhead)
        {
            await (isAhead ? FailAsync(context, 504, "Timeout", $"Too large resource version: {from}, current: {version}")
                : FailAsync(context, 410, "Expired", $"too old resource version: {from} ({oldest})"));
            return;
        }
        lock (gate)
            watches.Add(context);
        try
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.FlushAsync();
            if (isExpired)
                await SendAsync(context, EventOf("ERROR", StatusOf(410, "Expired", $"too old resource version: {from} ({oldest})").ToJsonString()));
            else
                await StreamAsync(context, kind, space, isList ? await SendAllAsync(context, kind, space) : from);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The connection is gone.
        }
        finally
        {
            lock (gate)
                watches.Remove(context);
        }
    }

    private async Task<long> SendAllAsync(HttpContext context, FakeKind kind, string? space)
    {
        var body = new StringBuilder();
        long at;
        lock (gate)
        {
            at = version;
            foreach (JsonObject found in StoreOf(kind).Where(p => IsIn(space, p.Key)).Select(p => p.Value))
                body.Append(EventOf("ADDED", found.ToJsonString()));
        }
        var end = new JsonObject
        {
            ["kind"] = kind.Name,
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = at.ToString(CultureInfo.InvariantCulture),
                ["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" }
            }
        };
        await SendAsync(context, body.Append(EventOf("BOOKMARK", end.ToJsonString())).ToString());
        return at;
    }

    private async Task StreamAsync(HttpContext context, FakeKind kind, string? space, long from)
    {
        TimeSpan length = TimeSpan.FromSeconds(int.TryParse(context.Request.Query["timeoutSeconds"], out int seconds) ? seconds : 1800);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        end.CancelAfter(length);
        while (!end.IsCancellationRequested)
        {
            var body = new StringBuilder();
            Task next;
            lock (gate)
            {
                next = changed.Task;
                if (from < oldest)
                    body.Append(EventOf("ERROR", StatusOf(410, "Expired", "too old resource version").ToJsonString()));
                else
                    AppendChanges(kind, space, ref from, body);
            }
            if (body.Length > 0 && IsSilent)
            {
                Silenced.Enqueue(kind.Plural);
                await Task.Delay(Timeout.Infinite, end.Token);
            }
            if (body.Length > 0)
                await SendAsync(context, body.ToString());
            await next.WaitAsync(end.Token);
        }
    }

    /// <summary>Appends the changes behind a version; what concerns no object of the watch is told as a bookmark now and then.</summary>
    private void AppendChanges(FakeKind kind, string? space, ref long from, StringBuilder body)
    {
        if (histories.TryGetValue((kind.Group, kind.Plural), out List<Change>? history))
        {
            int first = history.Count;
            while (first > 0 && history[first - 1].Version > from)
                first--;
            for (int i = first; i < history.Count; i++)
                if (IsIn(space, KeyOf(history[i].Object["metadata"]!.AsObject())))
                    body.Append(EventOf(history[i].Type, history[i].Json));
        }
        if (version - from > 500 && body.Length == 0)
            body.Append(EventOf("BOOKMARK", $$$"""{"kind":"{{{kind.Name}}}","metadata":{"resourceVersion":"{{{version}}}"}}"""));
        from = version;
    }

    private static bool IsIn(string? space, string key) => space is null || key.StartsWith(space + "/", StringComparison.Ordinal);

    private static string EventOf(string type, string found) => $$"""{"type":"{{type}}","object":{{found}}}""" + "\n";

    private static async Task SendAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private sealed record Change(long Version, string Type, JsonObject Object)
    {
        private string? json;

        public string Json => json ??= Object.ToJsonString();
    }
}
