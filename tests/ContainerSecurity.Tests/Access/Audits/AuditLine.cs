using System.Text.Json.Nodes;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Audits;

namespace ContainerSecurity.Tests.Access.Audits;

/// <summary>Lines of an audit log, as the API server writes them.</summary>
internal static class AuditLine
{
    private static int number;

    /// <summary>An event at the end of an allowed request, which further fields change.</summary>
    public static string Of(string user, RbacRequest request, Action<JsonObject>? change = null)
    {
        string uri = request.Path ?? $"/api/v1/namespaces/{request.Namespace}/{request.Resource}/{request.Name}/{request.Subresource}";
        var line = new JsonObject
        {
            ["kind"] = "Event",
            ["apiVersion"] = "audit.k8s.io/v1",
            ["level"] = "Metadata",
            ["auditID"] = new Guid(Interlocked.Increment(ref number), 7, 7, new byte[8]).ToString(),
            ["stage"] = "ResponseComplete",
            ["requestURI"] = uri,
            ["verb"] = request.Verb,
            ["user"] = new JsonObject { ["username"] = user, ["groups"] = new JsonArray("system:authenticated") },
            ["sourceIPs"] = new JsonArray("192.0.2.1"),
            ["responseStatus"] = new JsonObject { ["metadata"] = new JsonObject(), ["code"] = 200 },
            ["requestReceivedTimestamp"] = "2026-11-01T10:00:00.000001Z",
            ["stageTimestamp"] = "2026-11-01T10:00:00.000002Z",
            ["annotations"] = new JsonObject { ["authorization.k8s.io/decision"] = "allow", ["authorization.k8s.io/reason"] = "" },
        };
        if (request.Path is null)
            line["objectRef"] = ObjectOf(request);
        change?.Invoke(line);
        return line.ToJsonString();
    }

    /// <summary>A request to <c>verb</c> a resource.</summary>
    public static RbacRequest Request(string verb, string resource, string space = "shop", string name = "", string group = "", string sub = "") =>
        new() { Verb = verb, Resource = resource, Namespace = space, Name = name, ApiGroup = group, Subresource = sub };

    public static AuditTrail Read(params string[] lines) => Read(new AuditOptions(), lines);

    public static AuditTrail Read(AuditOptions options, params string[] lines)
    {
        var trail = new AuditTrail(options);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        trail.Read(stream, "audit.log");
        return trail;
    }

    /// <summary>What a trail holds, as <c>ann: get pods 'web' in namespace shop ×2</c>.</summary>
    public static string[] Uses(AuditTrail trail) =>
        [.. trail.Users.SelectMany(u =>
            u.Requests.Select(r => $"{u.User.Name}: {r.Request}{(r.NamesAny ? " of any name" : "")}{(r.Count > 1 ? $" ×{r.Count}" : "")}"))];

    private static JsonObject ObjectOf(RbacRequest request)
    {
        var reference = new JsonObject { ["resource"] = request.Resource, ["apiVersion"] = "v1" };
        foreach ((string key, string value) in new[] { ("namespace", request.Namespace), ("name", request.Name), ("apiGroup", request.ApiGroup), ("subresource", request.Subresource) })
            if (value.Length > 0)
                reference[key] = value;
        return reference;
    }
}
