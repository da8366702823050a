using System.Text.Json;
using System.Text.RegularExpressions;
using ContainerSecurity.Conformance.Builds;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Conformance;

/// <summary>The cases of hadolint's and BuildKit's own tests, rule by rule.</summary>
public partial class DockerfileLintTests
{
    private const double WantedShare = 0.97;

    [Test]
    public void Hadolints_verdicts_are_ours()
    {
        JsonElement[] cases = [.. Read("index.jsonl").Where(c => LintRules.Hadolint.ContainsKey(Text(c, "rule")))];
        string[] wrong = [.. cases.Where(c => !Agrees(c)).Select(c => Text(c, "id"))];
        foreach (IGrouping<string, JsonElement> rule in cases.GroupBy(c => Text(c, "rule")))
            TestContext.Out.WriteLine($"{rule.Key}: {rule.Count(c => !wrong.Contains(Text(c, "id")))} of {rule.Count()}");
        TestContext.Out.WriteLine($"all: {cases.Length - wrong.Length} of {cases.Length}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((double)(cases.Length - wrong.Length) / cases.Length, Is.GreaterThanOrEqualTo(WantedShare));
            Assert.That(wrong, Is.EquivalentTo(LintRules.Exceptions.Keys));
        }
    }

    [Test]
    public void Every_rule_of_hadolint_is_mapped() =>
        Assert.That(Read("index.jsonl").Select(c => Text(c, "rule")).Distinct(), Is.EquivalentTo(LintRules.Hadolint.Keys.Concat(LintRules.WithoutRow.Keys)));

    [Test]
    public void BuildKits_warnings_are_ours_line_by_line()
    {
        JsonElement[] cases = [.. Read("buildkit-checks.jsonl")];
        var wrong = new List<string>();
        foreach (JsonElement c in cases.Where(c => !LintRules.Misprinted.Contains(Text(c, "id"))))
            foreach ((string check, string ours) in LintRules.BuildKit)
            {
                string wanted = string.Join(
                    ",",
                    c.GetProperty("expected")
                        .GetProperty("warnings")
                        .EnumerateArray()
                        .Where(w => Text(w, "rule") == check)
                        .Select(w => w.GetProperty("line").GetInt32()));
                string found = string.Join(",", Judge(ours, Text(c, "dockerfile"), Policy.Default).Select(f => f.Location.Span.Line));
                if (wanted != found)
                    wrong.Add($"{Text(c, "id")}: {check} on '{found}' and not '{wanted}'");
            }
        TestContext.Out.WriteLine(
            $"buildkit-checks: {cases.Length - LintRules.Misprinted.Count} cases, {LintRules.Misprinted.Count} misprinted, {wrong.Count} differences");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Examples_of_BuildKits_pages_are_judged_as_they_say()
    {
        using var rules = JsonDocument.Parse(File.ReadAllText(Corpus.Require("dockerfiles-lint", "buildkit-rules.json")));
        var wrong = new List<string>();
        int count = 0;
        foreach (JsonElement rule in rules.RootElement.EnumerateArray()
            .Where(r => LintRules.BuildKit.ContainsKey(Text(r, "name")) && r.TryGetProperty("examples", out _)))
            foreach (JsonElement example in rule.GetProperty("examples").EnumerateArray())
            {
                count++;
                if (LintRules.ExampleExceptions.ContainsKey(Text(example, "dockerfile")))
                    continue;
                bool isBad = Text(example, "verdict") == "bad";
                if (Judge(LintRules.BuildKit[Text(rule, "name")], Text(example, "dockerfile"), Policy.Default).Any() != isBad)
                    wrong.Add($"{Text(rule, "name")} {Text(example, "verdict")}: {Text(example, "dockerfile")}");
            }
        TestContext.Out.WriteLine($"examples: {count - wrong.Count} of {count}");
        Assert.That(wrong, Is.Empty);
    }

    private static bool Agrees(JsonElement c)
    {
        string text = Text(c, "dockerfile") + "\n";
        bool isWrapped = c.TryGetProperty("wrapRunInOnBuild", out _);
        Policy policy = c.TryGetProperty("configuration", out JsonElement configuration) ? Configured(configuration.ToString()) : Policy.Default;
        int count = Judge(LintRules.Hadolint[Text(c, "rule")], isWrapped ? RunKeyword().Replace(text, "ONBUILD RUN") : text, policy).Count();
        return Text(c, "expected") == "clean" ? count == 0 : isWrapped ? count == 1 : count > 0;
    }

    /// <summary>A finding that nothing waives; the engine obeys the comments that the cases hold.</summary>
    private static IEnumerable<Finding> Judge(string ours, string text, Policy policy)
    {
        (string id, string words) = ours.Split(": ", 2) is [var rule, var message] ? (rule, message) : (ours, "");
        var engine = new PolicyEngine(policy, new PolicyEngineOptions { OnlyRules = [id], Type = SourceType.Dockerfile });
        return engine.Evaluate(text, "Dockerfile").Findings
            .Where(f =>
                f.Finding.Rule.Id == id && f.Waived is null && f.Finding.Message.Contains(words, StringComparison.Ordinal))
            .Select(f => f.Finding);
    }

    private static Policy Configured(string configuration) =>
        Policy.Default.Extend().Parameter("trustedImages", [.. Quoted().Matches(configuration).Select(m => m.Groups[1].Value)]).Build();

    private static IEnumerable<JsonElement> Read(string name) =>
        File.ReadAllLines(Corpus.Require("dockerfiles-lint", name)).Select(l => JsonDocument.Parse(l).RootElement);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    [GeneratedRegex("^RUN", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex RunKeyword();

    [GeneratedRegex("\"(.*?)\"")]
    private static partial Regex Quoted();
}
