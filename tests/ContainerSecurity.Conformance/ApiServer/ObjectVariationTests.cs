using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Conformance.ApiServer;

/// <summary>However an object is written, the policies say of it what a real API server said of the object.</summary>
public sealed class ObjectVariationTests
{
    [Test]
    public void Verdict_does_not_depend_on_how_the_object_is_written()
    {
        var misses = new List<string>();
        int count = 0;
        foreach (JsonElement row in ApiServerCorpus.Rows("verdicts.jsonl")
            .Where(r =>
                r.Text("operation") == "CREATE"
                && ApiServerCorpus.Read(r.Text("object")).Count > 0
                && !r.Text("id").StartsWith("c-f", StringComparison.Ordinal)))
        {
            AdmissionPolicySet set = AdmissionPolicySet.Read([
                .. ApiServerCorpus.ReadAll(row.GetProperty("policies")),
                .. ApiServerCorpus.ReadAll(row.GetProperty("params"))
            ]);
            (AdmissionRequest request, AdmissionContext context) = ApiServerCorpus.Request(row);
            if (request.Errors.Any())
                continue;
            AdmissionResult expected = set.Evaluate(request, context).Single();
            JsonObject written = StoredJson.Of(ApiServerCorpus.Object(row.Text("object"))).AsObject();
            foreach ((string what, JsonObject variation) in ObjectVariations.Of(written))
            {
                count++;
                AdmissionResult found = set.Evaluate(ApiServerCorpus.Request(row, variation.ToJsonString()).Request, context).Single();
                if (found.Verdict != expected.Verdict || Said(found) != Said(expected))
                    misses.Add($"{row.Text("id")} with {what}: {found.Verdict} {Said(found)}, else {expected.Verdict} {Said(expected)}");
            }
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}");
        Assert.That(misses, Is.Empty);
    }

    private static string Said(AdmissionResult result) => string.Join("; ", result.Violations.Select(v => v.Message));
}
