using System.Text.Json;
using System.Text.RegularExpressions;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Conformance;

/// <summary>What rules say over all corpora, as sentences: no name that is none, none twice, no number with the wrong noun.</summary>
public partial class MessageTests
{
    private static readonly PolicyEngine Engine = new(
        Policy.Create().UseProfile(Profile.All).Build(), new PolicyEngineOptions { AllowNotEvaluated = true });

    /// <summary>Forms of which the corpora hold none: what has no name, or a path for one.</summary>
    private static readonly (string Name, string Text)[] Nameless =
    [
        ("nameless.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostNetwork: true, containers: [{image: nginx, securityContext: {privileged: true}}]}\n"),
        ("empty.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: \"\"}\nspec: {containers: [{name: \"\", image: \"nginx:latest\", ports: [{hostPort: 80}]}]}\n"),
        ("compose.yaml", "services: {web: {image: nginx, volumes: [\"/etc:/etc\", \"/var/run/docker.sock:/var/run/docker.sock\", \"/dev/sda:/x\"]}}\n"),
        ("inspect.json", """[{"Id": "a", "Name": "/web", "Config": {"Image": "nginx"}, "HostConfig": {"Binds": ["/etc:/etc"], "Privileged": true}, "Mounts": [{"Type": "bind", "Source": "/etc", "Destination": "/etc", "RW": true}]}]"""),
        ("Dockerfile", "FROM nginx\nRUN curl http://example.com | sh\nCMD a\nCMD b\n"),
        ("two.Dockerfile", "FROM nginx\nCMD a\nCMD b\nFROM busybox\nADD http://example.com/x /\n"),
        ("one.yaml", """
            {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {a: b}}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: p, labels: {a: c}}, spec: {containers: [{name: c, image: "a:1"}]}}
            ---
            {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec: {minAvailable: 1, selector: {matchLabels: {a: d}}}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas: 1, selector: {matchLabels: {a: d}}, template: {metadata: {labels: {a: d}}, spec: {containers: [{name: c, image: "a:1"}]}}}}
            """),
    ];

    private static readonly Lazy<List<(string Rule, string Message)>> Said = new(Collect);

    [Test]
    public void Quotations_are_neither_empty_nor_doubled() =>
        Assert.That(Of(m => EmptyQuotation().IsMatch(m) || m.Contains("''", StringComparison.Ordinal) || m.Contains("\"\"", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Nothing_is_quoted_twice_about_itself() => Assert.That(Of(m => SelfQuotation().IsMatch(m)), Is.Empty);

    [Test]
    public void Number_one_has_one_of_its_noun() => Assert.That(Of(m => WrongPlural().IsMatch(m)), Is.Empty);

    [Test]
    public void No_stage_is_counted_from_zero_and_nothing_is_none_of_none() =>
        Assert.That(Of(m => CountedStage().IsMatch(m) || m.Contains("none of none", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Messages_are_sentences_without_gaps() => Assert.That(Of(m => Gap().IsMatch(m)), Is.Empty);

    [Test]
    public void Most_rules_have_spoken() =>
        Assert.That(Said.Value.Select(s => s.Rule).Distinct().Count(), Is.GreaterThan(100), "Else the others of these tests show little.");

    /// <summary>The messages that are wrong, one for each rule.</summary>
    private static IEnumerable<string> Of(Func<string, bool> isWrong) =>
        Said.Value.Where(s => isWrong(s.Message)).GroupBy(s => s.Rule).Select(g => $"{g.Key}: {g.First().Message}");

    private static List<(string Rule, string Message)> Collect()
    {
        string root = Corpus.Require("kube-manifests");
        IReadOnlyList<Source> files = SourceDiscovery.Find([Path.GetDirectoryName(root)!], new SourceDiscoveryOptions { SkippedFolders = [] }).Sources;
        Source[] lines =
        [
            .. Texts("dockerfiles-lint", "index.jsonl", "dockerfile", i => $"{i}.Dockerfile"),
            .. Texts("dockerfiles-lint", "buildkit-checks.jsonl", "dockerfile", i => $"b{i}.Dockerfile"),
            .. Texts("compose", "documents.jsonl", "text", i => $"{i}/compose.yaml"),
            .. Nameless.Select(n => Source.FromText(n.Name, n.Text)),
        ];
        return [.. Engine.Scan([.. files, .. lines]).SelectMany(d => d.Findings).Select(f => f.Finding).Where(IsOurs).Select(f => (f.Rule.Id, f.Message))];
    }

    /// <summary>The words of others' policies are theirs; and names in the input may hold anything.</summary>
    private static bool IsOurs(Finding finding) =>
        RuleCatalog.Find(finding.Rule.Id) is not null && !finding.Resource.ToString().Contains("{{", StringComparison.Ordinal)
        && !finding.Message.Contains("{{", StringComparison.Ordinal);

    private static IEnumerable<Source> Texts(string corpus, string file, string key, Func<int, string> name)
    {
        string path = Corpus.Require(corpus, file);
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty(key, out JsonElement text) && text.ValueKind == JsonValueKind.String)
                yield return Source.FromText(name(number++), text.GetString()!);
        }
    }

    [GeneratedRegex(@"(^|[\s(])'\s*'")]
    private static partial Regex EmptyQuotation();

    [GeneratedRegex(@"'([^']+)' (is|mounts|are) (the host's )?'\1'")]
    private static partial Regex SelfQuotation();

    [GeneratedRegex(@"(?<![\d.,:/-])\b1 (?!is\b|was\b|has\b|as\b)[a-z]+[a-rt-z]s\b(?!')")]
    private static partial Regex WrongPlural();

    [GeneratedRegex(@"\b[Ss]tage \d")]
    private static partial Regex CountedStage();

    [GeneratedRegex(@"[a-z]  [a-z]|[a-z] \.(\s|$)|,,|: \.")]
    private static partial Regex Gap();
}
