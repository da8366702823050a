using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Access.Bodies;
using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Decides the creation of an object: whose it will be, what it may name, and how it may be configured.</summary>
internal sealed class CreateDecision(
    CompiledPolicy policy, DockerAccessRequest request, IReadOnlyList<CompiledEntry> granted, IReadOnlyList<CompiledEntry> entries,
        Dictionary<DockerReference, DockerObject?> resolved)
{
    private readonly JsonObject body = request.Body!.Root!;
    private readonly string label = policy.Policy.OwnerLabel;

    private string Action => request.Target.Endpoint.Action;

    public DockerAccessDecision Decide()
    {
        var choice = new OwnerChoice(policy, granted, request, body);
        if (choice.Problem is { } problem)
            return DecisionTexts.Refuse(problem);
        DockerObject made = Made(choice.Owner);
        CompiledEntry[] usable = [.. granted.Where(e => e.IsOverEverything
            || (choice.Owner is { } owner ? e.Scope.Scope == DockerScope.Owner(owner) : e.Scope.Holds(made, forChange: true)))];
        if (usable.Length == 0)
            return DecisionTexts.Ungranted(request.Subject, Action, made.Name, entries, made);
        if (new LimitCheck(policy.Policy, request).ProblemOf(choice.Owner, current: null) is { } limit)
            return DecisionTexts.Refuse(limit) with { Team = choice.Owner };
        DockerAccessDecision decision = new ConfigurationDecision(policy, request, usable, granted, entries, resolved).Decide(made);
        return decision.IsAllowed ? Carry(decision, choice.Owner) : decision with { Team = choice.Owner };
    }

    /// <summary>The object as it will be.</summary>
    private DockerObject Made(string? owner)
    {
        DockerObjectKind kind = Enum.Parse<DockerObjectKind>(Action.Split('.')[0], ignoreCase: true);
        string name = (kind == DockerObjectKind.Container ? request.Target.Query["name"] : null) ?? BodyPath.TextAt(body, "Name");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (owner is not null)
            labels[label] = owner;
        string image = BodyPath.TextAt(body, kind == DockerObjectKind.Service ? "TaskTemplate.ContainerSpec.Image" : "Image");
        return new DockerObject(kind, "") { Name = name.TrimStart('/'), Labels = labels, Images = image.Length > 0 ? [image] : [] };
    }

    private DockerAccessDecision Carry(DockerAccessDecision decision, string? owner)
    {
        var obligations = new List<DockerObligation>(decision.Obligations);
        var sent = (JsonObject)JsonNode.Parse(decision.Body!.Value.Span)!;
        bool isEverything = decision.Scope?.Kind == DockerScopeKind.Everything;
        if (owner is not null || !isEverything)
            AddLabels(sent, owner, obligations);
        if (owner is not null)
            obligations.AddRange(resolved.Where(r => r.Value is null && r.Key is { Kind: DockerObjectKind.Volume, Place: "HostConfig.Binds" })
                .Select(r => new DockerObligation(DockerObligationKind.CreateVolume, label, r.Key.Text)));
        return decision with { Team = owner, Body = BodyWriter.Write(sent), Target = request.Target.Build(), Obligations = obligations };
    }

    /// <summary>Labels what is made, and the volumes that are made with it. An image may carry anybody's label, which the container's own overrides.</summary>
    private void AddLabels(JsonObject sent, string? owner, List<DockerObligation> obligations)
    {
        foreach (JsonNode? mount in (sent["HostConfig"]?["Mounts"] ?? sent["TaskTemplate"]?["ContainerSpec"]?["Mounts"]) as JsonArray ?? [])
            if (BodyPath.TextAt(mount!, "Type") is "volume" && owner is not null)
                mount!["VolumeOptions"] ??= new JsonObject();
        bool isAdded = false;
        foreach (JsonObject holder in OwnerChoice.LabelsOf(sent))
        {
            JsonNode labels = holder["Labels"] ??= new JsonObject();
            if (labels[label] is not null)
                continue;
            labels[label] = owner ?? "";
            isAdded = true;
        }
        if (isAdded)
            obligations.Add(new DockerObligation(DockerObligationKind.AddLabel, label, owner ?? ""));
    }
}
