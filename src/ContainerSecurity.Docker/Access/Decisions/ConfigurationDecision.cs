using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Access.Bodies;
using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Decides what a request says of an object: what it names besides, and its configuration.</summary>
/// <param name="policy">The policy.</param>
/// <param name="request">The request.</param>
/// <param name="usable">The entries that allow the action on the object.</param>
/// <param name="granted">The entries that allow the action on anything.</param>
/// <param name="entries">All entries of the subject.</param>
/// <param name="resolved">What the request names.</param>
internal sealed class ConfigurationDecision(
    CompiledPolicy policy, DockerAccessRequest request, IReadOnlyList<CompiledEntry> usable, IReadOnlyList<CompiledEntry> granted,
        IReadOnlyList<CompiledEntry> entries,
    Dictionary<DockerReference, DockerObject?> resolved)
{
    private DockerEndpoint Endpoint => request.Target.Endpoint;

    public DockerAccessDecision Decide(DockerObject target)
    {
        if (usable.FirstOrDefault(e => e.IsOverEverything) is null && ForeignReference() is { } foreign)
            return DecisionTexts.NotFound(request.Subject, Endpoint.Action, foreign, resolved.GetValueOrDefault(foreign), entries);
        if (NewNameProblem() is { } name)
            return DecisionTexts.Refuse(name);
        if (request.Body?.Root is not { } body)
            return DecisionTexts.Allow(usable[0], Endpoint.Action, request.Subject);
        string? owner = target.Labels.GetValueOrDefault(policy.Policy.OwnerLabel);
        if (Endpoint.Action == "container.update" && new LimitCheck(policy.Policy, request).ProblemOf(owner, target) is { } limit)
            return DecisionTexts.Refuse(limit) with { Team = owner };
        if (Endpoint.Action.EndsWith(".update", StringComparison.Ordinal) && LabelProblem(body, owner) is { } label)
            return DecisionTexts.Refuse(label);
        return DecideRules(body);
    }

    /// <summary>Any entry whose rules allow the configuration allows it; the guardrails have the last word.</summary>
    private DockerAccessDecision DecideRules(JsonObject body)
    {
        ConfigurationProblem? first = null;
        foreach (CompiledEntry entry in usable)
        {
            ConfigurationProblem? problem = ConfigurationCheck.ProblemOf(entry.Permission.Rules, Endpoint, body);
            if (problem is null)
                return policy.Policy.Guardrails is { } guardrails && ConfigurationCheck.ProblemOf(guardrails, Endpoint, body) is { } veto
                    ? Deny(entry, veto, $"the guardrails '{guardrails.Name}'")
                    : Carry(DecisionTexts.Allow(entry, Endpoint.Action, request.Subject), entry, body);
            first ??= problem;
        }
        return Deny(usable[0], first!, $"the rules '{usable[0].Permission.Rules}' of grant {usable[0].Grant}");
    }

    /// <summary>Puts the body that is to be sent into a decision, with full IDs in the place of the names of containers.</summary>
    private DockerAccessDecision Carry(DockerAccessDecision decision, CompiledEntry entry, JsonObject body)
    {
        if (entry.IsOverEverything || !resolved.Any(r => r.Key is { Kind: DockerObjectKind.Container, Place: not "path" } && r.Value is { } target
            && target.Id != r.Key.Text))
            return decision with { Body = BodyWriter.Write(body) };
        var sent = (JsonObject)body.DeepClone();
        BodyReferences.Replace(sent, r => resolved.FirstOrDefault(k => k.Key.Kind == r.Kind && k.Key.Text == r.Text).Value?.Id);
        return decision with
        {
            Body = BodyWriter.Write(sent),
            Obligations = [.. decision.Obligations,
            new DockerObligation(DockerObligationKind.ReplaceReferences)]
        };
    }

    private DockerAccessDecision Deny(CompiledEntry entry, ConfigurationProblem problem, string by) =>
        DecisionTexts.Refuse($"The configuration is not allowed by {by}: {problem.Message}", problem.Message) with
        {
            Grant = entry.Grant,
            Role = entry.Role,
            Permission = entry.Permission.PatternOf(Endpoint.Action),
            Scope = entry.Scope.Scope,
            RuleIds = problem.RuleIds,
        };

    /// <summary>The first object that the request names and that the action may not be done with. A volume that is not there will be made.</summary>
    private DockerReference? ForeignReference() => request.References
        .Where(r => r.Place != "path").FirstOrDefault(r => !IsOwn(r, resolved.GetValueOrDefault(r)));

    private bool IsOwn(DockerReference reference, DockerObject? target) => (reference.Kind, target) switch
    {
        (DockerObjectKind.Image, null) => ImageNames.IsName(reference.Text) && granted
            .Any(e => e.Scope.Holds(new DockerObject(DockerObjectKind.Image, "") { Images = [reference.Text] }, forChange: false)),
        (DockerObjectKind.Image, not null) => ImageNames.Named(reference, target).Any(n => granted.Any(e => e.Scope.Holds(n, forChange: false))),
        (DockerObjectKind.Volume, null) => granted.Any(e => e.Scope.Scope.Kind == DockerScopeKind.Owner
            || e.Scope.Holds(new DockerObject(DockerObjectKind.Volume, "") { Name = reference.Text }, forChange: true)),
        (_, null) => false,
        _ => granted.Any(e => e.Scope.Holds(target, forChange: true)),
    };

    /// <summary>A new name must be in a scope too: a container's that is renamed, an image's that is tagged.</summary>
    private string? NewNameProblem()
    {
        if (usable.Any(e => e.IsOverEverything) || Endpoint.Action is not ("container.rename" or "image.tag"))
            return null;
        bool isImage = Endpoint.Action == "image.tag";
        string name = isImage ? ImageNames.Join(request.Target.Query["repo"], request.Target.Query["tag"])
            : (request.Target.Query["name"] ?? "").TrimStart('/');
        DockerObject Named(CompiledEntry entry) => isImage
            ? new DockerObject(DockerObjectKind.Image, "") { Images = [name] }
            : new DockerObject(DockerObjectKind.Container, "") { Name = name };
        bool isIn = usable.Any(e => e.Scope.Holds(Named(e), forChange: true)
            || (!isImage && e.Scope.Scope.Kind is DockerScopeKind.Owner or DockerScopeKind.Image));
        return isIn ? null : $"The new name '{name}' is outside of what is granted to you.";
    }

    /// <summary>An update of a service, a secret or a configuration file writes its labels anew.</summary>
    private string? LabelProblem(JsonObject body, string? owner)
    {
        if (Endpoint.Action == "container.update" || usable.Any(e => e.IsOverEverything))
            return null;
        string label = policy.Policy.OwnerLabel;
        return OwnerChoice.LabelsOf(body).Any(o => (o["Labels"]?[label]?.GetValue<string>() ?? owner) != owner) || body["Labels"]?[label] is null
            ? $"The label '{label}' must stay as it is."
            : null;
    }
}
