using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Decides one request to the engine.</summary>
internal sealed class RequestDecision
{
    private readonly CompiledPolicy policy;
    private readonly DockerAccessRequest request;
    private readonly DockerEndpoint endpoint;
    private readonly IReadOnlyList<CompiledEntry> entries;
    private readonly List<CompiledEntry> granted;
    private readonly Dictionary<DockerReference, DockerObject?> resolved;
    private readonly IReadOnlyList<DockerReference> references;
    private readonly DockerReference? path;

    public RequestDecision(CompiledPolicy policy, DockerAccessRequest request)
    {
        this.policy = policy;
        this.request = request;
        endpoint = request.Target.Endpoint;
        entries = policy.EntriesOf(request.Subject);
        granted = Granted(entries, endpoint);
        references = request.References;
        path = references.FirstOrDefault(r => r.Place == "path");
        resolved = new Dictionary<DockerReference, DockerObject?>(request.Resolutions.Count);
        foreach (DockerResolution resolution in request.Resolutions)
            resolved[resolution.Reference] = resolution.Object;
    }

    private static List<CompiledEntry> Granted(IReadOnlyList<CompiledEntry> entries, DockerEndpoint endpoint)
    {
        int action = DockerEndpoints.NumberOf(endpoint.Action);
        var granted = new List<CompiledEntry>(entries.Count);
        for (int i = 0; i < entries.Count; i++)
            if (entries[i].Permits(action) && ActionDecision.IsOverEnough(entries[i], endpoint))
                granted.Add(entries[i]);
        return granted;
    }

    private DockerSubject Subject => request.Subject;

    private string Action => endpoint.Action;

    /// <summary>The team whose use counts: the owner of the container that is made or updated, where that team has limits.</summary>
    public string? TeamToCount()
    {
        string? owner = Action switch
        {
            "container.create" when request.Body?.Root is { } body => new OwnerChoice(policy, granted, request, body).Owner,
            "container.update" when Found("path") is { } target => target.Labels.GetValueOrDefault(policy.Policy.OwnerLabel),
            _ => null,
        };
        return owner is not null && policy.Policy.TeamOf(owner) is { } team && team.Limits != DockerLimits.None ? owner : null;
    }

    public DockerAccessDecision Decide()
    {
        if (Problem() is { } problem)
            return DecisionTexts.Refuse(problem, isError: true);
        if (granted.Count == 0)
            return path is not null && !(Found(path) is { } seen && Sees(seen))
                ? DecisionTexts.NotFound(Subject, Action, path, Found(path), entries)
                : DecisionTexts.Ungranted(Subject, Action, request.Target.Identifier ?? "", entries, path is null ? null : Found(path));
        if (path is not null)
            return DecideObject(path);
        return Action switch
        {
            "container.create" or "network.create" or "volume.create" or "service.create" or "secret.create" or "config.create" =>
                new CreateDecision(policy, request, granted, entries, resolved).Decide(),
            "image.pull" => DecidePull(),
            "image.save" => DecideNamed(DockerObjectKind.Image),
            "image.commit" => DecideCommit(),
            _ => DecideWhole(),
        };
    }

    /// <summary>Why the request cannot be decided at all.</summary>
    private string? Problem()
    {
        if (request.Body?.Problem is { } problem)
            return problem;
        if (endpoint.Body == DockerBodyKind.Judged && request.Body?.Root is null)
            return "The body is missing, or was not shown.";
        if (endpoint.IsMutating && request.Target.Query.Unknown.Count > 0)
            return $"The query parameter '{request.Target.Query.Unknown[0]}' is not known here.";
        if (request.Target.Query.ReadFilters() is null)
            return "The query's filters are not well formed.";
        if (request.Malformed is { } malformed)
            return $"No {malformed.Kind.ToString().ToLowerInvariant()} can have the name or ID that the request gives ({malformed.Place}).";
        return references.FirstOrDefault(r => !resolved.ContainsKey(r)) is { } missing
            ? $"The {missing.Kind.ToString().ToLowerInvariant()} '{missing.Text}' ({missing.Place}) was not looked up." : null;
    }

    private DockerObject? Found(DockerReference reference) => resolved.GetValueOrDefault(reference);

    private DockerObject? Found(string place) => resolved.FirstOrDefault(r => r.Key.Place == place).Value;

    /// <summary>An object that the path names.</summary>
    private DockerAccessDecision DecideObject(DockerReference reference)
    {
        DockerObject? target = Found(reference);
        if (target is null)
            return DecideAbsent(reference);
        List<CompiledEntry> over = Over(reference, target, endpoint.IsMutating);
        if (over.Count == 0)
            return Sees(target)
                ? DecisionTexts.Ungranted(Subject, Action, reference.Text, entries, target)
                : DecisionTexts.NotFound(Subject, Action, reference, target, entries);
        DockerAccessDecision decision = Configured(over, target);
        return decision.IsAllowed ? Carry(decision, target) : decision;
    }

