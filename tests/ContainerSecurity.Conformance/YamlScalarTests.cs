using System.Text.Json;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Conformance;

/// <summary>Scalars with and without tags, as an API server read them.</summary>
public class YamlScalarTests
{
    /// <summary>Read here although a server refuses them, or as numbers of another precision.</summary>
    private static readonly string[] Refused = ["+.inf", ".nan", "{1: a, true: b, ~: c, 1.5: d, \"x\": e}", "\"\\ud83d\\ude00\""];

    [Test]
    public void Scalars_mean_what_they_mean_to_an_API_server()
    {
        var differences = new List<string>();
        foreach (string line in File.ReadLines(Corpus.Require("apiserver", "yaml-scalars.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            string written = row.RootElement.GetProperty("written").GetString()!;
            DocumentSet set = new DocumentReader().Read($"v: {written}\n", "scalar.yaml");
            bool isAccepted = row.RootElement.GetProperty("accepted").GetBoolean();
            if (isAccepted != (set.Errors.Count == 0)
                ? !Refused.Contains(written)
                : isAccepted && !IsSame(((MappingNode)set.Documents[0])["v"]!, row.RootElement.GetProperty("value")))
                differences.Add(written);
        }
        Assert.That(differences, Is.Empty);
    }

    private static bool IsSame(DocumentNode node, JsonElement expected) => (node, expected.ValueKind) switch
    {
        (MappingNode mapping, JsonValueKind.Object) => mapping.Entries.Count == expected.EnumerateObject().Count()
            && mapping.Entries.All(e => IsSame(e.Value, expected.GetProperty(e.Key))),
        (SequenceNode sequence, JsonValueKind.Array) => sequence.Items.Count == expected.GetArrayLength()
            && sequence.Items.Select((item, i) => IsSame(item, expected[i])).All(same => same),
        (ScalarNode scalar, _) => IsSame(scalar, expected),
        _ => false,
    };

    private static bool IsSame(ScalarNode scalar, JsonElement expected) => expected.ValueKind switch
    {
        JsonValueKind.Null => scalar.IsNull,
        JsonValueKind.True or JsonValueKind.False => scalar.TryBoolean(out bool flag) && flag == expected.GetBoolean(),
        JsonValueKind.Number when scalar.TryInteger(out long whole) => expected.GetDouble() == whole,
        JsonValueKind.Number => DocumentValue.Of(scalar).ToString() is { } text
            && double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) == expected.GetDouble(),
        _ => DocumentValue.Of(scalar) == ContainerSecurity.Cel.Values.CelValue.From(expected.GetString()!),
    };
}
