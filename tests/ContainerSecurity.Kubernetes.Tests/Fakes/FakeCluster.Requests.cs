using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.Kubernetes.Tests.Fakes;

/// <content>What the server answers.</content>
internal sealed partial class FakeCluster
{
    /// <summary>How many objects a page has at most, whatever is asked for; null for no bound.</summary>
    public int? MaxPage { get; set; }

    private async Task HandleAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        requests.Enqueue($"{context.Request.Method} {path}{context.Request.QueryString}");
        if (Intercept is { } intercept && await intercept(context))
            return;
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        await (parts switch
        {
            ["api"] => WriteAsync(context, IsAggregated(context)
                ? Aggregated(core: true)
                : new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") }),
            ["apis"] => WriteAsync(context, IsAggregated(context) ? Aggregated(core: false) : Groups()),
            ["api", "v1"] => ResourcesAsync(context, "", "v1"),
            ["apis", var group, var served] => ResourcesAsync(context, group, served),
            ["api", "v1", .. var rest] => ObjectsAsync(context, "", rest),
            ["apis", var group, _, .. var rest] => ObjectsAsync(context, group, rest),
            _ => FailAsync(context, 404, "NotFound", "the server could not find the requested resource"),
        });
    }

    public static Task FailAsync(HttpContext context, int status, string reason, string message, string? token = null)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, StatusOf(status, reason, message, token));
    }

    private static JsonObject StatusOf(int status, string reason, string message, string? token = null) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = token is null ? new JsonObject() : new JsonObject { ["continue"] = token },
        ["status"] = "Failure",
        ["message"] = message,
        ["reason"] = reason,
        ["code"] = status,
    };

    private static Task WriteAsync(HttpContext context, JsonNode body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private bool IsAggregated(HttpContext context) =>
        IsDiscoveryAggregated && context.Request.Headers.Accept.ToString().Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal);

    private JsonObject Aggregated(bool core) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["items"] = new JsonArray([.. kinds.Where(k => k.Group.Length == 0 == core).GroupBy(k => k.Group).Select(g => new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = g.Key },
            ["versions"] = new JsonArray([.. g.GroupBy(k => k.Version).Select(v => new JsonObject
            {
                ["version"] = v.Key,
                ["freshness"] = DeadGroups.Contains(g.Key) ? "Stale" : "Current",
                ["resources"] = DeadGroups.Contains(g.Key) ? new JsonArray() : new JsonArray([.. v.Select(k => new JsonObject
                {
                    ["resource"] = k.Plural,
                    ["responseKind"] = new JsonObject { ["group"] = k.Group, ["version"] = k.Version, ["kind"] = k.Name },
                    ["scope"] = k.IsNamespaced ? "Namespaced" : "Cluster",
                    ["verbs"] = new JsonArray("get", "list", "watch"),
                })]),
            })]),
        })]),
    };

    private JsonObject Groups() => new()
    {
        ["kind"] = "APIGroupList",
        ["groups"] = new JsonArray([.. kinds.Where(k => k.Group.Length > 0).GroupBy(k => k.Group).Select(g => new JsonObject
        {
            ["name"] = g.Key,
            ["versions"] = new JsonArray([.. g.Select(k => k.Version).Distinct()
                .Select(v => new JsonObject { ["groupVersion"] = $"{g.Key}/{v}", ["version"] = v })]),
            ["preferredVersion"] = new JsonObject { ["version"] = g.First().Version },
        })]),
    };

    private Task ResourcesAsync(HttpContext context, string group, string served)
    {
        if (DeadGroups.Contains(group))
            return FailAsync(context, 503, "ServiceUnavailable", "the server is currently unable to handle the request");
        return WriteAsync(context, new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["resources"] = new JsonArray([.. kinds.Where(k => k.Group == group && k.Version == served)
                .SelectMany(k => new[] { k.Plural, k.Plural + "/status" }, (k, name) => new JsonObject
            {
                ["name"] = name,
                ["kind"] = k.Name,
                ["namespaced"] = k.IsNamespaced,
                ["verbs"] = new JsonArray("get", "list", "watch"),
            })]),
        });
    }

    private Task ObjectsAsync(HttpContext context, string group, string[] rest)
    {
        (string? space, string plural, string? name) = rest switch
        {
            ["namespaces", var s, var p] => (s, p, null),
            ["namespaces", var s, var p, var n] => (s, p, n),
            [var p] => (null, p, null),
            [var p, var n] => (null, p, (string?)n),
            _ => (null, "", null),
        };
        if (kinds.Find(k => k.Group == group && k.Plural == plural) is not { } kind)
            return FailAsync(context, 404, "NotFound", "the server could not find the requested resource");
        if (name is not null || context.Request.Method == "POST")
            return ObjectAsync(context, kind, space, name);
        return context.Request.Query["watch"] == "true" ? WatchAsync(context, kind, space) : ListAsync(context, kind, space);
    }

    /// <summary>A page in the order of the keys. A token names the version of the list and the key behind which it goes on, as etcd's do.</summary>
    private async Task ListAsync(HttpContext context, FakeKind kind, string? space)
    {
        int limit = int.TryParse(context.Request.Query["limit"], out int asked) && asked > 0 ? asked : int.MaxValue;
        limit = Math.Min(limit, MaxPage ?? int.MaxValue);
        string[] wanted = context.Request.Query["fieldSelector"].ToString() is { Length: > 0 } selector ? selector.Split('=', 2) : [];
        string token = context.Request.Query["continue"].ToString();
        string after = token.Length == 0 ? "" : token[(token.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var body = new System.Text.StringBuilder();
        lock (gate)
        {
            List<JsonObject> found = [.. StoreOf(kind)
                .Where(p => (after.Length == 0 || string.CompareOrdinal(p.Key, after) > 0) && IsIn(space, p.Key) && IsSelected(p.Value, wanted))
                .Take(limit == int.MaxValue ? limit : limit + 1).Select(p => p.Value)];
            bool hasMore = found.Count > limit;
            if (hasMore)
                found.RemoveAt(found.Count - 1);
            var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
            if (hasMore)
                metadata["continue"] = $"{version}:{KeyOf(found[^1]["metadata"]!.AsObject())}";
            body.Append("{\"kind\":\"").Append(kind.Name).Append("List\",\"apiVersion\":\"").Append(kind.ApiVersion).Append("\",\"metadata\":")
                .Append(metadata.ToJsonString()).Append(",\"items\":[");
            for (int i = 0; i < found.Count; i++)
                body.Append(i == 0 ? "" : ",").Append(items.GetValue(found[i], ItemOf));
            body.Append("]}");
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToString());
    }

    /// <summary>Whether an object has the value that a field selector asks for, by a path such as <c>metadata.name</c>.</summary>
    private static bool IsSelected(JsonObject found, string[] wanted) =>
        wanted.Length == 0 || wanted[0].Split('.').Aggregate((JsonNode?)found, (node, name) => node?[name])?.GetValue<string>() == wanted[1];

    /// <summary>Items of lists say no kind.</summary>
    private static string ItemOf(JsonObject found)
    {
        JsonObject item = found.DeepClone().AsObject();
        item.Remove("kind");
        item.Remove("apiVersion");
        return item.ToJsonString();
    }

    private async Task ObjectAsync(HttpContext context, FakeKind kind, string? space, string? name)
    {
        string key = space is null ? name ?? "" : $"{space}/{name}";
        JsonObject? stored;
        lock (gate)
            StoreOf(kind).TryGetValue(key, out stored);
        JsonObject? body = context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0
            ? JsonNode.Parse(await new StreamReader(context.Request.Body).ReadToEndAsync())!.AsObject()
            : null;
        if (body is not null && context.Request.Method is "POST" or "PUT")
        {
            // Of what kind an object is, its address tells as well.
            body!["apiVersion"] ??= kind.ApiVersion;
            body["kind"] ??= kind.Name;
        }
        string? expected = body?["metadata"]?["resourceVersion"]?.GetValue<string>();
        switch (context.Request.Method)
        {
            case "POST" when body is not null:
                string own = body["metadata"]!["name"]!.GetValue<string>();
                lock (gate)
                    StoreOf(kind).TryGetValue(space is null ? own : $"{space}/{own}", out stored);
                if (stored is not null)
                    await FailAsync(context, 409, "AlreadyExists", $"{kind.Plural} \"{own}\" already exists");
                else
                    await WriteAsync(context, Apply(In(space, body)).DeepClone());
                break;
            case "PUT" when stored is not null && body is not null:
                if (expected is not null && expected != stored["metadata"]!["resourceVersion"]!.GetValue<string>())
                    await FailAsync(context, 409, "Conflict", "the object has been modified");
                else
                    await WriteAsync(context, Apply(In(space, body)).DeepClone());
                break;
            case "GET" when stored is not null:
                await WriteAsync(context, stored.DeepClone());
                break;
            case "DELETE" when stored is not null:
                Delete(kind.Plural, name!, space);
                await WriteAsync(context, new JsonObject { ["kind"] = "Status", ["status"] = "Success" });
                break;
            default:
                await FailAsync(context, 404, "NotFound", $"{kind.Plural} \"{name}\" not found");
                break;
        }
    }

    private static JsonObject In(string? space, JsonObject body)
    {
        if (space is not null)
            body["metadata"]!["namespace"] = space;
        return body;
    }
}
