using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>Talks to a server that is a process of its own, in bytes: it shares nothing with what it tests.</summary>
internal sealed class LanguageClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process process;
    private readonly Task reading;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> asked = new();
    private readonly Channel<JsonObject> told = Channel.CreateUnbounded<JsonObject>();
    private int last;

    /// <summary>Starts the server that stands beside the tests.</summary>
    public LanguageClient(params string[] arguments)
        : this(Server, arguments)
    {
    }

    private LanguageClient(string server, string[] arguments)
    {
        process = Process.Start(new ProcessStartInfo("dotnet", [server, "lsp", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        reading = Task.Run(ReadAsync);
    }

    public static string Server => Path.Combine(AppContext.BaseDirectory, "csec.dll");

    /// <summary>Starts a server and says <c>initialize</c>.</summary>
    public static Task<LanguageClient> StartAsync(string? folder = null, JsonObject? capabilities = null, params string[] arguments) =>
        StartAsync(Server, folder, capabilities, arguments);

    /// <summary>Starts another server and says <c>initialize</c>.</summary>
    public static async Task<LanguageClient> StartAsync(string server, string? folder, JsonObject? capabilities, string[] arguments)
    {
        var client = new LanguageClient(server, arguments);
        await client.AskAsync("initialize", new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["rootUri"] = folder is null ? null : new Uri(folder).AbsoluteUri,
            ["capabilities"] = capabilities ?? [],
        });
        client.Tell("initialized", new JsonObject());
        return client;
    }

    /// <summary>Sends a request; gives the whole answer, with its result or its error.</summary>
    public Task<JsonObject> AskAsync(string method, JsonNode? parameters)
    {
        int id = Interlocked.Increment(ref last);
        var answer = asked[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        return answer.Task.WaitAsync(Patience);
    }

    public void Tell(string method, JsonNode? parameters) => Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    public void Send(JsonNode message)
    {
        byte[] content = Encoding.UTF8.GetBytes(message.ToJsonString());
        Write([.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}\r\n\r\n")), .. content]);
    }

    public void Write(byte[] bytes)
    {
        process.StandardInput.BaseStream.Write(bytes);
        process.StandardInput.BaseStream.Flush();
    }

    /// <summary>The next message of the server that is no answer to a request, and that a condition holds for; those before it are let go.</summary>
    public async Task<JsonObject> HearAsync(Func<JsonObject, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
            if (await told.Reader.ReadAsync(patience.Token) is var message && condition(message))
                return message;
    }

    public void Open(string uri, string text, string language = "yaml", int version = 1) => Tell("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = language, ["version"] = version, ["text"] = text },
    });

    public void Change(string uri, int version, params JsonNode[] changes) => Tell("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = version },
        ["contentChanges"] = new JsonArray(changes),
    });

    /// <summary>What the server tells of a version of a document.</summary>
    public async Task<JsonObject[]> DiagnosticsAsync(string uri, int version)
    {
        JsonObject message = await HearAsync(m => (string?)m["method"] == "textDocument/publishDiagnostics"
            && (string?)m["params"]!["uri"] == uri && (int?)m["params"]!["version"] == version);
        return [.. message["params"]!["diagnostics"]!.AsArray().Select(d => d!.AsObject())];
    }

    /// <summary>Opens a document and gives what the server tells of it.</summary>
    public Task<JsonObject[]> JudgeAsync(string uri, string text, string language = "yaml")
    {
        Open(uri, text, language);
        return DiagnosticsAsync(uri, 1);
    }

    /// <summary>Ends the server as the protocol says, or without <c>shutdown</c>; gives the exit code.</summary>
    public async Task<int> EndAsync(bool shutsDown = true)
    {
        if (shutsDown)
            await AskAsync("shutdown", null);
        Tell("exit", null);
        return await EndedAsync();
    }

    /// <summary>Closes the client's end; gives the exit code.</summary>
    public Task<int> HangUpAsync()
    {
        process.StandardInput.Close();
        return EndedAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    /// <summary>Waits until the server has ended; gives the exit code.</summary>
    public async Task<int> EndedAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        await reading.WaitAsync(Patience);
        return process.ExitCode;
    }

    private async Task ReadAsync()
    {
        Stream stream = process.StandardOutput.BaseStream;
        while (await ReadHeaderAsync(stream) is { } length)
        {
            byte[] content = new byte[length];
            await stream.ReadExactlyAsync(content);
            JsonObject message = JsonNode.Parse(content)!.AsObject();
            if (message["method"] is null && message["id"] is { } id && asked.TryRemove((int)id, out var answer))
                answer.SetResult(message);
            else
                told.Writer.TryWrite(message);
        }
        told.Writer.TryComplete();
    }

    private static async Task<int?> ReadHeaderAsync(Stream stream)
    {
        var header = new StringBuilder();
        byte[] one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
                return null;
            header.Append((char)one[0]);
        }
        return int.Parse(header.ToString().Split("Content-Length:")[1].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
