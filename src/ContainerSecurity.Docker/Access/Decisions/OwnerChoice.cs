using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Access.Compiled;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Whose an object will be that is created: the team its label names, the one asked for, or the only one that there is.</summary>
internal sealed class OwnerChoice
{
    private readonly string[] teams;
    private readonly bool isEverything;

    public OwnerChoice(CompiledPolicy policy, IReadOnlyList<CompiledEntry> granted, DockerAccessRequest request, JsonObject body)
    {
        teams = [.. granted.Select(e => e.Scope.Scope).Where(s => s.Kind == DockerScopeKind.Owner).Select(s => s.Value).Distinct(StringComparer.Ordinal)];
        isEverything = granted.Any(e => e.IsOverEverything);
        string[] claims = [.. ClaimsOf(body, policy.Policy.OwnerLabel)];
        string? asked = claims.FirstOrDefault() ?? request.Team;
        if (claims.Distinct(StringComparer.Ordinal).Skip(1).Any())
            Problem = $"The label '{policy.Policy.OwnerLabel}' is given with different values.";
        else if (asked is not null && !isEverything && !teams.Contains(asked))
            Problem = $"The label '{policy.Policy.OwnerLabel}' must be left out, or name a team for which you may do this.";
        else if (asked is null && !isEverything && teams.Length > 1)
            Problem = $"You may do this for several teams; name one by the label '{policy.Policy.OwnerLabel}'.";
        else
            Owner = asked is "" ? null : asked ?? (isEverything || teams.Length == 0 ? null : teams[0]);
    }

    /// <summary>The team; null for none.</summary>
    public string? Owner { get; }

    /// <summary>Why there is no choice; null where there is one.</summary>
    public string? Problem { get; }

    /// <summary>The places of a body that hold labels.</summary>
    public static IEnumerable<JsonObject> LabelsOf(JsonObject body)
    {
        yield return body;
        if (body["TaskTemplate"]?["ContainerSpec"] is JsonObject container)
            yield return container;
        JsonNode? mounts = body["HostConfig"]?["Mounts"] ?? body["TaskTemplate"]?["ContainerSpec"]?["Mounts"];
        foreach (JsonNode? mount in mounts as JsonArray ?? [])
            if (mount!["VolumeOptions"] is JsonObject options)
                yield return options;
    }

    private static IEnumerable<string> ClaimsOf(JsonObject body, string label) =>
        LabelsOf(body).Select(o => o["Labels"]?[label]).OfType<JsonValue>().Select(v => v.GetValue<string>());
}
