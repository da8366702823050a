using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Conformance.ApiServer;

/// <summary>What a real API server sets, drops and changes in objects, field by field: an object that has just what the field needs is made and read.</summary>
public sealed class StoredDifferenceTests
{
    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        ["ClusterRole"] = "rbac.authorization.k8s.io/v1",
        ["ClusterRoleBinding"] = "rbac.authorization.k8s.io/v1",
        ["CronJob"] = "batch/v1",
        ["DaemonSet"] = "apps/v1",
        ["Deployment"] = "apps/v1",
        ["HorizontalPodAutoscaler"] = "autoscaling/v2",
        ["Ingress"] = "networking.k8s.io/v1",
        ["Job"] = "batch/v1",
        ["NetworkPolicy"] = "networking.k8s.io/v1",
        ["PodDisruptionBudget"] = "policy/v1",
        ["ReplicaSet"] = "apps/v1",
        ["Role"] = "rbac.authorization.k8s.io/v1",
        ["RoleBinding"] = "rbac.authorization.k8s.io/v1",
        ["StatefulSet"] = "apps/v1",
    };

    /// <summary>Fields that follow from others, which the made object lacks, by the end of their path.</summary>
    private static readonly string[] Dependent =
    [
        ".labels", ".labels.*", ".selector", ".resources.requests", ".requests.cpu", ".requests.memory",
        ".requests.ephemeral-storage", ".serviceAccount", ".serviceAccountName", ".securityContext",
        ".appArmorProfile",
        ".externalTrafficPolicy", ".allocateLoadBalancerNodePorts", ".nodePort", ".targetPort",
        ".sessionAffinityConfig", ".subjects[].apiGroup", ".defaultRequest", ".data", ".name", ".template.metadata",
        ".hostPort", ".image.pullPolicy",
    ];

    [TestCase("default")]
    [TestCase("dropped")]
    [TestCase("changed")]
    public void Fields_are_as_the_api_server_makes_them(string change)
    {
        var misses = new List<string>();
        int count = 0;
        foreach (JsonElement row in ApiServerCorpus.Rows("stored-differences.jsonl").Where(r => r.Text("change") == change && !IsDependent(r)))
        {
            string[] examples = [.. row.GetProperty("examples").EnumerateArray().Select(e => e.GetString()!)];
            // What reads 1e3 here was written without quotes, and is a number to the API server.
            foreach (string example in change == "default" ? [""] : examples.Where(e => !e.StartsWith("'1e3'", StringComparison.Ordinal)))
            {
                count++;
                if (Miss(row, change, example, examples) is { } miss)
                    misses.Add($"{row.Text("kind")} {row.Text("path")} {string.Join(" | ", examples)}: {miss}");
            }
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}");
        Assert.That(misses, Is.Empty);
    }

    private static bool IsDependent(JsonElement row) =>
        row.Text("path").StartsWith(".status.", StringComparison.Ordinal)
        || Dependent.Any(d => row.Text("change") == "default" && row.Text("path").EndsWith(d, StringComparison.Ordinal))
        || (row.Text("change") == "changed"
            && row.Text("path").Split('.')[^1] is "hostPort" or "serviceAccount" or "serviceAccountName" or "sources" or "rules");

    private static string? Miss(JsonElement row, string change, string example, string[] examples)
    {
        string[] sides = example.Split(" -> ");
        JsonNode? given = change == "default" ? null : Value(sides[0]);
        JsonNode? found = At(Read(row.Text("kind"), row.Text("path"), change != "default", given), row.Text("path"), out bool isThere);
        return change switch
        {
            "dropped" => isThere ? $"is still {found?.ToJsonString()}" : null,
            "changed" => JsonNode.DeepEquals(found, Value(sides[1])) ? null : $"was {found?.ToJsonString()}",
            _ when !isThere => "is not set",
            // One value for all objects that were seen is the default; others depend on the object.
            _
                when examples.Length == 1
                    && examples[0] != "…"
                    && found is JsonValue value
                    && !value.ToJsonString()
                        .Contains("drawn", StringComparison.Ordinal) => value.ToJsonString() == examples[0]
                            ? null
                            : $"was {value.ToJsonString()}",
            _ => null,
        };
    }

    /// <summary>An example as JSON; a quoted one is text.</summary>
    private static JsonNode? Value(string example) => example.StartsWith('\'') ? JsonValue.Create(example.Trim('\'')) : JsonNode.Parse(example);

    private static JsonObject Read(string kind, string path, bool isGiven, JsonNode? given)
    {
        var written = new JsonObject
        {
            ["apiVersion"] = Versions.GetValueOrDefault(kind, "v1"),
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = "a" }
        };
        string[] steps = path.TrimStart('.').Split('.');
        JsonObject at = written;
        foreach (string step in steps[..^1])
            at = Below(at, step);
        if (isGiven)
            at[steps[^1]] = given?.DeepClone();
        return StoredJson.Of(new AdmissionRequest(ApiServerCorpus.Object(written.ToJsonString())).Object).AsObject();
    }

    private static JsonObject Below(JsonObject at, string step)
    {
        string name = step.Replace("[]", "", StringComparison.Ordinal);
        if (at[name] is null)
            at[name] = step.EndsWith("[]", StringComparison.Ordinal) ? new JsonArray(new JsonObject()) : new JsonObject();
        return at[name] is JsonArray list ? list[0]!.AsObject() : at[name]!.AsObject();
    }

    private static JsonNode? At(JsonNode? node, string path, out bool isThere)
    {
        isThere = true;
        foreach (string step in path.TrimStart('.').Split('.'))
        {
            string name = step.Replace("[]", "", StringComparison.Ordinal);
            isThere = node is JsonObject map && map.ContainsKey(name);
            node = isThere ? node![name] : null;
            if (step.EndsWith("[]", StringComparison.Ordinal) && node is JsonArray { Count: > 0 } list)
                node = list[0];
        }
        return node;
    }
}
