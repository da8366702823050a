using System.Text;
using System.Text.Json;
using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Rendering;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Values;

namespace ContainerSecurity.Conformance.Templates;

/// <summary>Our functions against the answers of Helm 4.1.4.</summary>
public class HelmFunctionTests
{
    private const double Bar = 0.97;

    /// <summary>What Helm takes every cluster to serve that it cannot ask.</summary>
    private static readonly string[] DefaultApis = ["v1", "apps/v1", "networking.k8s.io/v1", "policy/v1beta1", "extensions/v1beta1", "batch/v1"];

    [Test]
    public void Functions_answer_as_Helm_does()
    {
        string folder = Corpus.Require("helm", "functions");
        string values = File.ReadAllText(Path.Combine(folder, "values.yaml"));
        using var files = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "files.json")));
        int count = 0;
        var misses = new List<string>();
        foreach (string file in Directory.EnumerateFiles(folder, "*.jsonl").Where(f => Path.GetFileName(f) != "set.jsonl").Order(StringComparer.Ordinal))
            foreach (string line in File.ReadLines(file))
            {
                using var vector = JsonDocument.Parse(line);
                count++;
                string expected = vector.RootElement.TryGetProperty("error", out _) ? "error" : "output " + vector.RootElement.GetProperty("output").GetString();
                string actual = Answer(vector.RootElement, values, files.RootElement);
                if (actual.StartsWith("error", StringComparison.Ordinal) ? expected != "error" : actual != expected)
                    misses.Add($"{vector.RootElement.GetProperty("id")}: {vector.RootElement.GetProperty("template")}: {expected} but {actual}");
            }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}\n{string.Join('\n', misses)}");

        Assert.That(misses, Has.Count.LessThanOrEqualTo((1 - Bar) * count));
    }

    private static string Answer(JsonElement vector, string defaults, JsonElement shared)
    {
        try
        {
            return "output " + Render(vector, defaults, shared);
        }
        catch (TemplateException error)
        {
            return $"error {error.Message}";
        }
        catch (FormatException error)
        {
            return $"error {error.Message}";
        }
    }

    private static string Render(JsonElement vector, string defaults, JsonElement shared)
    {
        MapValue values = ValuesOf(vector.TryGetProperty("valuesYaml", out JsonElement own) ? [.. own.EnumerateArray().Select(v => v.GetString()!)] : [defaults]);
        List<ChartFile> templates = [new("templates/t.yaml", Encoding.UTF8.GetBytes(vector.GetProperty("template").GetString()!))];
        List<ChartFile> files = [];
        if (vector.TryGetProperty("files", out _))
            foreach (JsonProperty file in shared.EnumerateObject())
                (file.Name.StartsWith("templates/", StringComparison.Ordinal) ? templates : files).Add(new(file.Name, Encoding.UTF8.GetBytes(file.Value.GetString()!)));
        var metadata = new MapValue(GoType.Map);
        foreach ((string name, string value) in new[] { ("apiVersion", "v2"), ("name", "t"), ("version", "1.2.3"), ("appVersion", "4.5.6"), ("type", "application") })
            metadata.Set(name, GoValue.Of(value));
        var chart = new Chart { Metadata = metadata, Name = "t", Templates = templates, Files = files };
        string version = vector.TryGetProperty("kubeVersion", out JsonElement given) ? given.GetString()! : "v1.33.0";
        string[] apis = vector.TryGetProperty("apiVersions", out JsonElement added) ? [.. DefaultApis, .. added.EnumerateArray().Select(a => a.GetString()!)] : DefaultApis;
        bool isUpgrade = vector.TryGetProperty("isUpgrade", out JsonElement upgrade) && upgrade.GetBoolean();
        bool isStrict = vector.TryGetProperty("strict", out JsonElement strict) && strict.GetBoolean();
        var renderer = new ChartRenderer(new Release("rel", "ns", isUpgrade), new Capabilities(version.StartsWith('v') ? version : "v" + version, apis, "v4.1.4"), isStrict);
        return GoBytes.Printable(renderer.Render(chart, values).Single(t => t.Name == "t/templates/t.yaml").Text.Text);
    }

    private static MapValue ValuesOf(IReadOnlyList<string> texts)
    {
        var values = new MapValue(GoType.Map);
        foreach (string text in texts)
            values = ValuesMerge.Overlay(values, ValuesFile.Read(new TemplateText("values.yaml", text)));
        return values;
    }
}
