using System.Text;
using System.Text.Json;
using ContainerSecurity.Helm;
using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Rendering;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Values;
using ContainerSecurity.Helm.Values.Schemas;

namespace ContainerSecurity.Conformance.Templates;

/// <summary>Our rendering of charts against the answers of Helm 4.1.4.</summary>
public class HelmChartTests
{
    private static readonly string[] DefaultApis = ["v1", "apps/v1", "networking.k8s.io/v1", "policy/v1", "batch/v1", "rbac.authorization.k8s.io/v1", "autoscaling/v2", "apiextensions.k8s.io/v1"];

    [Test]
    public void Small_charts_render_as_in_Helm()
    {
        int count = 0;
        var misses = new List<string>();
        foreach (string line in File.ReadLines(Corpus.Require("helm", "chart-semantics.jsonl")))
        {
            using var vector = JsonDocument.Parse(line);
            JsonElement root = vector.RootElement;
            count++;
            ChartFile[] files = [.. root.GetProperty("files").EnumerateObject().Select(f => new ChartFile(f.Name, Encoding.UTF8.GetBytes(f.Value.GetString()!)))];
            Check(root, root.GetProperty("id").GetString()!, () => Render(root, files, Texts(root, "values")), Expected(root), misses);
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}\n{string.Join('\n', misses)}");

        Assert.That(misses, Has.Count.LessThanOrEqualTo(0.05 * count));
    }

    [Test]
    public void Charts_of_public_projects_render_as_in_Helm()
    {
        string folder = Corpus.Require("helm");
        int count = 0;
        var misses = new List<string>();
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        JsonElement cases = index.RootElement.ValueKind == JsonValueKind.Array ? index.RootElement : index.RootElement.GetProperty("cases");
        foreach (JsonElement item in cases.EnumerateArray())
        {
            string chart = Path.Combine(folder, item.GetProperty("chart").GetString()!);
            Dictionary<string, string> expected = ExpectedOf(folder, item);
            count += Math.Max(1, expected.Count);
            string[] values = [.. Texts(item, "values").Select(v => File.ReadAllText(Path.Combine(folder, v)))];
            string name = $"{item.GetProperty("id")}";
            Check(item, name, () => Render(item, FilesOf(chart), values), expected, misses);
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}\n{string.Join('\n', misses)}");

        Assert.That(misses, Has.Count.LessThanOrEqualTo(0.03 * count));
    }