    /// <summary>What the engine does not know, it says itself to who may do everything; for others it is not theirs.</summary>
    private DockerAccessDecision DecideAbsent(DockerReference reference)
    {
        CompiledEntry[] everything = [.. granted.Where(e => e.IsOverEverything)];
        if (everything.Length == 0)
            return DecisionTexts.NotFound(Subject, Action, reference, null, entries);
        DockerAccessDecision decision = Configured(everything, new DockerObject(reference.Kind, reference.Text) { Name = reference.Text });
        return decision.IsAllowed ? Carry(decision, null) : decision;
    }

    private DockerAccessDecision Configured(IReadOnlyList<CompiledEntry> over, DockerObject target) =>
        request.Body?.Root is null && Action is not ("container.rename" or "image.tag")
            ? DecisionTexts.Allow(over[0], Action, Subject)
            : new ConfigurationDecision(policy, request, over, granted, entries, resolved).Decide(target);

    private bool Sees(DockerObject target) => Visibilities.Sees(entries, target, policy.Policy.OwnerLabel);

    /// <summary>The entries that hold an object as it is named: an image by one of its names stands for that name alone.</summary>
    private List<CompiledEntry> Over(DockerReference reference, DockerObject target, bool forChange)
    {
        DockerObject[] named = target.Kind == DockerObjectKind.Image ? [.. ImageNames.Named(reference, target)] : [target];
        string? owner = target.Labels.GetValueOrDefault(policy.Policy.OwnerLabel);
        bool isSeenByAll = !forChange && DockerVisibility.IsPredefined(target);
        var over = new List<CompiledEntry>();
        foreach (CompiledEntry entry in granted)
            if (isSeenByAll || Holds(entry, named, owner, forChange) || (!forChange && named.Length > 1 && entry.Scope.Holds(target, owner, forChange: false)))
                over.Add(entry);
        return over;
    }

    private static bool Holds(CompiledEntry entry, DockerObject[] named, string? owner, bool forChange)
    {
        foreach (DockerObject name in named)
            if (!entry.Scope.Holds(name, owner, forChange))
                return false;
        return true;
    }

    /// <summary>Puts what is to be sent, and what is demanded, into a decision about an object.</summary>
    private DockerAccessDecision Carry(DockerAccessDecision decision, DockerObject? target)
    {
        var obligations = new List<DockerObligation>(decision.Obligations);
        bool isEverything = decision.Scope?.Kind == DockerScopeKind.Everything;
        // The name of an image says which of its names is meant, and a volume has its name only.
        string? id = target is null || isEverything || target.Kind is DockerObjectKind.Image or DockerObjectKind.Volume
            || target.Id == request.Target.Identifier ? null : target.Id;
        if (id is not null)
            obligations.Add(new DockerObligation(DockerObligationKind.ReplaceReferences));
        DockerVisibility? visibility = null;
        if (endpoint.Answer is DockerAnswer.HideAndRedact && !(visibility = Visibilities.Of(entries, DockerObjectKind.Container)).IsEverything)
            obligations.Add(new DockerObligation(DockerObligationKind.Redact));
        return decision with
        {
            Obligations = obligations,
            Visibility = visibility,
            Target = request.Target.Build(id),
            Body = decision.Body
            ?? (endpoint.Body == DockerBodyKind.Judged && request.Body?.Root is { } body ? BodyWriter.Write(body) : null)
        };
    }

    /// <summary>Lists, events, prunes, and what concerns the host as a whole.</summary>
    private DockerAccessDecision DecideWhole()
    {
        foreach (DockerReference reference in references)
            if (!granted.Any(e => e.IsOverEverything) && (Found(reference) is not { } named || !Sees(named)))
                return DecisionTexts.NotFound(Subject, Action, reference, Found(reference), entries);
        CompiledEntry entry = granted.FirstOrDefault(e => e.IsOverEverything) ?? granted[0];
        DockerAccessDecision decision = DecisionTexts.Allow(entry, Action, Subject) with { Target = request.Target.Build() };
        if (entry.IsOverEverything || endpoint.Answer is not (DockerAnswer.FilterList or DockerAnswer.InjectFilter or DockerAnswer.Redact))
            return decision;
        if (endpoint.IsMutating)
            return DecidePrune(decision);
        var visibility = new DockerVisibility(granted.Select(e => e.Scope));
        DockerObligationKind demanded = endpoint.Answer == DockerAnswer.Redact ? DockerObligationKind.Redact : DockerObligationKind.FilterBy;
        decision = decision with { Visibility = visibility, Obligations = [.. decision.Obligations, new DockerObligation(demanded)] };
        // The engine counts the newest before anybody filters, so that it must filter too.
        return Action == "container.list" && visibility.Scopes is [{ Kind: DockerScopeKind.Owner, Value: var team }]
            && request.Target.Query.WithLabelFilter(policy.Policy.OwnerLabel, team) is { } query
            ? decision with
            {
                Target = request.Target.Build(query: query),
                Obligations = [.. decision.Obligations, new DockerObligation(DockerObligationKind.InjectLabelFilter, policy.Policy.OwnerLabel, team)]
            }
            : decision;
    }

