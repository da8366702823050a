using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContainerSecurity.Conformance.ApiServer;

/// <summary>Objects as a real API server stores them.</summary>
public sealed class StoredObjectTests
{
    [Test]
    public void Objects_are_decoded_and_completed_as_the_api_server_stores_them()
    {
        var misses = new List<string>();
        int count = 0;
        foreach (JsonElement row in ApiServerCorpus.Rows("verdicts.jsonl")
            .Where(r =>
                r.TryGetProperty("stored", out JsonElement s)
                && s.ValueKind == JsonValueKind.Object
                && r.Text("operation") == "CREATE"))
        {
            count++;
            JsonObject expected = JsonNode.Parse(row.GetProperty("stored").GetRawText())!.AsObject();
            string actual = StoredJson.Of(ApiServerCorpus.Request(row).Request.Object).ToJsonString();
            string wanted = StoredJson.Normalize(expected).ToJsonString();
            if (StoredJson.Normalize(JsonNode.Parse(actual)!.AsObject()).ToJsonString() is var found && found != wanted)
                misses.Add($"{row.Text("id")}\n  wanted {wanted}\n  found  {found}");
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}");
        Assert.That(misses, Is.Empty);
    }
}
