using ContainerSecurity.Documents;

namespace ContainerSecurity.Docker.Access.Files;

/// <summary>One file of <c>kind: DockerAccessPolicy</c>.</summary>
internal sealed class PolicyFile(List<DocumentError> errors, Func<string, string> readFile, string path)
{
    internal static readonly string[] Keys = ["apiVersion", "kind", "metadata", "ownerLabel", "guardrails", "teams", "roles", "grants"];
    internal static readonly string[] TeamKeys = ["users", "groups", "images", "limits"];
    internal static readonly string[] LimitKeys = ["containers", "memory", "cpus"];
    internal static readonly string[] RoleKeys = ["includes", "permissions"];
    internal static readonly string[] PermissionKeys = ["actions", "policy", "fields"];
    internal static readonly string[] RuleKeys = ["policy", "fields"];
    internal static readonly string[] GrantKeys = ["name", "role", "users", "groups", "teams", "scopes"];
    internal static readonly string[] ScopeKeys = ["team", "name", "image"];
    internal const string Everything = "everything";
    private const int MaxLabel = 256;
    private readonly FileWords words = new(errors);
    private readonly RulesReader rules = new(new FileWords(errors), errors, readFile, path);

    public DockerAccessPolicy Read(NodeView root)
    {
        words.CheckKeys(root, Keys);
        if (!root.Text("kind").Is(DockerAccessPolicyReader.Kind))
            words.Report(root.Text("kind"), $"'kind' must be {DockerAccessPolicyReader.Kind}.");
        DockerTeam[] teams = [.. Named(root["teams"], Team)];
        DockerRole[] roles = [.. Named(root["roles"], Role)];
        string[] roleNames = [.. roles.Select(r => r.Name), .. DockerRole.BuiltIn.Select(r => r.Name)];
        CheckIncludes(root["roles"], roles, roleNames);
        var policy = new DockerAccessPolicy
        {
            Name = root["metadata"].Text("name").Or("default"),
            OwnerLabel = OwnerLabel(root.Text("ownerLabel")),
            Guardrails = Guardrails(root["guardrails"]),
            Teams = teams,
            Roles = roles,
            Grants = [.. root.Views("grants").Items.Where(g => g.IsKnown).Select(g => Grant(g.Value, roleNames, [.. teams.Select(t => t.Name)]))],
        };
        foreach (IGrouping<string, DockerGrant> same in policy.Grants.GroupBy(g => g.Name).Where(g => g.Count() > 1))
            if (same.Any(g => g.Name != g.Role))
                errors.Add(new DocumentError(path, same.Last().Location?.Span ?? SourceSpan.FileStart, $"Two grants have the name '{same.Key}'."));
        return policy;
    }

    private static IEnumerable<T> Named<T>(NodeView view, Func<string, NodeView, MappingEntry, T> read) =>
        (view.Mapping?.Entries ?? []).Select(e => read(e.Key, view[e.Key], e));