    /// <summary>A prune works for one team: the engine takes labels together and never one or the other.</summary>
    private DockerAccessDecision DecidePrune(DockerAccessDecision decision)
    {
        string label = policy.Policy.OwnerLabel;
        string[] teams = [.. granted.Select(e => e.Scope.Scope).Where(s => s.Kind == DockerScopeKind.Owner).Select(s => s.Value)
            .Distinct(StringComparer.Ordinal)];
        if (request.Team is { } asked)
            teams = [.. teams.Where(t => t == asked)];
        else if (teams.Length > 1 && request.Target.Query.ReadFilters()!.GetValueOrDefault("label", []) is { } labels)
            teams = [.. teams.Where(t => labels.Contains($"{label}={t}"))];
        if (teams.Length != 1)
            return DecisionTexts.Refuse($"'{Subject}' may {Action} for {(teams.Length == 0 ? "no team as a whole" : "several teams")}; a prune works for one.",
                $"name one of your teams by --filter label={label}=TEAM.");
        CompiledEntry entry = granted.First(e => e.Scope.Scope == DockerScope.Owner(teams[0]));
        DockerQuery query = request.Target.Query.WithLabelFilter(label, teams[0])!;
        return DecisionTexts.Allow(entry, Action, Subject) with
        {
            Target = request.Target.Build(query: query),
            Obligations = [.. decision.Obligations, new DockerObligation(DockerObligationKind.InjectLabelFilter, label, teams[0])],
        };
    }

    /// <summary>A pull makes an image; an import makes one of what the client sends, which needs the right to change it.</summary>
    private DockerAccessDecision DecidePull()
    {
        DockerQuery query = request.Target.Query;
        bool isImport = query["fromSrc"] is { Length: > 0 };
        string name = isImport ? ImageNames.Join(query["repo"], query["tag"]) : ImageNames.Join(query["fromImage"], query["tag"]);
        CompiledEntry? everything = granted.FirstOrDefault(e => e.IsOverEverything);
        if (everything is null && isImport && query["fromSrc"] != "-")
            return DecisionTexts.Refuse("An import from an address is for administrators: the engine would fetch it.");
        var image = new DockerObject(DockerObjectKind.Image, name) { Images = [name] };
        if ((everything ?? granted.FirstOrDefault(e => ImageNames.IsName(name) && e.Scope.Holds(image, forChange: isImport))) is not { } entry)
            return DecisionTexts.Ungranted(Subject, Action, name, entries, image);
        return DecisionTexts.Allow(entry, Action, Subject) with { Target = request.Target.Build() };
    }

    /// <summary>What the query names, all of which must be held.</summary>
    private DockerAccessDecision DecideNamed(DockerObjectKind kind)
    {
        CompiledEntry? last = granted.FirstOrDefault(e => e.IsOverEverything);
        DockerReference[] named = [.. references.Where(r => r.Kind == kind)];
        if (last is null && named.Length == 0)
            return DecisionTexts.Refuse("The query names nothing.");
        if (last is null)
            foreach (DockerReference reference in named)
                if (Found(reference) is not { } target || (last = Over(reference, target, forChange: false).FirstOrDefault()) is null)
                    return DecisionTexts.NotFound(Subject, Action, reference, Found(reference), entries);
        return DecisionTexts.Allow(last!, Action, Subject) with { Target = request.Target.Build() };
    }

    /// <summary>A commit reads a container and makes an image.</summary>
    private DockerAccessDecision DecideCommit()
    {
        DockerReference reference = references.First(r => r.Place == "query container");
        DockerObject? container = Found(reference);
        CompiledEntry[] over = [.. granted.Where(e => e.IsOverEverything || (container is not null && e.Scope.Holds(container, forChange: true)))];
        if (over.Length == 0)
            return DecisionTexts.NotFound(Subject, Action, reference, container, entries);
        string name = ImageNames.Join(request.Target.Query["repo"], request.Target.Query["tag"]);
        var image = new DockerObject(DockerObjectKind.Image, name) { Images = [name] };
        if (Array.Find(over, e => e.IsOverEverything || (ImageNames.IsName(name) && granted.Any(g => g.Scope.Holds(image, forChange: true)))) is not { } entry)
            return DecisionTexts.Refuse($"The image '{name}' is none that '{Subject}' may make.", "the image's name must be one of your team's images.");
        DockerAccessDecision decision = DecisionTexts.Allow(entry, Action, Subject);
        bool isNamed = !entry.IsOverEverything && container!.Id != reference.Text;
        return decision with
        {
            Target = request.Target.Build(query: isNamed ? request.Target.Query.With("container", container!.Id) : null),
            Body = BodyWriter.Write(request.Body!.Root!),
            Obligations = isNamed ? [.. decision.Obligations, new DockerObligation(DockerObligationKind.ReplaceReferences)] : decision.Obligations,
        };
    }
}
