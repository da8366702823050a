using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContainerSecurity.Kubernetes.Reports;

/// <summary>The report on one object. It belongs to the object, so that the cluster takes it away with it.</summary>
/// <param name="About">The object.</param>
/// <param name="Results">The results, in any order.</param>
internal sealed record ObjectReport(ClusterObjectReference About, IReadOnlyCollection<ReportedResult> Results)
{
    public const string ManagedBy = "app.kubernetes.io/managed-by";
    public const string Manager = "csec";
    private const string Prefix = "csec-";
    private static readonly string[] Counted = ["pass", "fail", "warn", "error", "skip"];
    public const string LeftOut = "containersecurity.io/results-left-out";

    /// <summary>Below the 1.5 MiB that etcd takes, with room for what the server adds.</summary>
    private const int MaxBytes = 1_000_000;

    /// <summary>A name that is no other engine's, which names its reports by the object's UID alone.</summary>
    public string Name => Prefix + About.Uid;

    /// <summary>Writes the report. Where it would be too large, it holds the first results, and says how many are left out.</summary>
    public JsonObject ToJson(ReportFormat format, DateTimeOffset now)
    {
        ReportedResult[] ordered = [.. Results.Order()];
        var written = new JsonArray();
        int bytes = 2048;
        foreach (ReportedResult result in ordered)
        {
            JsonObject json = ToJson(result, now);
            bytes += JsonSerializer.SerializeToUtf8Bytes(json).Length + 1;
            if (bytes > MaxBytes)
                break;
            written.Add(json);
        }
        var metadata = new JsonObject
        {
            ["name"] = Name,
            ["labels"] = new JsonObject { [ManagedBy] = Manager },
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = About.ApiVersion,
                ["kind"] = About.Kind,
                ["name"] = About.Name,
                ["uid"] = About.Uid
            }),
        };
        if (About.Namespace is { } space)
            metadata["namespace"] = space;
        if (written.Count < ordered.Length)
            metadata["annotations"] = new JsonObject { [LeftOut] = (ordered.Length - written.Count).ToString(CultureInfo.InvariantCulture) };
        var report = new JsonObject { ["apiVersion"] = format.Kind.ApiVersion, ["kind"] = format.Kind.Name, ["metadata"] = metadata, ["scope"] = Scope() };
        if (format.HasSource)
            report["source"] = Manager;
        report["summary"] = new JsonObject(Counted.Select(w => KeyValuePair.Create(w, (JsonNode?)ordered.Count(r => r.Result == w))));
        report["results"] = written;
        return report;
    }

    private JsonObject Scope()
    {
        var scope = new JsonObject { ["apiVersion"] = About.ApiVersion, ["kind"] = About.Kind, ["name"] = About.Name, ["uid"] = About.Uid };
        if (About.Namespace is { } space)
            scope["namespace"] = space;
        return scope;
    }

    private static JsonObject ToJson(ReportedResult result, DateTimeOffset now) => new()
    {
        ["source"] = Manager,
        ["policy"] = result.Policy,
        ["rule"] = result.Rule,
        ["category"] = result.Category,
        ["severity"] = result.Severity,
        ["result"] = result.Result,
        ["scored"] = result.Result != "warn",
        ["message"] = result.Message,
        ["timestamp"] = new JsonObject { ["seconds"] = now.ToUnixTimeSeconds(), ["nanos"] = 0 },
        ["properties"] = new JsonObject(result.Properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
    };
}
