using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Access.Bodies;
using ContainerSecurity.Docker.Endpoints;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Asks rules whether they allow a configuration.</summary>
internal static class ConfigurationCheck
{
    private const int MostMessages = 3;

    /// <summary>What is wrong with a configuration; null where nothing is.</summary>
    public static ConfigurationProblem? ProblemOf(DockerContainerRules rules, DockerEndpoint endpoint, JsonObject body)
    {
        if (rules.Engine is { } engine && Projection(endpoint, body) is { } container && ProblemOf(engine, container, rules.Name) is { } problem)
            return problem;
        foreach (BodyGuard guard in BodyGuard.Of(endpoint))
            if (!rules.Allows(guard.Field) && guard.ProblemOf(body) is { } guarded)
                return new ConfigurationProblem(guarded, []);
        return null;
    }

    private static ConfigurationProblem? ProblemOf(PolicyEngine engine, JsonObject container, string rules)
    {
        Decision decision = engine.Evaluate(Encoding.UTF8.GetString(BodyWriter.Write(container)), "(request)");
        if (decision.IsAllowed)
            return null;
        PolicyFinding[] denying = [.. decision.Denying];
        return denying.Length == 0
            ? new ConfigurationProblem(decision.Reason, [])
            : new ConfigurationProblem(
                string.Join(' ', denying.Take(MostMessages).Select(f => $"{f.Finding.Rule.Id}: {f.Finding.Message}")) + (denying.Length > MostMessages
                    ? $" ({denying.Length - MostMessages} more, by the rules '{rules}'.)" : ""),
                [.. denying.Select(f => f.Finding.Rule.Id).Distinct()]);
    }

    /// <summary>What the rules about containers judge: the body of a create, and what of a service or a command comes to the same. Null where there
    /// is no container.</summary>
    private static JsonObject? Projection(DockerEndpoint endpoint, JsonObject body) => endpoint.Action switch
    {
        "container.create" => body,
        "service.create" or "service.update" => OfService(body),
        _ => null,
    };

    private static JsonObject OfService(JsonObject body)
    {
        JsonNode task = body["TaskTemplate"]?["ContainerSpec"] ?? new JsonObject();
        JsonNode? privileges = task["Privileges"];
        var host = new JsonObject
        {
            ["Mounts"] = task["Mounts"]?.DeepClone() ?? new JsonArray(),
            ["CapAdd"] = task["CapabilityAdd"]?.DeepClone() ?? new JsonArray(),
            ["CapDrop"] = task["CapabilityDrop"]?.DeepClone() ?? new JsonArray(),
            ["ReadonlyRootfs"] = task["ReadOnly"]?.DeepClone() ?? JsonValue.Create(false),
            ["Sysctls"] = task["Sysctls"]?.DeepClone() ?? new JsonObject(),
            ["GroupAdd"] = task["Groups"]?.DeepClone() ?? new JsonArray(),
            ["SecurityOpt"] = SecurityOptionsOf(privileges),
        };
        if (body["TaskTemplate"]?["Resources"]?["Limits"] is JsonObject limits)
        {
            host["Memory"] = limits["MemoryBytes"]?.DeepClone() ?? JsonValue.Create(0L);
            host["NanoCpus"] = limits["NanoCPUs"]?.DeepClone() ?? JsonValue.Create(0L);
            host["PidsLimit"] = limits["Pids"]?.DeepClone() ?? JsonValue.Create(0L);
        }
        var container = new JsonObject { ["Image"] = task["Image"]?.DeepClone() ?? JsonValue.Create(""), ["HostConfig"] = host };
        foreach ((string from, string to) in ((string, string)[])[("Env", "Env"), ("User", "User"), ("Command", "Entrypoint"), ("Args", "Cmd"),
            ("HealthCheck", "Healthcheck")])
            if (task[from] is { } value)
                container[to] = value.DeepClone();
        return container;
    }

    private static JsonArray SecurityOptionsOf(JsonNode? privileges)
    {
        var options = new JsonArray();
        if (privileges is null)
            return options;
        if (BodyPath.TextAt(privileges, "Seccomp.Mode") is "unconfined")
            options.Add((JsonNode)JsonValue.Create("seccomp=unconfined"));
        if (BodyPath.TextAt(privileges, "AppArmor.Mode") is "disabled")
            options.Add((JsonNode)JsonValue.Create("apparmor=unconfined"));
        if (BodyPath.ValuesAt(privileges, "NoNewPrivileges").Any(v => v.Value.GetValue<bool>()))
            options.Add((JsonNode)JsonValue.Create("no-new-privileges=true"));
        return options;
    }
}
