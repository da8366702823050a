using System.Text.Json.Nodes;
using ContainerSecurity.Tool.LanguageServer.Documents;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>What an editor is told of documents is what a scan says of the same text.</summary>
public class FindingsWhileTypingTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
          - name: app
            image: a:1
            securityContext:
              privileged: true

        """;

    private const string Compose = "services:\n  web:\n    image: a:1\n    privileged: true\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]\n";
    private const string Build = "FROM alpine:latest\nRUN curl http://example.com/x | sh\n";
    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("lsp-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private string Uri(string name) => DocumentPath.UriOf(Path.Combine(folder, name));

    /// <summary>What a scan of a file says: the rules with their places, and the errors with theirs.</summary>
    private static IEnumerable<string> Scan(string file, params string[] options)
    {
        using var output = new StringWriter();
        using var input = new StringReader("");
        CommandLine.Run(["scan", Path.GetDirectoryName(file)!, "--format", "json", .. options], input, output, TextWriter.Null);
        JsonNode report = JsonNode.Parse(output.ToString())!;
        return report["findings"]!.AsArray().Where(f => f!["waived"] is null)
            .Select(f => Line((string)f!["ruleId"]!, (int)f["location"]!["line"]!, (int)f["location"]!["column"]!, $"{f["message"]} {f["remediation"]}"))
            .Order();
    }

    private static string Line(string rule, int line, int column, string message) => $"{rule} {line}:{column} {message}";

    private static IEnumerable<string> Lines(IEnumerable<JsonObject> diagnostics) => diagnostics.Select(d =>
        Line((string)d["code"]!, (int)d["range"]!["start"]!["line"]! + 1, (int)d["range"]!["start"]!["character"]! + 1, (string)d["message"]!)).Order();

    [TestCase("pod.yaml", "yaml", Pod)]
    [TestCase("compose.yaml", "dockercompose", Compose)]
    [TestCase("Dockerfile", "dockerfile", Build)]
    [TestCase("notes.yaml", "yaml", "shopping: [bread, milk]\n")]
    [TestCase("two.yaml", "yaml", Pod + "---\nkind: {\n")]
    public async Task Document_is_told_what_a_scan_of_the_same_text_finds(string name, string language, string text)
    {
        string file = Write(name, text);
        using LanguageClient client = await LanguageClient.StartAsync(folder);

        JsonObject[] told = await client.JudgeAsync(Uri(name), text, language);

        Assert.That(Lines(told.Where(d => (string?)d["code"] != "CSEC0003")), Is.EqualTo(Scan(file)));
        Assert.That(told.Select(d => (string?)d["source"]), Has.All.EqualTo("csec"));
        Assert.That(told.Any(d => (string?)d["code"] == "CSEC0003"), Is.EqualTo(name == "two.yaml"));
    }

    [Test]
    public async Task Finding_goes_when_the_text_is_changed()
    {
        using LanguageClient client = await LanguageClient.StartAsync(folder);
        JsonObject[] before = await client.JudgeAsync(Uri("pod.yaml"), Pod);

        client.Change(Uri("pod.yaml"), 2, JsonPlaces.Change(JsonPlaces.Find(Pod, "true"), "false"));
        JsonObject[] after = await client.DiagnosticsAsync(Uri("pod.yaml"), 2);

        Assert.That(before.Select(d => (string?)d["code"]), Has.Some.EqualTo("CSEC2001"));
        Assert.That(after.Select(d => (string?)d["code"]), Has.None.EqualTo("CSEC2001"));
    }

    [Test]
    public async Task Closed_document_has_nothing_told_of_it()
    {
        using LanguageClient client = await LanguageClient.StartAsync(folder);
        await client.JudgeAsync(Uri("pod.yaml"), Pod);

        client.Tell("textDocument/didClose", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Uri("pod.yaml") } });
        JsonObject told = await client.HearAsync(m => (string?)m["method"] == "textDocument/publishDiagnostics");

        Assert.That(told["params"]!["diagnostics"]!.AsArray(), Is.Empty);
    }

    [TestCase("build", "dockerfile", Build, "CSEC8")]
    [TestCase("stack.yaml", "dockercompose", Compose, "CSEC2001")]
    public async Task Editor_says_what_a_document_is_whose_name_does_not(string name, string language, string text, string rule)
    {
        using LanguageClient client = await LanguageClient.StartAsync(folder);

        Assert.That((await client.JudgeAsync(Uri(name), text, language)).Select(d => (string?)d["code"]), Has.Some.StartsWith(rule));
    }

    [Test]
    public async Task Document_that_was_never_saved_is_judged()
    {
        using LanguageClient client = await LanguageClient.StartAsync();

        Assert.That((await client.JudgeAsync("untitled:Untitled-1", Pod)).Select(d => (string?)d["code"]), Has.Some.EqualTo("CSEC2001"));
    }

    [Test]
    public async Task Nearest_policy_judges_and_is_read_again_when_it_changes()
    {
        Write("container-policy.yaml", "kind: Policy\nprofile: none\n");
        Write("app/container-policy.yaml", "kind: Policy\nprofile: none\nrules: {CSEC2001: warn}\n");
        using LanguageClient client = await LanguageClient.StartAsync(folder);
        JsonObject[] near = await client.JudgeAsync(Uri("app/pod.yaml"), Pod);
        JsonObject[] far = await client.JudgeAsync(Uri("pod.yaml"), Pod);

        File.SetLastWriteTimeUtc(Write("container-policy.yaml", "kind: Policy\nprofile: none\nrules: {CSEC2001: deny}\n"), DateTime.UtcNow.AddSeconds(5));
        client.Tell("workspace/didChangeWatchedFiles", new JsonObject
        {
            ["changes"] = new JsonArray(new JsonObject { ["uri"] = Uri("container-policy.yaml"), ["type"] = 2 }),
        });
        JsonObject[] again = await client.DiagnosticsAsync(Uri("pod.yaml"), 1);

        Assert.That(near.Select(d => ((string?)d["code"], (int?)d["severity"])), Is.EqualTo(new[] { ("CSEC2001", 2) }));
        Assert.That(far, Is.Empty);
        Assert.That(again.Select(d => ((string?)d["code"], (int?)d["severity"])), Is.EqualTo(new[] { ("CSEC2001", 1) }));
    }

    [Test]
    public async Task Policy_that_is_wrong_is_told_with_its_place_and_the_default_one_judges()
    {
        string policy = Write("container-policy.yaml", "kind: Policy\nprofil: none\n");
        var capabilities = new JsonObject { ["textDocument"] = new JsonObject { ["publishDiagnostics"] = new JsonObject { ["relatedInformation"] = true } } };
        using LanguageClient client = await LanguageClient.StartAsync(folder, capabilities);

        JsonObject[] told = await client.JudgeAsync(Uri("pod.yaml"), Pod);

        JsonObject wrong = told.Single(d => (string?)d["code"] == "CSEC0003");
        Assert.That((string?)wrong["message"], Does.Contain("default policy judges").And.Contain("did you mean 'profile'?"));
        Assert.That((string?)wrong["relatedInformation"]![0]!["location"]!["uri"], Is.EqualTo(DocumentPath.UriOf(policy)));
        Assert.That((int?)wrong["relatedInformation"]![0]!["location"]!["range"]!["start"]!["line"], Is.EqualTo(1));
        Assert.That(told.Select(d => (string?)d["code"]), Has.Some.EqualTo("CSEC2001"));
    }

    [Test]
    public async Task Named_policy_judges_all_documents()
    {
        Write("container-policy.yaml", "kind: Policy\nprofile: all\n");
        string named = Write("strict/p.yaml", "kind: Policy\nprofile: none\nrules: {CSEC2001: deny}\n");
        using LanguageClient client = await LanguageClient.StartAsync(folder, null, "--policy", named);

        Assert.That((await client.JudgeAsync(Uri("pod.yaml"), Pod)).Select(d => (string?)d["code"]), Is.EqualTo(new[] { "CSEC2001" }));
    }

    /// <summary>A file that is edited is one of many, so nobody knows that something is missing.</summary>
    [Test]
    public async Task Policy_on_a_complete_set_finds_nothing_missing_in_one_file()
    {
        Write("container-policy.yaml", "kind: Policy\nprofile: all\nset: complete\n");
        using LanguageClient client = await LanguageClient.StartAsync(folder);
        string[] missing = [.. ContainerSecurity.Rules.RuleCatalog.All.Where(r => r.Descriptor.NeedsCompleteSet).Select(r => r.Descriptor.Id)];

        JsonObject[] told = await client.JudgeAsync(Uri("pod.yaml"), Pod);

        Assert.That(told.Select(d => (string?)d["code"]).Intersect(missing), Is.Empty);
        Assert.That(Scan(Write("pod.yaml", Pod), "--policy", Path.Combine(folder, "container-policy.yaml")).Where(l => missing.Contains(l[..8])), Is.Not.Empty);
    }

    [Test]
    public async Task Of_many_findings_the_worst_are_told_and_how_many_more_there_are()
    {
        string many = string.Concat(Enumerable.Range(0, 40).Select(i => Pod.Replace("web", $"web{i}", StringComparison.Ordinal) + "---\n"));
        using LanguageClient client = await LanguageClient.StartAsync(folder);

        JsonObject[] told = await client.JudgeAsync(Uri("pods.yaml"), many);

        Assert.That(told, Has.Length.EqualTo(51));
        Assert.That((string?)told[^1]["message"], Does.Match("^[0-9]+ more are not shown; 'csec scan' shows all.$"));
        Assert.That(told.Count(d => (string?)d["code"] == "CSEC2001"), Is.EqualTo(40));
    }
}
