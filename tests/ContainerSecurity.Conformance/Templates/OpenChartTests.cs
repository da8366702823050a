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
