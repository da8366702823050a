using System.Text.Json.Nodes;
using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.PolicyFiles;
using ContainerSecurity.Tool.LanguageServer.Protocol;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>Policy files are checked as they are read, and completed and explained by their schema.</summary>
public class PolicyFileTests
{
    private const string Uri = "untitled:container-policy.yaml";

    /// <summary>What is offered at the bar in a text.</summary>
    private static string[] Offered(string marked) => [.. Items(marked).Select(i => i.Label)];

    private static IReadOnlyList<CompletionItem> Items(string marked)
    {
        int at = marked.IndexOf('|', StringComparison.Ordinal);
        var text = new DocumentText(marked.Remove(at, 1));
        return PolicyCompletion.At(text, text.PositionOf(at));
    }

    [TestCase("|", "kind", "profile", "rules", "waivers")]
    [TestCase("kind: Policy\npro|", "profile")]
    [TestCase("profile: |", "baseline", "restricted", "recommended", "all", "none")]
    [TestCase("kind: Policy\nrules:\n  |", "CSEC2001", "privileged-container")]
    [TestCase("rules:\n  CSEC2001: |", "true", "false", "critical", "deny")]
    [TestCase("rules:\n  CSEC2001: \n  CSEC2002:\n    sev|", "severity", "enforcement", "harden", "exclude")]
    [TestCase("rules:\n  CSEC2002:\n    severity: |", "info", "critical")]
    [TestCase("rules:\n  CSEC2002:\n    exclude:\n      |", "namespaces", "containers")]
    [TestCase("rules:\n  acme-rule:\n    |", "severity")]
    [TestCase("waivers:\n- rule: |", "CSEC2001", "privileged-container")]
    [TestCase("waivers:\n- rule: CSEC2001\n  |", "reason", "owner", "expires", "match")]
    [TestCase("waivers:\n  - rule: CSEC2001\n    match:\n      |", "kinds", "paths")]
    [TestCase("waivers:\n- rules:\n  - |", "CSEC2001")]
    [TestCase("waivers:\n- rule: CSEC2001\n  claim: |", "accepted")]
    [TestCase("trust:\n- images: [a]\n  keys:\n  - |", "file", "pem")]
    [TestCase("waivers:\n- match: {names: [a]}\n  reason: x\n\nsecrets:\n  allow:\n    |", "values", "fingerprints")]
    public void Words_are_offered_where_they_may_stand(string marked, params string[] words) =>
        Assert.That(words, Is.SubsetOf(Offered(marked)));

    [TestCase("rules:\n  |", "kind")]
    [TestCase("kind: Policy\n|", "severity")]
    [TestCase("waivers:\n- rule: CSEC2001\n|", "owner")]
    [TestCase("profile: |", "profile")]
    public void Words_are_not_offered_where_they_may_not_stand(string marked, string word) => Assert.That(Offered(marked), Has.None.EqualTo(word));

    [TestCase("# a comment |")]
    [TestCase("rules: {|")]
    [TestCase("no:\n  such:\n    place:\n      |")]
    public void Nothing_is_offered_where_nothing_is_known(string marked) => Assert.That(Offered(marked), Is.Empty);

    [Test]
    public void Word_takes_the_place_of_what_is_written_of_it()
    {
        CompletionItem item = Items("kind: Policy\npro|").Single(i => i.Label == "profile");
        CompletionItem value = Items("profile:|").Single(i => i.Label == "all");

        Assert.That((item.TextEdit.Range.Start.Character, item.TextEdit.Range.End.Character, item.TextEdit.NewText), Is.EqualTo((0, 3, "profile: ")));
        Assert.That(value.TextEdit.NewText, Is.EqualTo(" all"));
    }

    [Test]
    public async Task Mistakes_are_told_with_what_was_meant()
    {
        using LanguageClient client = await LanguageClient.StartAsync();

        JsonObject[] told = await client.JudgeAsync(Uri, "kind: Policy\nprofil: all\nrules:\n  CSEC20011: deny\n");

        Assert.That(
            told.Select(d => ((int)d["range"]!["start"]!["line"]!, (int)d["severity"]!)),
            Is.EqualTo(new[] { (1, 1), (3, 1) }));
        Assert.That((string?)told[0]["message"], Does.Contain("did you mean 'profile'?"));
        Assert.That((string?)told[1]["message"], Does.Contain("did you mean 'CSEC2001'?"));
    }

    [TestCase("untitled:mine.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\nprofil: all\n", true)]
    [TestCase("untitled:mine.yaml", "kind: Policy\nprofil: all\n", true)]
    [TestCase("untitled:mine.yaml", "apiVersion: kyverno.io/v1\nkind: Policy\nmetadata: {name: a}\nspec: {rules: []}\n", false)]
    [TestCase("untitled:mine.yaml", "kind: PolicyList\nprofil: all\n", false)]
    public async Task Policy_is_known_by_its_kind(string uri, string text, bool isPolicy)
    {
        using LanguageClient client = await LanguageClient.StartAsync();

        JsonObject[] told = await client.JudgeAsync(uri, text);

        Assert.That(told.Any(d => ((string)d["message"]!).Contains("'profile'", StringComparison.Ordinal)), Is.EqualTo(isPolicy));
    }

    [Test]
    public async Task Completion_and_hover_are_answered()
    {
        const string Text = "kind: Policy\nprofile: all\nrules:\n  CSEC2001: deny\n";
        using LanguageClient client = await LanguageClient.StartAsync();
        client.Open(Uri, Text);

        JsonObject completion = await client.AskAsync("textDocument/completion", JsonPlaces.At(Uri, new Position(1, 9)));
        JsonObject key = await client.AskAsync("textDocument/hover", JsonPlaces.At(Uri, new Position(1, 2)));
        JsonObject rule = await client.AskAsync("textDocument/hover", JsonPlaces.At(Uri, new Position(3, 4)));

        Assert.That(completion["result"]!["items"]!.AsArray().Select(i => (string?)i!["label"]), Has.Some.EqualTo("restricted"));
        Assert.That((string?)key["result"]!["contents"]!["value"], Is.EqualTo("The choice of rules to start from."));
        Assert.That((string?)rule["result"]!["contents"]!["value"], Does.StartWith("**CSEC2001"));
    }
}
