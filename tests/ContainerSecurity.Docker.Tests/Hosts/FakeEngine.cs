using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.Docker.Tests.Hosts;

/// <summary>
/// An engine on a Unix socket that answers what a test lays down, remembers its events as a real one does, and drops
/// connections when it is told to.
/// </summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fake-").FullName;
    private readonly ConcurrentDictionary<HttpContext, Channel<string>> listeners = new();
    private readonly List<(long Time, string Line)> history = [];
    private readonly Lock gate = new();
    private readonly WebApplication app;
    private int running;

    private FakeEngine()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.ListenUnixSocket(SocketPath));
        app = builder.Build();
        app.Run(AnswerAsync);
        Answers["version"] = (200, """{"ApiVersion":"1.41"}""");
        Answers["info"] = (200, """{"Name":"host-1","SystemTime":"2026-01-01T00:00:00Z","OSType":"linux","Swarm":{"LocalNodeState":"inactive","ControlAvailable":false}}""");
        foreach (string list in (string[])["containers/json", "images/json", "networks", "plugins"])
            Answers[list] = (200, "[]");
        Answers["volumes"] = (200, """{"Volumes":null}""");
    }

    public string SocketPath => Path.Combine(folder, "engine.sock");

    public Uri Address => new("unix://" + SocketPath);

    /// <summary>The answers by path, without version and query.</summary>
    public ConcurrentDictionary<string, (int Status, string Body)> Answers { get; } = new();

    /// <summary>The targets that were asked for, as they were written, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The most requests that were under way at a time.</summary>
    public int MostAtATime { get; private set; }

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>A path that is never answered; null for none.</summary>
    public string? Silent { get; set; }

    /// <summary>Whether all connections are dropped.</summary>
    public bool IsDown { get; set; }

    /// <summary>How many connections listen to events.</summary>
    public int Listeners => listeners.Count;

    public static async Task<FakeEngine> StartAsync()
    {
        var engine = new FakeEngine();
        await engine.app.StartAsync();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(engine.SocketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return engine;
    }

    /// <summary>Gives the engine a container.</summary>
    /// <param name="name">Its name, which is its ID too.</param>
    /// <param name="host">Its HostConfig.</param>
    /// <param name="started">When it was started last.</param>
    public void AddContainer(string name, string host = "{}", string started = "0001-01-01T00:00:00Z")
    {
        Answers[$"containers/{name}/json"] = (200, $$$"""{"Id":"{{{name}}}","Name":"/{{{name}}}","Created":"2025-01-01T00:00:00Z","State":{"StartedAt":"{{{started}}}"},"Config":{"Image":"registry.example/web:1.0"},"HostConfig":{{{host}}}}""");
        string[] names = [.. Answers.Keys.Where(k => k.StartsWith("containers/", StringComparison.Ordinal) && k != "containers/json")
            .Select(k => k.Split('/')[1])];
        Answers["containers/json"] = (200, $"[{string.Join(',', names.Select(n => $$"""{"Id":"{{n}}","Names":["/{{n}}"]}"""))}]");
    }

    /// <summary>Tells of an event, and remembers it.</summary>
    public void Tell(string type, string action, string id, long seconds)
    {
        string line = $$$$"""{"Type":"{{{{type}}}}","Action":"{{{{action}}}}","Actor":{"ID":"{{{{id}}}}","Attributes":{"name":"{{{{id}}}}"}},"time":{{{{seconds}}}},"timeNano":{{{{seconds}}}}000000000}""" + "\n";
        lock (gate)
        {
            history.Add((seconds, line));
            foreach (Channel<string> listener in listeners.Values)
                listener.Writer.TryWrite(line);
        }
    }

    /// <summary>Forgets all events, as an engine that is started anew does.</summary>
    public void Forget()
    {
        lock (gate)
            history.Clear();
    }

    /// <summary>Drops who listens to events.</summary>
    public void Drop()
    {
        foreach (HttpContext context in listeners.Keys)
            context.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        Drop();
        await app.StopAsync(new CancellationToken(true));
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Asked.Enqueue(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (IsDown)
        {
            context.Abort();
            return;
        }
        string path = context.Request.Path.Value!.TrimStart('/');
        if (path == "events" && !Answers.ContainsKey("events"))
        {
            await TellAllAsync(context);
            return;
        }
        lock (gate)
            MostAtATime = Math.Max(MostAtATime, ++running);
        await Task.Delay(path == Silent ? Timeout.InfiniteTimeSpan : Delay, context.RequestAborted);
        lock (gate)
            running--;
        (int status, string body) = Answers.TryGetValue(path, out (int, string) answer) ? answer : (404, """{"message":"No such object"}""");
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    private async Task TellAllAsync(HttpContext context)
    {
        decimal since = decimal.Parse(context.Request.Query["since"].ToString() is { Length: > 0 } text ? text : "0", CultureInfo.InvariantCulture);
        var lines = Channel.CreateUnbounded<string>();
        lock (gate)
        {
            foreach ((long time, string line) in history)
                if (time >= since)
                    lines.Writer.TryWrite(line);
            listeners[context] = lines;
        }
        try
        {
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            await foreach (string line in lines.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(line, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The listener left, or was dropped.
        }
        finally
        {
            listeners.TryRemove(context, out _);
        }
    }
}
