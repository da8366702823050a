using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Helm;

namespace ContainerSecurity.Conformance.Templates;

/// <summary>Open rendering of the corpus' charts: what is known is as Helm prints it, and what is not ends nothing.</summary>
public class OpenChartTests
{
    [Test]
    public void Open_rendering_prints_what_Helm_prints_where_nothing_is_unknown()
    {
        string folder = Corpus.Require("helm");
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        int same = 0, holes = 0, undecided = 0, failed = 0;
        var wrong = new List<string>();
        var errors = new List<string>();
        foreach (JsonElement item in index.RootElement.EnumerateArray().Where(i => i.TryGetProperty("expected", out _)))
        {
            ChartSource source = ChartSource.Open(Path.Combine(folder, item.GetProperty("chart").GetString()!));
            RenderedChart open = source.RenderOpen(RenderingOf(folder, item));
            RenderedChart closed = source.Render(RenderingOf(folder, item));
            Dictionary<string, RenderedTemplate> others = closed.Templates.ToDictionary(t => t.Source);
            string[] notes = [.. open.Notes.Select(n => n.File)];
            failed += open.Errors.Count;
            errors.AddRange(open.Errors.Select(e => $"{item.GetProperty("id")}: {e.Message}"));
            foreach (RenderedTemplate template in open.Templates)
                if (template.Text.HasHoles)
                    holes++;
                else if (others.TryGetValue(template.Source, out RenderedTemplate? other) && other.Text.Text == template.Text.Text)
                    same++;
                else if (notes.Length > 0 || closed.Errors.Count > 0)
                    undecided++;
                else
                    wrong.Add($"{item.GetProperty("id")} {template.Source}");
        }
        TestContext.Out.WriteLine($"{same} the same, {holes} with holes, {undecided} with conditions, {failed} failed, {wrong.Count} wrong\n{string.Join('\n', wrong.Take(30))}\n{string.Join('\n', errors.Distinct().Take(40))}");

        Assert.That(wrong, Is.Empty);
    }

    [TestCase("4.1.4", "expected", 84)]
    [TestCase("3.15.4", "helm3", 84)]
    public void Small_charts_render_by_the_rules_of_each_version_of_Helm(string version, string answers, int least)
    {
        int good = 0;
        var misses = new List<string>();
        foreach (string line in File.ReadLines(Corpus.Require("helm", "chart-semantics.jsonl")))
        {
            using var vector = JsonDocument.Parse(line);
            JsonElement root = vector.RootElement;
            JsonElement answer = root.TryGetProperty(answers, out JsonElement own) && own.ValueKind == JsonValueKind.Object ? own : root;
            if (answers == "expected")
                answer = root;
            var files = root.GetProperty("files").EnumerateObject().Select(f => KeyValuePair.Create(f.Name, (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(f.Value.GetString()!)));
            RenderedChart chart = ChartSource.FromFiles("app", files).Render(new ChartRendering
            {
                ValuesFiles = [.. Texts(root, "values").Select((v, i) => new SourceFile($"values-{i}.yaml", v))],
                Set = Texts(root, "set"),
                SetString = Texts(root, "setString"),
                ReleaseName = root.GetProperty("release").GetString()!,
                Namespace = root.GetProperty("namespace").GetString()!,
                KubernetesVersion = root.GetProperty("kubeVersion").GetString()!,
                ApiVersions = Texts(root, "apiVersions"),
                IsUpgrade = root.TryGetProperty("isUpgrade", out JsonElement upgrade) && upgrade.GetBoolean(),
                HelmVersion = version,
            });
            bool isStrict = root.TryGetProperty("strict", out JsonElement strict) && strict.GetBoolean();
            string miss = isStrict ? "" : Miss(answer, chart);
            good += miss.Length == 0 ? 1 : 0;
            if (miss.Length > 0)
                misses.Add($"{root.GetProperty("id")}: {miss}");
        }
        TestContext.Out.WriteLine($"{good} by {version}\n{string.Join('\n', misses)}");

        Assert.That(good, Is.GreaterThanOrEqualTo(least));
    }

    private static string Miss(JsonElement answer, RenderedChart chart)
    {
        string errors = string.Join('\n', chart.Errors.Select(e => e.Message));
        if (answer.TryGetProperty("error", out JsonElement error))
        {
            string message = error.GetProperty("message").GetString()!;
            return errors.Length == 0 ? $"must fail: {message}"
                : message.StartsWith("values don't meet", StringComparison.Ordinal) && message != errors ? $"says {errors} and not {message}" : "";
        }
        if (errors.Length > 0)
            return errors;
        foreach (JsonProperty template in answer.GetProperty("expected").EnumerateObject())
            if (chart.Templates.FirstOrDefault(t => t.Source == template.Name)?.Text.ToString() is var text && text != template.Value.GetString())
                return $"{template.Name} must print {template.Value} but prints {text}";
        return "";
    }

    private static ChartRendering RenderingOf(string folder, JsonElement item) =>
        new()
        {
            ValuesFiles = [.. Texts(item, "values").Select(v => new SourceFile(v, File.ReadAllText(Path.Combine(folder, v))))],
            ReleaseName = item.GetProperty("release").GetString()!,
            Namespace = item.GetProperty("namespace").GetString()!,
            KubernetesVersion = item.GetProperty("kubeVersion").GetString()!,
            ApiVersions = Texts(item, "apiVersions"),
        };

    private static string[] Texts(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(v => v.GetString()!)] : [];
}
