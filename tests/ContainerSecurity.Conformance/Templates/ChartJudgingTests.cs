using ContainerSecurity.Documents;
using ContainerSecurity.Helm;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Conformance.Templates;

/// <summary>Charts of public projects are judged where they are written.</summary>
public class ChartJudgingTests
{
    private static readonly string Folder = Path.Combine(
        Environment.GetEnvironmentVariable("CONFORMANCE_DATA") is { Length: > 0 } given ? given : Path.Combine(Corpus.Repository, "..", "shared", "corpora"), "helm");

    private static IEnumerable<string> Charts() =>
        !Directory.Exists(Folder) ? []
        : Directory.EnumerateDirectories(Folder).Where(d => Directory.Exists(Path.Combine(d, "chart"))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    private static ChartSource Open(string chart) => ChartSource.Open(Path.Combine(Corpus.Require("helm"), chart, "chart"));

    private static Decision Judge(ChartSource chart, SourceFile? values = null, params string[] rules) =>
        new PolicyEngine(null, new PolicyEngineOptions { OnlyRules = rules }).Evaluate(new EvaluationRequest(ChartFormat.ToSource(chart,
            new ChartFormatOptions { Rendering = new ChartRendering { ValuesFiles = values is null ? [] : [values] } })));

    [TestCaseSource(nameof(Charts))]
    public void Every_chart_is_judged_and_every_finding_stands_at_a_place_that_there_is(string name)
    {
        ChartSource chart = Open(name);
        Decision decision = Judge(chart);

        TestContext.Out.WriteLine($"{decision.Resources} resources, {decision.Findings.Count} findings, {decision.Errors.Count} errors, {decision.Notes.Count} notes\n"
            + string.Join('\n', decision.Errors.Take(20)));
        bool printsNothing = chart.RenderOpen().Templates.All(t => t.Role == TemplateRole.Notes || string.IsNullOrWhiteSpace(t.Text.Text));
        Assert.That(decision.Resources > 0 || printsNothing);
        Assert.That(decision.Errors.Where(e => e.IsFault), Is.Empty);
        foreach (PolicyFinding finding in decision.Findings)
        {
            AssertIsThere(finding.Finding.Location.File, finding.Finding.Location.Span, finding);
            foreach (RelatedPlace related in finding.Finding.Location.Related)
                AssertIsThere(related.File, related.Span, finding);
        }
    }

    [TestCaseSource(nameof(Charts))]
    public void Same_chart_gives_the_same_findings_again(string name)
    {
        string[] first = Shown(Judge(Open(name)));
        Assert.That(Shown(Judge(Open(name))), Is.EqualTo(first));
    }

    /// <summary>What a finding says set a boolean or an image is what set it: with another value there, the finding is gone.</summary>
    [TestCaseSource(nameof(Charts))]
    public void Another_value_at_the_place_that_a_finding_names_makes_it_go_away(string name)
    {
        string root = Path.Combine(Corpus.Require("helm"), name, "chart");
        Dictionary<string, ReadOnlyMemory<byte>> files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(root, f).Replace('\\', '/'), f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f));
        (string Rule, Func<string, string?> Mend)[] mends =
        [
            ("CSEC2001", v => v == "true" ? "false" : null),
            ("CSEC2002", v => v == "true" ? "false" : null),
            ("CSEC3001", v => v == "true" ? "false" : null),
            ("CSEC3002", v => v == "true" ? "false" : null),
            ("CSEC3003", v => v == "true" ? "false" : null),
            ("CSEC1001", v => v is "latest" or "\"latest\"" or "'latest'" ? "1.2.3" : null),
        ];
        int tried = 0;
        foreach ((string rule, Func<string, string?> mend) in mends)
            foreach (PolicyFinding finding in Judge(ChartSource.FromFiles("c", files), null, rule).Findings)
                foreach (RelatedPlace related in finding.Finding.Location.Related.Where(r => r.File.Text is not null))
                {
                    string text = related.File.Text!;
                    (int start, int end) = (OffsetOf(text, related.Span.Line, related.Span.Column), OffsetOf(text, related.Span.EndLine, related.Span.EndColumn));
                    if (mend(text[start..end]) is not { } other || !files.ContainsKey(related.File.Path[2..]))
                        continue;
                    tried++;
                    var changed = new Dictionary<string, ReadOnlyMemory<byte>>(files)
                    {
                        [related.File.Path[2..]] = System.Text.Encoding.UTF8.GetBytes(text[..start] + other + text[end..]),
                    };
                    Assert.That(
                        Judge(ChartSource.FromFiles("c", changed), null, rule).Findings.Select(f => Shown(f)),
                        Has.None.EqualTo(Shown(finding)),
                        $"{Shown(finding)} with {other} at {related}");
                }
        TestContext.Out.WriteLine($"{tried} values replaced");
    }

    private static int OffsetOf(string text, int line, int column)
    {
        int at = 0;
        for (int i = 1; i < line; i++)
            at = text.IndexOf('\n', at) + 1;
        return at + column - 1;
    }

    private static string[] Shown(Decision decision) => [.. decision.Findings.Select(Shown), .. decision.Errors.Select(e => e.ToString())];

    private static string Shown(PolicyFinding judged) =>
        $"{judged.Finding.Rule.Id} {judged.Finding.Resource} {judged.Finding.Container} {judged.Finding.Location.Place}:{judged.Finding.Location.Span.Column} {judged.Finding.Location.Path}";

    private static void AssertIsThere(SourceFile file, SourceSpan span, PolicyFinding finding)
    {
        Assert.That(file.Text, Is.Not.Null, Shown(finding));
        string[] lines = file.Text!.Split('\n');
        Assert.That(span.Line, Is.InRange(1, Math.Max(1, lines.Length)), $"{Shown(finding)} {file.Path}");
        Assert.That(span.Column, Is.InRange(1, lines[span.Line - 1].Length + 1), $"{Shown(finding)} {file.Path}");
    }
}
