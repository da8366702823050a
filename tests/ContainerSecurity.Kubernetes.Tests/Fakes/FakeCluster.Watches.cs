using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.Kubernetes.Tests.Fakes;

/// <content>Streams of changes.</content>
internal sealed partial class FakeCluster
{
    private readonly List<(FakeKind Kind, Channel<string?> Lines)> watches = [];
    private readonly List<(FakeKind Kind, long Version, string Line)> history = [];

    /// <summary>Versions up to this one are forgotten: who watches from one of them is told that it expired.</summary>
    public long Forgotten { get; set; }

    /// <summary>Whether an expired watch is told by an event in the stream, as real servers do, and not by the status.</summary>
    public bool TellsExpiryInStream { get; set; } = true;

    /// <summary>Whether watches are answered and then say nothing more, whatever happens.</summary>
    public bool AreWatchesMute { get; set; }

    /// <summary>How many watches are open.</summary>
    public int OpenWatches
    {
        get
        {
            lock (gate)
                return watches.Count;
        }
    }

    public long Version
    {
        get
        {
            lock (gate)
                return version;
        }
    }

    /// <summary>Forgets all that has been.</summary>
    public void Compact()
    {
        lock (gate)
        {
            Forgotten = version;
            history.Clear();
        }
    }

    /// <summary>Writes a line, whatever it is, to all open watches of a kind.</summary>
    public void Send(string plural, string line)
    {
        lock (gate)
            foreach ((FakeKind kind, Channel<string?> lines) in watches)
                if (kind.Plural == plural)
                    lines.Writer.TryWrite(line);
    }

    public void Bookmark(string plural)
    {
        FakeKind kind = kinds.First(k => k.Plural == plural);
        Send(plural, EventOf("BOOKMARK", new JsonObject
        {
            ["kind"] = kind.Name,
            ["apiVersion"] = kind.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = Version.ToString(CultureInfo.InvariantCulture) },
        }));
    }

    /// <summary>Closes all watches, as servers do after a while.</summary>
    public void EndWatches()
    {
        lock (gate)
            foreach ((_, Channel<string?> lines) in watches)
                lines.Writer.TryWrite(null);
    }

    private static string EventOf(string type, JsonNode found) => new JsonObject { ["type"] = type, ["object"] = found.DeepClone() }.ToJsonString() + "\n";

    /// <summary>Called under the gate.</summary>
    private void Publish(FakeKind kind, string type, JsonObject found)
    {
        string line = EventOf(type, found);
        history.Add((kind, version, line));
        if (AreWatchesMute)
            return;
        foreach ((FakeKind watched, Channel<string?> lines) in watches)
            if (watched == kind)
                lines.Writer.TryWrite(line);
    }

    private async Task WatchAsync(HttpContext context, FakeKind kind, string? space)
    {
        if (context.Request.Query["sendInitialEvents"] == "true")
        {
            await FailAsync(context, 422, "Invalid", "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
            return;
        }
        long from = long.TryParse(context.Request.Query["resourceVersion"], out long asked) ? asked : 0;
        var lines = Channel.CreateUnbounded<string?>();
        bool isExpired;
        lock (gate)
        {
            isExpired = from > 0 && from < Forgotten;
            if (!isExpired)
            {
                foreach ((FakeKind changed, long at, string line) in history)
                    if (changed == kind && at > from && !AreWatchesMute)
                        lines.Writer.TryWrite(line);
                watches.Add((kind, lines));
            }
        }
        if (isExpired && !TellsExpiryInStream)
        {
            await FailAsync(context, 410, "Expired", "too old resource version");
            return;
        }
        context.Response.ContentType = "application/json";
        if (isExpired)
        {
            await context.Response.WriteAsync(EventOf("ERROR", StatusOf(410, "Expired", $"too old resource version: {from}")));
            return;
        }
        try
        {
            await context.Response.Body.FlushAsync();
            await foreach (string? line in lines.Reader.ReadAllAsync(context.RequestAborted))
            {
                if (line is null)
                    return;
                await context.Response.WriteAsync(line);
                await context.Response.Body.FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The client is gone.
        }
        finally
        {
            lock (gate)
                watches.RemoveAll(w => w.Lines == lines);
        }
    }
}
