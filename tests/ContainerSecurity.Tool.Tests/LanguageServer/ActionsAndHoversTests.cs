// csec:allow-secrets-of-file: made-up ones
using System.Text.Json.Nodes;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>What an editor offers at a finding: what it means, its fix, a waiver.</summary>
public class ActionsAndHoversTests
{
    private const string Uri = "untitled:pods.yaml";
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"
        + "  - name: app\n    image: a:1\n    securityContext: {privileged: true}\n"
        + "  - name: side\n    image: b:1\n    securityContext: {privileged: true}\n";

    private static async Task<JsonNode[]> ActionsAsync(LanguageClient client, string uri, Range range, params string[] only) =>
        [.. (await client.AskAsync("textDocument/codeAction", JsonPlaces.In(uri, range, only)))["result"]!.AsArray().Select(a => a!)];

    private static async Task<string?[]> CodesAfterAsync(LanguageClient client, string uri, int version, string text)
    {
        client.Change(uri, version, new JsonObject { ["text"] = text });
        return [.. (await client.DiagnosticsAsync(uri, version)).Select(d => (string?)d["code"])];
    }

    [Test]
    public async Task Hover_over_a_finding_says_why_and_what_is_bad_and_good()
    {
        using LanguageClient client = await LanguageClient.StartAsync();
        client.Open(Uri, Pod);

        JsonObject answer = await client.AskAsync("textDocument/hover", JsonPlaces.At(Uri, JsonPlaces.Find(Pod, "privileged").Start));

        Assert.That((string?)answer["result"]!["contents"]!["value"], Does.StartWith("**CSEC2001 privileged-container** · critical · deny")
            .And.Contain("**Why**").And.Contain("owns the node").And.Contain("**Bad**").And.Contain("privileged: true").And.Contain("**Good**"));
        Assert.That(answer["result"]!["range"]!["start"]!.ToJsonString(), Is.EqualTo("""{"line":7,"character":22}"""));
    }

    [Test]
    public async Task Hover_over_the_name_of_a_rule_in_a_comment_explains_it()
    {
        string text = "# csec:ignore CSEC2001 the driver mounts block devices\n" + Pod;
        using LanguageClient client = await LanguageClient.StartAsync();
        client.Open(Uri, text);

        JsonObject answer = await client.AskAsync("textDocument/hover", JsonPlaces.At(Uri, new Position(0, 18)));

        Assert.That((string?)answer["result"]!["contents"]!["value"], Does.Contain("privileged-container"));
    }

    [Test]
    public async Task Hover_over_nothing_is_null()
    {
        using LanguageClient client = await LanguageClient.StartAsync();
        client.Open(Uri, Pod);

        JsonObject answer = await client.AskAsync("textDocument/hover", JsonPlaces.At(Uri, new Position(0, 3)));

        Assert.That(answer.ContainsKey("result"), Is.True);
        Assert.That(answer["result"], Is.Null);
    }

    [Test]
    public async Task Fix_mends_its_finding_and_no_other_and_all_are_mended_by_another()
    {
        using LanguageClient client = await LanguageClient.StartAsync();
        client.Open(Uri, Pod);
        JsonNode[] actions = await ActionsAsync(client, Uri, JsonPlaces.Find(Pod, "privileged"));
        JsonNode one = actions.Single(a => ((string?)a["title"])!.StartsWith("Fix CSEC2001", StringComparison.Ordinal));
        JsonNode all = actions.Single(a => ((string?)a["title"])!.StartsWith("Fix all of CSEC2001", StringComparison.Ordinal));

        Assert.That(JsonPlaces.Apply(Pod, one, Uri), Is.EqualTo(new DocumentEdit(Pod).Once("privileged: true", "privileged: false")));
        Assert.That(JsonPlaces.Apply(Pod, all, Uri), Is.EqualTo(Pod.Replace("privileged: true", "privileged: false", StringComparison.Ordinal)));
        Assert.That(await CodesAfterAsync(client, Uri, 2, JsonPlaces.Apply(Pod, all, Uri)), Has.None.EqualTo("CSEC2001"));
    }

