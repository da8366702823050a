using System.Text.Json;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Conformance.Templates;

/// <summary>Our templates against the answers of Go's <c>text/template</c>: outputs, and the places of errors.</summary>
public class GoTemplateTests
{
    private const double Bar = 0.99;

    [Test]
    public void Templates_answer_as_Go_does()
    {
        string folder = Corpus.Require("gotemplate");
        using var data = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "data.json")));
        int count = 0;
        var misses = new List<string>();
        foreach (string file in Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
            foreach (string line in File.ReadLines(file))
            {
                using var vector = JsonDocument.Parse(line);
                count++;
                string expected = Expected(vector.RootElement);
                string actual = Answer(vector.RootElement, data.RootElement);
                if (actual != expected)
                    misses.Add($"{vector.RootElement.GetProperty("id")}: {expected} but {actual}");
            }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}\n{string.Join('\n', misses)}");

        Assert.That(misses, Has.Count.LessThanOrEqualTo((1 - Bar) * count));
    }

    private static string Expected(JsonElement vector)
    {
        if (!vector.TryGetProperty("error", out JsonElement error))
            return "output " + vector.GetProperty("output").GetString();
        int Member(string name) => error.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : 0;
        return $"{error.GetProperty("phase").GetString()} error at {Member("line")}:{Member("column")}";
    }

    private static string Answer(JsonElement vector, JsonElement data)
    {
        try
        {
            return "output " + Render(vector, data);
        }
        catch (TemplateException error)
        {
            string phase = error.Phase switch { TemplatePhase.Option => "option", TemplatePhase.Parse => "parse", _ => "exec" };
            return $"{phase} error at {error.Line}:{error.Column}";
        }
    }

    private static string Render(JsonElement vector, JsonElement data)
    {
        MissingKey missingKey = MissingKey.Invalid;
        if (vector.TryGetProperty("options", out JsonElement options))
            foreach (JsonElement option in options.EnumerateArray())
                missingKey = TemplateSet.ReadOption(option.GetString()!);
        Delimiters delimiters = vector.TryGetProperty("delims", out JsonElement given)
            ? new Delimiters(given[0].GetString()!, given[1].GetString()!)
            : Delimiters.Default;
        var set = new TemplateSet(TemplateCorpusFunctions.All) { MissingKey = missingKey, Delimiters = delimiters };
        foreach ((string name, string text) in Texts(vector))
            set.Add(new TemplateText(name, text));
        JsonElement dot = vector.TryGetProperty("data", out JsonElement own) ? own : default;
        GoValue value = dot.ValueKind == JsonValueKind.String && dot.GetString() is ['@', .. var entry]
            ? TemplateCorpusValues.Read(data.GetProperty(entry))
            : dot.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? Missing.Value : TemplateCorpusValues.Read(dot);
        string main = vector.TryGetProperty("main", out JsonElement named) ? named.GetString()! : "main";
        return GoBytes.Printable(set.Execute(main, value).Text);
    }

    private static IEnumerable<(string Name, string Text)> Texts(JsonElement vector)
    {
        if (!vector.TryGetProperty("files", out JsonElement files))
            return [("main", vector.GetProperty("template").GetString()!)];
        return files.EnumerateArray().Select(f => (f.GetProperty("name").GetString()!, f.GetProperty("text").GetString()!));
    }
}
