using System.Text.Json.Nodes;
using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.Judging;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>A document costs itself at most: it is told what was not judged, and its neighbours are judged.</summary>
public class HostileDocumentTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostNetwork: true, containers: []}\n";
    private const string Uri = "untitled:bad.yaml";

    private static IEnumerable<TestCaseData> Documents()
    {
        string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        string map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n" + string.Concat(bomb.Split('\n').Select(l => $"  {l}\n"));
        yield return new TestCaseData(map).SetArgDisplayNames("alias bomb");
        yield return new TestCaseData(Pod + new string(' ', 3 * 1024 * 1024)).SetArgDisplayNames("huge document");
        yield return new TestCaseData("apiVersion: v1\nkind: Pod\nspec: " + new string('[', 100_000)).SetArgDisplayNames("deep nesting");
        yield return new TestCaseData("apiVersion: v1\nkind: Pod\nspec: \0\u0001\uD800\n").SetArgDisplayNames("no text");
    }

    [TestCaseSource(nameof(Documents))]
    public async Task Bad_document_is_told_and_its_neighbour_is_judged(string text)
    {
        using LanguageClient client = await LanguageClient.StartAsync();

        JsonObject[] bad = await client.JudgeAsync(Uri, text);
        JsonObject[] good = await client.JudgeAsync("untitled:good.yaml", Pod);

        Assert.That(bad.Select(d => (string?)d["code"]), Has.Some.EqualTo("CSEC0003"));
        Assert.That(good.Select(d => (string?)d["code"]), Has.Some.StartsWith("CSEC3"));
        Assert.That((await client.AskAsync("textDocument/hover", JsonPlaces.At(Uri, default))).ContainsKey("result"), Is.True);
        Assert.That((await client.AskAsync("textDocument/codeAction", JsonPlaces.In(Uri, default)))["result"]!.AsArray(), Is.Empty);
        Assert.That(await client.EndAsync(), Is.Zero);
    }

    [Test]
    public async Task Document_that_is_short_again_is_judged_again()
    {
        using LanguageClient client = await LanguageClient.StartAsync();
        await client.JudgeAsync(Uri, Pod + new string(' ', 17 * 1024 * 1024));

        client.Change(Uri, 2, JsonPlaces.Change(default, "x"));
        JsonObject[] unknown = await client.DiagnosticsAsync(Uri, 2);
        client.Change(Uri, 3, new JsonObject { ["text"] = Pod });
        JsonObject[] again = await client.DiagnosticsAsync(Uri, 3);

        Assert.That(unknown.Select(d => (string?)d["message"]), Has.One.Contains("is longer than"));
        Assert.That(again.Select(d => (string?)d["code"]), Has.Some.StartsWith("CSEC3").And.None.EqualTo("CSEC0003"));
    }

    [Test]
    public void Judgement_of_a_text_that_has_changed_is_ended()
    {
        var document = new JudgedDocument(Uri, null, "pod.yaml", "yaml", 1, new DocumentText(Pod));

        var judge = new DocumentJudge(new PolicyCache([]));

        Assert.That(() => judge.JudgeAsync(document, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>Only the newest text counts: what came before it is not waited for.</summary>
    [Test]
    public async Task Newest_of_many_changes_is_told_last()
    {
        using LanguageClient client = await LanguageClient.StartAsync();
        client.Open(Uri, Pod);
        string mended = Pod.Replace("true", "false", StringComparison.Ordinal);

        for (int version = 2; version <= 200; version++)
            client.Change(Uri, version, new JsonObject { ["text"] = version % 2 == 0 ? mended : Pod });
        client.Change(Uri, 201, new JsonObject { ["text"] = mended });
        var versions = new List<int>();
        JsonObject last = await client.HearAsync(m =>
        {
            versions.Add((int)m["params"]!["version"]!);
            return versions[^1] == 201;
        });

        Assert.That(versions, Is.Ordered.And.Unique);
        Assert.That(last["params"]!["diagnostics"]!.AsArray().Select(d => (string?)d!["code"]), Has.None.StartsWith("CSEC3"));
    }
}
