using System.Text.Json.Nodes;
using ContainerSecurity.Tool.LanguageServer.Documents;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>A file of a chart is judged through its chart, with the text that the editor holds.</summary>
public class ChartsWhileTypingTests
{
    private const string Template = "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Release.Name }}}\nspec:\n  hostNetwork: true\n  containers:\n    - name: app\n"
        + "      image: {{ .Values.image }}\n      securityContext: {privileged: {{ .Values.privileged }}}\n";

    private string folder = "";

    [SetUp]
    public void Create()
    {
        folder = Directory.CreateTempSubdirectory("lsp-").FullName;
        Write("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        Write("shop/values.yaml", "image: registry.example.com/web:1.2\nprivileged: true\n");
        Write("shop/templates/pod.yaml", Template);
        Write("shop/templates/other.yaml", "{{ fail \"nope\" }}\n");
    }

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    private void Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private string Uri(string name) => DocumentPath.UriOf(Path.Combine(folder, name));

    /// <summary>A client that shows places beside a diagnostic.</summary>
    private Task<LanguageClient> StartAsync() => LanguageClient.StartAsync(
        folder, new JsonObject { ["textDocument"] = new JsonObject { ["publishDiagnostics"] = new JsonObject { ["relatedInformation"] = true } } });

    private static string[] Rules(IEnumerable<JsonObject> diagnostics) => [.. diagnostics.Select(d => (string)d["code"]!)];

    [Test]
    public async Task Template_is_told_of_what_it_prints_with_the_value_beside_it_and_of_no_YAML_error()
    {
        using LanguageClient client = await StartAsync();

        JsonObject[] told = await client.JudgeAsync(Uri("shop/templates/pod.yaml"), Template);

        Assert.That(Rules(told), Has.Some.EqualTo("CSEC2001").And.Some.EqualTo("CSEC3001").And.None.EqualTo("CSEC0003"));
        JsonObject privileged = told.Single(d => (string?)d["code"] == "CSEC2001");
        Assert.That((int)privileged["range"]!["start"]!["line"]!, Is.EqualTo(8));
        Assert.That((string)privileged["relatedInformation"]![0]!["location"]!["uri"]!, Is.EqualTo(Uri("shop/values.yaml")));
    }

    [Test]
    public async Task Finding_goes_and_comes_with_text_that_is_not_saved()
    {
        using LanguageClient client = await StartAsync();
        string changed = Template.Replace("hostNetwork: true", "hostPID: true", StringComparison.Ordinal);

        Assert.That(Rules(await client.JudgeAsync(Uri("shop/templates/pod.yaml"), changed)), Has.Some.EqualTo("CSEC3002").And.None.EqualTo("CSEC3001"));
    }

    [Test]
    public async Task Values_are_told_of_what_they_set()
    {
        using LanguageClient client = await StartAsync();

        JsonObject[] told = await client.JudgeAsync(Uri("shop/values.yaml"), "image: registry.example.com/web:1.2\nprivileged: true\n");

        JsonObject privileged = told.Single(d => (string?)d["code"] == "CSEC2001");
        Assert.That((int)privileged["range"]!["start"]!["line"]!, Is.EqualTo(1));
        Assert.That((string)privileged["relatedInformation"]![0]!["location"]!["uri"]!, Is.EqualTo(Uri("shop/templates/pod.yaml")));
        Assert.That(Rules(told), Has.None.EqualTo("CSEC3001"), "The template says that itself.");
    }

    [Test]
    public async Task Template_that_fails_is_told_of_that_and_its_neighbour_is_not()
    {
        using LanguageClient client = await StartAsync();

        JsonObject[] failing = await client.JudgeAsync(Uri("shop/templates/other.yaml"), "{{ fail \"nope\" }}\n");
        JsonObject[] neighbour = await client.JudgeAsync(Uri("shop/templates/pod.yaml"), Template);

        Assert.That(failing.Select(d => (string)d["message"]!), Has.Some.Contains("nope"));
        Assert.That(neighbour.Select(d => (string)d["message"]!), Has.None.Contains("nope"));
    }

    [Test]
    public async Task Chart_that_cannot_be_read_is_said_in_its_files()
    {
        Write("shop/Chart.yaml", "name: [\n");
        using LanguageClient client = await StartAsync();

        Assert.That(await client.JudgeAsync(Uri("shop/templates/pod.yaml"), Template), Is.Not.Empty);
    }
}