    [Test]
    public async Task Fix_of_all_is_given_where_it_is_asked_for_and_does_what_harden_does()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("lsp-").FullName, "pod.yaml");
        await File.WriteAllTextAsync(file, Pod);
        using LanguageClient client = await LanguageClient.StartAsync();
        client.Open(Uri, Pod);

        JsonNode[] silent = await ActionsAsync(client, Uri, JsonPlaces.Find(Pod, "kind"));
        JsonNode[] asked = await ActionsAsync(client, Uri, JsonPlaces.Find(Pod, "kind"), "source.fixAll");
        CommandLine.Run(["harden", "--write", file], TextReader.Null, TextWriter.Null, TextWriter.Null);

        Assert.That(silent, Is.Empty);
        Assert.That(JsonPlaces.Apply(Pod, asked.Single(), Uri), Is.EqualTo(await File.ReadAllTextAsync(file)));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [TestCase("untitled:pods.yaml", "yaml", Pod, "privileged", "CSEC2001")]
    [TestCase("untitled:compose.yaml", "yaml", "services:\n  web:\n    image: a:1\n    privileged: true\n", "privileged", "CSEC2001")]
    [TestCase("untitled:Dockerfile", "dockerfile", "FROM alpine:3.20\nUSER 1000\nRUN true && \\\n    sudo true\n", "sudo", "CSEC80")]
    [TestCase("untitled:pods.yaml", "yaml", "apiVersion: v1\r\nkind: Pod\r\nmetadata: {name: web}\r\nspec:\r\n  hostNetwork: true\r\n", "hostNetwork", "CSEC3")]
    public async Task Waiver_counts_once_its_reason_is_written_and_is_an_error_before(string uri, string language, string text, string at, string rule)
    {
        using LanguageClient client = await LanguageClient.StartAsync();
        JsonObject[] before = await client.JudgeAsync(uri, text, language);
        JsonObject finding = before.First(d => ((string?)d["code"])!.StartsWith(rule, StringComparison.Ordinal)
            && (int?)d["range"]!["start"]!["line"] == JsonPlaces.Find(text, at).Start.Line);
        string id = (string)finding["code"]!;
        JsonNode[] actions = await ActionsAsync(client, uri, JsonPlaces.Find(text, at));
        JsonNode waive = actions.Single(a => ((string?)a["title"])!.StartsWith($"Waive {id}", StringComparison.Ordinal));

        string waived = JsonPlaces.Apply(text, waive, uri);
        string?[] unwritten = await CodesAfterAsync(client, uri, 2, waived);
        string reasoned = waived.Replace("TODO: say why this is accepted", "the node agent needs it", StringComparison.Ordinal);
        string?[] written = await CodesAfterAsync(client, uri, 3, reasoned);

        Assert.That(waived, Does.Contain($"# csec:ignore {id} TODO: say why this is accepted"));
        Assert.That(waived.Replace("\r\n", "\n", StringComparison.Ordinal).Contains('\r'), Is.False);
        Assert.That(waived.Contains("\r\n", StringComparison.Ordinal), Is.EqualTo(text.Contains("\r\n", StringComparison.Ordinal)));
        Assert.That(unwritten, Has.Some.EqualTo(id).And.Some.EqualTo("CSEC0003"));
        Assert.That(written.Count(c => c == id), Is.EqualTo(before.Count(d => (string?)d["code"] == id) - 1));
        Assert.That(written, Has.None.EqualTo("CSEC0003"));
    }

    /// <summary>In the lines of a literal text a comment is part of the text.</summary>
    [Test]
    public async Task Waiver_is_not_offered_where_no_comment_can_stand()
    {
        string text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: |\n    x\n    -----BEGIN RSA PRIVATE KEY-----\n"
            + $"    {new string('A', 64)}\n    {new string('B', 64)}\n    -----END RSA PRIVATE KEY-----\n";
        using LanguageClient client = await LanguageClient.StartAsync();
        JsonObject[] told = await client.JudgeAsync(Uri, text);

        JsonNode[] actions = await ActionsAsync(client, Uri, new Range(default, new Position(9, 80)));

        foreach (JsonNode action in actions)
            Assert.That(JsonPlaces.Apply(text, action, Uri), Does.Not.Contain("    # csec:ignore"));
        Assert.That(told, Is.Not.Null);
    }

    [Test]
    public async Task Client_that_takes_changes_of_versions_gets_them()
    {
        var capabilities = new JsonObject { ["workspace"] = new JsonObject { ["workspaceEdit"] = new JsonObject { ["documentChanges"] = true } } };
        using LanguageClient client = await LanguageClient.StartAsync(null, capabilities);
        client.Open(Uri, Pod, version: 7);

        JsonNode[] actions = await ActionsAsync(client, Uri, JsonPlaces.Find(Pod, "privileged"));

        Assert.That(actions.Select(a => (int?)a["edit"]!["documentChanges"]![0]!["textDocument"]!["version"]), Is.Not.Empty.And.All.EqualTo(7));
    }

    private sealed record DocumentEdit(string Text)
    {
        public string Once(string old, string now)
        {
            int at = Text.IndexOf(old, StringComparison.Ordinal);
            return Text[..at] + now + Text[(at + old.Length)..];
        }
    }
}
