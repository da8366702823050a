using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>The server keeps to the protocol whatever a client says.</summary>
public class ProtocolTests
{
    private const string Uri = "untitled:pod.yaml";
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostNetwork: true, containers: []}\n";

    private static byte[] Message(string content, string header = "Content-Length") =>
        Encoding.UTF8.GetBytes($"{header}: {Encoding.UTF8.GetByteCount(content)}\r\n\r\n{content}");

    private static int? CodeOf(JsonObject answer) => (int?)answer["error"]?["code"];

    [Test]
    public async Task Request_before_initialize_is_refused_and_a_notification_is_dropped()
    {
        using var client = new LanguageClient();
        client.Open(Uri, Pod);

        Assert.That(CodeOf(await client.AskAsync("textDocument/hover", JsonPlaces.At(Uri, default))), Is.EqualTo(-32002));
        Assert.That(CodeOf(await client.AskAsync("no/such", null)), Is.EqualTo(-32002));
        JsonObject answer = await client.AskAsync("initialize", new JsonObject { ["capabilities"] = new JsonObject() });
        Assert.That((string?)answer["result"]!["serverInfo"]!["name"], Is.EqualTo("csec"));
        Assert.That((await client.AskAsync("textDocument/hover", JsonPlaces.At(Uri, default)))["result"], Is.Null);
    }

    [Test]
    public async Task Initialize_comes_once_and_after_shutdown_comes_nothing_but_exit()
    {
        using LanguageClient client = await LanguageClient.StartAsync();

        Assert.That(CodeOf(await client.AskAsync("initialize", new JsonObject())), Is.EqualTo(-32600));
        Assert.That((await client.AskAsync("shutdown", null)).ContainsKey("result"), Is.True);
        Assert.That(CodeOf(await client.AskAsync("textDocument/hover", JsonPlaces.At(Uri, default))), Is.EqualTo(-32600));
        Assert.That(await client.EndAsync(shutsDown: false), Is.Zero);
    }

    [Test]
    public async Task Exit_code_says_whether_shutdown_came_before()
    {
        using LanguageClient good = await LanguageClient.StartAsync(), hasty = await LanguageClient.StartAsync(), gone = await LanguageClient.StartAsync();

        Assert.That(await good.EndAsync(), Is.Zero);
        Assert.That(await hasty.EndAsync(shutsDown: false), Is.EqualTo(1));
        Assert.That(await gone.HangUpAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Server_ends_with_the_process_that_started_it()
    {
        var start = new ProcessStartInfo("dotnet", [LanguageClient.Server, "lsp"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var editor = Process.Start(start)!;
        using var client = new LanguageClient();
        await client.AskAsync("initialize", new JsonObject { ["processId"] = editor.Id, ["capabilities"] = new JsonObject() });

        editor.Kill();

        Assert.That(await client.EndedAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Unknown_request_is_answered_and_an_unknown_notification_is_passed_over()
    {
        using LanguageClient client = await LanguageClient.StartAsync();
        client.Tell("$/setTrace", new JsonObject { ["value"] = "off" });
        client.Tell("workspace/didChangeConfiguration", new JsonObject { ["settings"] = null });

        Assert.That(CodeOf(await client.AskAsync("textDocument/rename", new JsonObject())), Is.EqualTo(-32601));
        Assert.That(await client.JudgeAsync(Uri, Pod), Is.Not.Empty);
    }

    [TestCase("textDocument/hover", """{"textDocument": 7}""")]
    [TestCase("textDocument/hover", """{}""")]
    [TestCase("textDocument/codeAction", """{"textDocument": {"uri": "untitled:pod.yaml"}, "range": "all"}""")]
    [TestCase("textDocument/completion", """{"textDocument": {"uri": null}, "position": {"line": 0, "character": 0}}""")]
    public async Task Request_with_other_parameters_is_refused_without_a_word_of_the_program(string method, string parameters)
    {
        using LanguageClient client = await LanguageClient.StartAsync();

        JsonObject answer = await client.AskAsync(method, JsonNode.Parse(parameters));

        Assert.That(CodeOf(answer), Is.EqualTo(-32602));
        Assert.That(answer["error"]!.ToJsonString(), Does.Not.Contain("   at ").And.Not.Contain("\"data\""));
    }

    private static IEnumerable<TestCaseData> Malformed =>
    [
        new TestCaseData(Message("{bad}")).SetArgDisplayNames("no JSON"),
        new TestCaseData(Message("[1, 2]")).SetArgDisplayNames("a list"),
        new TestCaseData(Message("7")).SetArgDisplayNames("a number"),
        new TestCaseData(Message("{}")).SetArgDisplayNames("an empty object"),
        new TestCaseData(Message("""{"jsonrpc": "2.0", "method": 5, "id": 1}""")).SetArgDisplayNames("a method that is a number"),
        new TestCaseData(Message(new string('[', 100_000))).SetArgDisplayNames("deep nesting"),
        new TestCaseData(Message("{}", "Content-Size")).SetArgDisplayNames("no length"),
        new TestCaseData("Content-Length: many\r\n\r\n"u8.ToArray()).SetArgDisplayNames("a length that is no number"),
        new TestCaseData("Content-Length: -1\r\n\r\n"u8.ToArray()).SetArgDisplayNames("a negative length"),
        new TestCaseData("Content-Length: 99999999999999999999\r\n\r\n"u8.ToArray()).SetArgDisplayNames("a length that is no length"),
        new TestCaseData("no header at all\r\n\r\n"u8.ToArray()).SetArgDisplayNames("no header"),
        new TestCaseData(Encoding.ASCII.GetBytes(new string('x', 100_000) + "\r\n\r\n")).SetArgDisplayNames("an endless header"),
    ];

    [TestCaseSource(nameof(Malformed))]
    public async Task Malformed_message_is_answered_and_the_next_one_is_read(byte[] message)
    {
        using LanguageClient client = await LanguageClient.StartAsync();

        client.Write(message);
        JsonObject answer = await client.HearAsync(m => m.ContainsKey("error"));

        Assert.That(CodeOf(answer), Is.EqualTo(-32700));
        Assert.That(answer["id"], Is.Null);
        Assert.That(await client.JudgeAsync(Uri, Pod), Is.Not.Empty);
    }

    [Test]
    public async Task Message_that_is_too_long_is_refused_unread()
    {
        using LanguageClient client = await LanguageClient.StartAsync();
        int length = (64 * 1024 * 1024) + 1;

        client.Write(Encoding.ASCII.GetBytes($"Content-Length: {length}\r\n\r\n"));
        for (int left = length; left > 0; left -= 1024 * 1024)
            client.Write(new byte[Math.Min(left, 1024 * 1024)]);
        JsonObject answer = await client.HearAsync(m => m.ContainsKey("error"));

        Assert.That(CodeOf(answer), Is.EqualTo(-32600));
        Assert.That(await client.JudgeAsync(Uri, Pod), Is.Not.Empty);
    }

    [Test]
    public async Task Answer_to_nothing_is_passed_over()
    {
        using LanguageClient client = await LanguageClient.StartAsync();

        client.Send(JsonNode.Parse("""{"jsonrpc": "2.0", "id": 99, "result": null}""")!);
        client.Send(JsonNode.Parse("""{"jsonrpc": "2.0", "id": null, "error": {"code": 1, "message": "no"}}""")!);

        Assert.That(await client.JudgeAsync(Uri, Pod), Is.Not.Empty);
    }

    [Test]
    public async Task Server_asks_to_hear_of_policies_where_the_client_can_be_asked_and_lives_with_a_no()
    {
        var capabilities = new JsonObject { ["workspace"] = new JsonObject { ["didChangeWatchedFiles"] = new JsonObject { ["dynamicRegistration"] = true } } };
        using LanguageClient client = await LanguageClient.StartAsync(null, capabilities);

        JsonObject asked = await client.HearAsync(m => (string?)m["method"] == "client/registerCapability");
        var no = new JsonObject { ["code"] = -32601, ["message"] = "no" };
        client.Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = asked["id"]!.DeepClone(), ["error"] = no });

        Assert.That((string?)asked["params"]!["registrations"]![0]!["method"], Is.EqualTo("workspace/didChangeWatchedFiles"));
        Assert.That(await client.JudgeAsync(Uri, Pod), Is.Not.Empty);
    }

    [Test]
    public void Policy_that_is_not_there_is_refused_at_the_start()
    {
        using var error = new StringWriter();

        Assert.That(CommandLine.Run(["lsp", "--policy", "absent.yaml"], TextReader.Null, TextWriter.Null, error), Is.EqualTo(2));
        Assert.That(error.ToString(), Is.EqualTo($"csec: There is no policy 'absent.yaml'.{Environment.NewLine}"));
    }
}