    [Test]
    public void A_character_that_says_where_it_is_written_stands_there()
    {
        string folder = Corpus.Require("helm");
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        long told = 0, exact = 0, all = 0;
        var wrong = new List<string>();
        foreach (JsonElement item in index.RootElement.EnumerateArray().Where(i => i.TryGetProperty("expected", out _)))
            foreach ((string name, TracedText text) in RenderTraced(item, FilesOf(Path.Combine(folder, item.GetProperty("chart").GetString()!)), [.. Texts(item, "values").Select(v => File.ReadAllText(Path.Combine(folder, v)))]))
            {
                all += text.Text.Length;
                int at = 0;
                foreach (Trace trace in text.Traces)
                {
                    told += trace.Template is null ? 0 : trace.Length;
                    if (trace.IsExact && (trace.Value ?? trace.Template) is { } place)
                    {
                        exact += trace.Length;
                        if (string.Compare(place.Text.Text, place.Start, text.Text, at, trace.Length, StringComparison.OrdinalIgnoreCase) != 0)
                            wrong.Add($"{name}: {place}");
                    }
                    at += trace.Length;
                }
            }
        TestContext.Out.WriteLine($"{all} characters: {told} tell their template, {exact} their exact place; {wrong.Count} runs are wrong\n{string.Join('\n', wrong.Take(20))}");

        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(told, Is.GreaterThanOrEqualTo(0.99 * all));
        });
    }

    private static Dictionary<string, string> Expected(JsonElement vector) =>
        vector.TryGetProperty("expected", out JsonElement expected) ? expected.EnumerateObject().ToDictionary(e => e.Name, e => e.Value.GetString()!) : [];

    private static Dictionary<string, string> ExpectedOf(string folder, JsonElement item)
    {
        var expected = new Dictionary<string, string>();
        if (!item.TryGetProperty("expected", out JsonElement file))
            return expected;
        foreach (string line in File.ReadLines(Path.Combine(folder, file.GetString()!)))
        {
            using var template = JsonDocument.Parse(line);
            if (!template.RootElement.TryGetProperty("varies", out _))
                expected[template.RootElement.GetProperty("template").GetString()!] = template.RootElement.GetProperty("output").GetString()!;
        }
        return expected;
    }

    private static void Check(JsonElement vector, string name, Func<Dictionary<string, string>> render, Dictionary<string, string> expected, List<string> misses)
    {
        bool isError = vector.TryGetProperty("error", out JsonElement error);
        try
        {
            Dictionary<string, string> rendered = render();
            if (isError)
                misses.Add($"{name}: must fail: {error}");
            foreach ((string template, string text) in expected)
                if (!rendered.TryGetValue(template, out string? actual))
                    misses.Add($"{name} {template}: not rendered");
                else if (!IsSame(text, actual) && !IsSame(Sorted(text), Sorted(actual)))
                    misses.Add($"{name} {template}: {Difference(text, actual)}");
        }
        catch (Exception failure) when (failure is TemplateException or ChartException or FormatException)
        {
            if (!isError)
                misses.AddRange(Enumerable.Repeat($"{name}: {failure.Message}", Math.Max(1, expected.Count)));
        }
    }

    /// <summary>Whether the lines are the same, but for those that vary from run to run.</summary>
    private static bool IsSame(string expected, string actual)
    {
        string[] lines = expected.Split('\n');
        string[] others = actual.Split('\n');
        return lines.Length == others.Length && lines.Zip(others).All(p => p.First.Contains("<varies>", StringComparison.Ordinal) || p.First == p.Second);
    }

    /// <summary>The documents in an order of their own, for templates that print theirs in the order of a map.</summary>
    private static string Sorted(string text) => string.Join("---", text.Split("---").Select(d => d.Trim()).Order(StringComparer.Ordinal));

    private static string Difference(string expected, string actual)
    {
        int at = 0;
        while (at < expected.Length && at < actual.Length && expected[at] == actual[at])
            at++;
        string From(string text) => text.Substring(Math.Max(0, at - 30), Math.Min(100, text.Length - Math.Max(0, at - 30))).Replace("\n", "\\n", StringComparison.Ordinal);
        return $"expected …{From(expected)}… but …{From(actual)}…";
    }

    private static ChartFile[] FilesOf(string chart) =>
        [.. Directory.EnumerateFiles(chart, "*", SearchOption.AllDirectories).Select(f => new ChartFile(Path.GetRelativePath(chart, f).Replace('\\', '/'), File.ReadAllBytes(f)))];

    private static string[] Texts(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(v => v.GetString()!)] : [];

    private static Dictionary<string, string> Render(JsonElement vector, ChartFile[] files, IReadOnlyList<string> texts) =>
        RenderTraced(vector, files, texts).ToDictionary(t => t.Name, t => GoBytes.Printable(t.Text.Text));

    private static IReadOnlyList<(string Name, TracedText Text)> RenderTraced(JsonElement vector, ChartFile[] files, IReadOnlyList<string> texts)
    {
        Chart chart = ChartLoader.Load(files);
        var values = new MapValue(GoType.Map);
        for (int i = 0; i < texts.Count; i++)
            values = ValuesMerge.Overlay(values, ValuesFile.Read(new TemplateText($"values-{i}.yaml", texts[i])));
        foreach (string set in Texts(vector, "set"))
            SetExpression.Apply(values, set);
        foreach (string set in Texts(vector, "setString"))
            SetExpression.Apply(values, set, SetKind.Text);
        Requirements.Process(chart, values);
        string version = vector.GetProperty("kubeVersion").GetString()!;
        bool isStrict = vector.TryGetProperty("strict", out JsonElement strict) && strict.GetBoolean();
        bool isUpgrade = vector.TryGetProperty("isUpgrade", out JsonElement upgrade) && upgrade.GetBoolean();
        var capabilities = new Capabilities(version, [.. DefaultApis, .. Texts(vector, "apiVersions")], "v4.1.4");
        var release = new Release(vector.GetProperty("release").GetString()!, vector.GetProperty("namespace").GetString()!, isUpgrade);
        MapValue all = ValuesMerge.Coalesce(chart, values);
        bool skipsSchema = vector.TryGetProperty("skipSchemaValidation", out JsonElement skips) && skips.GetBoolean();
        if (!skipsSchema && ValuesSchema.Check(chart, all).Errors is { Length: > 0 } errors)
            throw new ChartException(errors);
        return new ChartRenderer(release, capabilities, isStrict).Render(chart, all);
    }
}
