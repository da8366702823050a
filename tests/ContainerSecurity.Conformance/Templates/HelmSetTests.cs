using System.Text.Json;
using ContainerSecurity.Helm.Serialization;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Values;

namespace ContainerSecurity.Conformance.Templates;

/// <summary>What <c>--set</c> and <c>--set-string</c> give, against the answers of Helm 4.1.4.</summary>
public class HelmSetTests
{
    [Test]
    public void Set_gives_the_values_that_Helm_has()
    {
        int count = 0;
        var misses = new List<string>();
        foreach (string line in File.ReadLines(Corpus.Require("helm", "functions", "set.jsonl")))
        {
            using var vector = JsonDocument.Parse(line);
            count++;
            string expected = vector.RootElement.TryGetProperty("values", out JsonElement values) ? GoJson.Write(GoJsonReader.Read(values.GetRawText(), out _)!) : "error";
            string actual = Answer(vector.RootElement);
            if (actual != expected)
                misses.Add($"{vector.RootElement.GetProperty("id")}: {expected} but {actual}");
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}\n{string.Join('\n', misses)}");

        Assert.That(misses, Is.Empty);
    }

    private static string Answer(JsonElement vector)
    {
        try
        {
            var values = new MapValue(GoType.Map);
            foreach (string text in Texts(vector, "valuesYaml"))
                values = ValuesMerge.Overlay(values, ValuesFile.Read(new TemplateText("values.yaml", text)));
            foreach (string set in Texts(vector, "set"))
                SetExpression.Apply(values, set);
            foreach (string set in Texts(vector, "setString"))
                SetExpression.Apply(values, set, SetKind.Text);
            return GoJson.Write(values);
        }
        catch (FormatException)
        {
            return "error";
        }
    }

    private static IEnumerable<string> Texts(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(v => v.GetString()!) : [];
}
