using System.Text.Json;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Conformance;

/// <summary>The detector against the samples of other detectors: https://github.com/gitleaks/gitleaks and https://github.com/secretlint/secretlint.</summary>
public class SecretTests
{
    /// <summary>
    /// Clean texts of a rule that hold a secret of another kind, with the pattern that finds it: the rule's service is another, or only the name tells.
    /// Texts that the suite gives both as a secret and as clean are left out by themselves.
    /// </summary>
    private static readonly Dictionary<string, string> OtherKinds = new()
    {
        ["anthropic-api-key anthropic-admin-api-key"] = "an administrator's key",
        ["anthropic-admin-api-key anthropic-api-key"] = "a key of the programming interface",
        ["cisco-meraki-api-key named-token"] = "forty and sixty-seven random characters called a key and a token, of no known format",
        ["generic-api-key named-token"] = "apiKey: thirty-two hexadecimal digits",
        ["mailchimp-api-key mailchimp-api-key"] = "a Mailchimp key, under a name that does not name the service",
        ["slack-user-token named-token"] = "a random value called token, too short for Slack's format",
        ["aws named-token"] = "an encrypted value called AWS_SECRET_ACCESS_KEY; nothing tells that it is encrypted but a remark",
        ["groq groq-api-key"] = "the key of the suite's own secret text, clean by an option of that test alone",
        ["basicauth url-password"] = "a password in the URL of a database, which that rule leaves to another",
    };

    /// <summary>Texts that a suite calls secret and whose value stands for another one, with what it is.</summary>
    private static readonly Dictionary<string, string> StandIns = new()
    {
        ["secretlint/basicauth/ng.basic-auth-ftp-url"] = "user:pass",
        ["secretlint/basicauth/ng.basic-auth-http-url"] = "user:pass",
        ["secretlint/basicauth/ng.basic-auth-in-markdown"] = "user:pass",
        ["secretlint/huggingface/ng.secret"] = "thirty-four times x",
    };

    [TestCase("gitleaks", 0.97)]
    [TestCase("secretlint", 0.97)]
    public void Secrets_are_found(string suite, double least)
    {
        Sample[] secrets = [.. Read(suite).Where(s => s.IsSecret && !StandIns.ContainsKey(s.Id))];
        string[] missed = [.. secrets.Where(s => SecretDetector.Default.Scan(s.Text).Count == 0).Select(s => $"{s.Id}: {s.Text}")];
        TestContext.Out.WriteLine($"{secrets.Length - missed.Length} of {secrets.Length} found\n{string.Join('\n', missed)}");

        Assert.That(missed, Has.Length.LessThanOrEqualTo((1 - least) * secrets.Length));
    }

    [TestCase("gitleaks")]
    [TestCase("secretlint")]
    public void Clean_texts_are_clean(string suite)
    {
        Sample[] samples = [.. Read(suite)];
        HashSet<string> secrets = [.. samples.Where(s => s.IsSecret).Select(s => s.Text)];
        Sample[] clean = [.. samples.Where(s => !s.IsSecret && !secrets.Contains(s.Text))];
        string[] alarms =
        [
            .. clean.SelectMany(s => SecretDetector.Default.Scan(s.Text).Select(f => $"{s.Rule} {f.Pattern.Id}")).Where(a => !OtherKinds.ContainsKey(a)),
        ];
        TestContext.Out.WriteLine($"{alarms.Length} false alarms in {clean.Length} texts\n{string.Join('\n', alarms)}");

        Assert.That(alarms, Has.Length.LessThanOrEqualTo(clean.Length * 0.02));
    }

    [Test]
    public void Manifests_that_peers_call_clean_are_clean()
    {
        string folder = Corpus.Require("kube-manifests");
        string[] alarms =
        [
            .. Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories)
                .SelectMany(file => SecretDetector.Default.Scan(File.ReadAllText(file)).Select(f => $"{Path.GetRelativePath(folder, file)}: {f}")),
        ];

        Assert.That(alarms.Where(a => !a.Contains("sensitive", StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<Sample> Read(string suite)
    {
        foreach (string line in File.ReadLines(Corpus.Require("secrets", suite + ".jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            string Member(string name) => row.RootElement.GetProperty(name).GetString()!;
            yield return new Sample(Member("id"), Member("rule"), Member("text"), Member("expected") == "secret");
        }
    }

    private sealed record Sample(string Id, string Rule, string Text, bool IsSecret);
}
