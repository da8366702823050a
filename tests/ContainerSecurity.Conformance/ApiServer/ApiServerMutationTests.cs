using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Admission.Mutations;

namespace ContainerSecurity.Conformance.ApiServer;

/// <summary>What a real API server's mutating policies make of objects, or why it refuses them.</summary>
public sealed class ApiServerMutationTests
{
    private const int Refused = 400;

    /// <summary>Requests that we answer otherwise, with the reason.</summary>
    private static readonly (string Id, string Reason)[] Argued =
    [
        ("m-resources#2", "what the changed object says is refused by the API server's own validation of pods, which is not ours"),
    ];

    [Test]
    public void Objects_are_changed_and_refused_as_the_api_server_does()
    {
        string[] misses = ApiServerCorpus.Misses(ApiServerCorpus.Rows("mutations.jsonl"), Miss);

        Assert.That(misses.Where(m => !Argued.Any(a => m.StartsWith(a.Id + ":", StringComparison.Ordinal))), Is.Empty);
    }

    private static string? Miss(JsonElement row)
    {
        AdmissionPolicySet set = AdmissionPolicySet.Read([.. ApiServerCorpus.Read(row.Text("policies")), .. ApiServerCorpus.Read(row.Text("params"))]);
        var request = new AdmissionRequest(ApiServerCorpus.Object(row.Text("object")))
        {
            User = new AdmissionUser("admin") { Groups = ["system:masters"] },
            IsDryRun = true
        };
        MutationPreview preview = set.Mutate(request);
        int status = row.GetProperty("status").GetInt32();
        JsonElement result = row.GetProperty("result");
        if (!preview.IsAllowed)
            return status >= Refused ? null : $"{row.Text("id")}: changed by the server, refused here: {preview.Steps[^1].Error}";
        if (status >= Refused)
            return $"{row.Text("id")}: refused by the server: {result.Text("message")}";
        string wanted = StoredJson.Normalize(JsonNode.Parse(result.GetRawText())!.AsObject()).ToJsonString();
        string found = StoredJson.Normalize(StoredJson.Of(preview.Object).AsObject()).ToJsonString();
        return found == wanted ? null : $"{row.Text("id")}:\n    wanted {wanted}\n    found  {found}";
    }
}
