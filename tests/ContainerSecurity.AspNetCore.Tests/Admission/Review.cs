using System.Text.Json.Nodes;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>Makes reviews as an API server sends them.</summary>
internal static class Review
{
    public const string Uid = "0a1b2c3d-0000-4000-8000-00000000c5ec";

    /// <summary>A pod that the profile baseline has nothing against.</summary>
    public static JsonObject Pod(params JsonObject[] containers) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = "web", ["namespace"] = "shop" },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray([.. containers]) },
    };

    public static JsonObject Container(string name, bool isPrivileged = false)
    {
        var container = new JsonObject { ["name"] = name, ["image"] = "registry.example.com/shop/web:1.0" };
        if (isPrivileged)
            container["securityContext"] = new JsonObject { ["privileged"] = true };
        return container;
    }

    public static string Create(JsonObject pod, bool isDryRun = false) => Of("CREATE", pod, null, isDryRun: isDryRun);

    public static string Update(JsonObject old, JsonObject pod, string subresource = "") => Of("UPDATE", pod, old, subresource);

    public static string Of(string operation, JsonObject? @object, JsonObject? old, string subresource = "", bool isDryRun = false, string? name = "web")
    {
        JsonObject shape = @object ?? old ?? [];
        string[] version = shape["apiVersion"]?.GetValue<string>().Split('/') ?? ["v1"];
        string kind = shape["kind"]?.GetValue<string>() ?? "Pod";
        string group = version.Length > 1 ? version[0] : "";
        var request = new JsonObject
        {
            ["uid"] = Uid,
            ["kind"] = new JsonObject { ["group"] = group, ["version"] = version[^1], ["kind"] = kind },
            ["resource"] = new JsonObject { ["group"] = group, ["version"] = version[^1], ["resource"] = kind.ToLowerInvariant() + "s" },
            ["namespace"] = "shop",
            ["operation"] = operation,
            ["userInfo"] = new JsonObject { ["username"] = "alice", ["groups"] = new JsonArray("system:authenticated") },
            ["object"] = @object?.DeepClone(),
            ["oldObject"] = old?.DeepClone(),
            ["dryRun"] = isDryRun,
            ["options"] = null,
        };
        if (subresource.Length > 0)
            request["subResource"] = subresource;
        if (name is not null)
            request["name"] = name;
        return new JsonObject { ["kind"] = "AdmissionReview", ["apiVersion"] = "admission.k8s.io/v1", ["request"] = request }.ToJsonString();
    }
}