    private string OwnerLabel(Field<string> field)
    {
        if (field.IsKnown && (field.Value.Length is 0 or > MaxLabel || field.Value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '=' or '"')))
            words.Report(field, "The owner label must be a label's key, such as com.example.team.");
        return field.Or(DockerAccessPolicy.DefaultOwnerLabel);
    }

    private DockerContainerRules? Guardrails(NodeView view)
    {
        if (view.Mapping is null)
            return null;
        words.CheckKeys(view, RuleKeys);
        return rules.Read(view);
    }

    private DockerTeam Team(string name, NodeView view, MappingEntry entry)
    {
        words.CheckKeys(view, TeamKeys);
        if (name.Trim().Length == 0)
            words.Report(entry.Value.File, entry.KeySpan, "A team needs a name.");
        NodeView limits = view["limits"];
        words.CheckKeys(limits, LimitKeys);
        long? containers = words.Amount(limits, "containers", 1);
        if (containers > int.MaxValue)
            words.Report(limits, "The limit of containers is too large.");
        return new DockerTeam(name)
        {
            Users = words.Texts(view, "users"),
            Groups = words.Texts(view, "groups"),
            Images = view.Node("images").IsMissing ? null : words.Texts(view, "images"),
            Limits = new DockerLimits((int?)Math.Min(containers ?? 0, int.MaxValue) is > 0 and var count ? count : null,
                words.Amount(limits, "memory", 1), words.Amount(limits, "cpus", 1_000_000_000)),
        };
    }

    private DockerRole Role(string name, NodeView view, MappingEntry entry)
    {
        words.CheckKeys(view, RoleKeys);
        if (DockerRole.BuiltIn.Any(r => r.Name == name))
            words.Report(entry.Value.File, entry.KeySpan, $"The role '{name}' is built in and cannot be made anew; give yours another name.");
        return new DockerRole(name)
        {
            Includes = words.Texts(view, "includes"),
            Permissions = [.. view.Views("permissions").Items.Where(p => p.IsKnown).Select(p => Permission(p.Value))],
        };
    }

    private DockerPermission Permission(NodeView view)
    {
        words.CheckKeys(view, PermissionKeys);
        IReadOnlyList<string> actions = words.Texts(view, "actions", ActionProblem);
        if (actions.Count == 0)
            words.Report(view, "A permission needs 'actions'.");
        return new DockerPermission(actions) { Rules = rules.Read(view) };
    }

    private static string? ActionProblem(string pattern) =>
        DockerPermission.IsKnown(pattern) ? null
        : $"There is no action '{pattern}'{Policies.Suggestion.For(pattern, Endpoints.DockerEndpoints.Actions)}. A pattern is an action, its beginning with '.*', or '*'.";

    private void CheckIncludes(NodeView view, DockerRole[] roles, string[] names)
    {
        var known = new HashSet<string>(names, StringComparer.Ordinal);
        foreach (DockerRole role in roles)
            words.Texts(view[role.Name], "includes", n => known.Contains(n) ? null : FileWords.OneOf("role", names)(n));
        foreach (string name in Circular(roles))
            words.Report(view[name], $"The role '{name}' includes itself, or one that does.");
    }

    /// <summary>The roles that are left when those that include none, or none that is left, are taken away one after the other.</summary>
    private static IEnumerable<string> Circular(DockerRole[] roles)
    {
        var open = roles.ToDictionary(r => r.Name, r => r.Includes.Count, StringComparer.Ordinal);
        ILookup<string, string> includedBy = roles.SelectMany(r => r.Includes.Select(i => (Included: i, By: r.Name))).ToLookup(p => p.Included, p =>
            p.By, StringComparer.Ordinal);
        var done = new Queue<string>(open.Where(r => r.Value == 0).Select(r => r.Key).Concat(includedBy.Select(i => i.Key).Where(i => !open.ContainsKey(i))));
        while (done.TryDequeue(out string? name))
            foreach (string by in includedBy[name])
                if (--open[by] == 0)
                    done.Enqueue(by);
        return open.Where(r => r.Value > 0).Select(r => r.Key);
    }

    private DockerGrant Grant(NodeView view, string[] roles, string[] teams)
    {
        words.CheckKeys(view, GrantKeys);
        Field<string> role = view.Text("role");
        if (role.IsMissing)
            words.Report(view, "A grant needs a 'role'.");
        else if (role.IsKnown && FileWords.OneOf("role", roles)(role.Value) is { } problem)
            words.Report(role, problem);
        var grant = new DockerGrant(role.Or(""))
        {
            Name = view.Text("name").Or(role.Or("")),
            Users = words.Texts(view, "users"),
            Groups = words.Texts(view, "groups"),
            Teams = words.Texts(view, "teams", FileWords.OneOf("team", teams)),
            Scopes = Scopes(view, teams),
            Location = view.Location,
        };
        if (grant.Users.Count + grant.Groups.Count + grant.Teams.Count == 0)
            words.Report(view, "A grant needs 'users', 'groups' or 'teams'.");
        else if (grant.Scopes.Count == 0 && grant.Users.Count + grant.Groups.Count > 0)
            words.Report(view, "A grant to users or groups needs 'scopes'; only teams have objects of their own.");
        return grant;
    }

    /// <summary><c>everything</c>, or a list of scopes. Written and empty, it would be what teams own, which is not what it says.</summary>
    private DockerScope[] Scopes(NodeView view, string[] teams)
    {
        Field<DocumentNode> written = view.Node("scopes");
        if (!written.IsKnown)
            return [];
        if (written.Value is ScalarNode)
            return [.. words.Texts(view, "scopes", t => t == Everything ? null
                : $"'{t}' is no scope; write 'everything', or a list of objects with 'team', 'name' or 'image'.").Select(_ => DockerScope.Everything)];
        DockerScope[] scopes = [.. (written.Value as SequenceNode)?.Items.Select(i => Scope(i, teams)).OfType<DockerScope>() ?? []];
        if (scopes.Length == 0)
            words.Report(written, "The list of scopes is empty or wrong; leave it out for what the teams own.");
        return scopes;
    }

    private DockerScope? Scope(DocumentNode node, string[] teams)
    {
        if (node is ScalarNode { Text: Everything })
            return DockerScope.Everything;
        var view = new NodeView(node, errors);
        words.CheckKeys(view, ScopeKeys);
        if (view.Mapping is not { Entries: [var entry] })
        {
            words.Report(node.File, node.FieldSpan, "A scope is 'everything', or an object with one of 'team', 'name' and 'image'.");
            return null;
        }
        Field<string> value = view.Text(entry.Key);
        if (!value.IsKnown || value.Value.Trim().Length == 0)
        {
            words.Report(node.File, node.FieldSpan, "A scope needs a value.");
            return null;
        }
        if (entry.Key == "team" && FileWords.OneOf("team", teams)(value.Value) is { } problem)
            words.Report(value, problem);
        return new DockerScope(entry.Key switch { "team" => DockerScopeKind.Owner, "name" => DockerScopeKind.Name, _ => DockerScopeKind.Image }, value.Value);
    }
}
