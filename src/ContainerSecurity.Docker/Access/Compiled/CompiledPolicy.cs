namespace ContainerSecurity.Docker.Access.Compiled;

/// <summary>A policy made ready to be asked often: the entries of every user and group.</summary>
internal sealed class CompiledPolicy
{
    private readonly Dictionary<string, List<CompiledEntry>> users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CompiledEntry>> groups = new(StringComparer.Ordinal);

    private readonly Dictionary<string, DockerRole> roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DockerTeam> teams = new(StringComparer.Ordinal);

    public CompiledPolicy(DockerAccessPolicy policy)
    {
        Policy = policy;
        foreach (DockerRole role in policy.Roles.Concat(DockerRole.BuiltIn))
            roles.TryAdd(role.Name, role);
        foreach (DockerTeam team in policy.Teams)
            teams.TryAdd(team.Name, team);
        foreach (DockerGrant grant in policy.Grants)
            Add(grant);
    }

    public DockerAccessPolicy Policy { get; }

    public IReadOnlyDictionary<string, List<CompiledEntry>> Users => users;

    public IReadOnlyDictionary<string, List<CompiledEntry>> Groups => groups;

    /// <summary>What is granted to a subject, by name and by groups. To somebody unknown nothing is.</summary>
    public IReadOnlyList<CompiledEntry> EntriesOf(DockerSubject subject)
    {
        if (subject.Name.Length == 0)
            return [];
        IReadOnlyList<CompiledEntry> entries = users.TryGetValue(subject.Name, out List<CompiledEntry>? own) ? own : [];
        foreach (string group in subject.Groups)
            if (groups.TryGetValue(group, out List<CompiledEntry>? more))
                entries = entries.Count == 0 ? more : [.. entries, .. more];
        return entries;
    }

    private void Add(DockerGrant grant)
    {
        (string Role, DockerPermission Permission)[] permissions = [.. PermissionsOf(grant.Role)];
        CompiledEntry[] own = [.. Combine(grant, permissions, grant.Scopes)];
        AddTo(users, grant.Users, own);
        AddTo(groups, grant.Groups, own);
        foreach (string name in grant.Teams)
            if (teams.TryGetValue(name, out DockerTeam? team))
            {
                CompiledEntry[] entries = grant.Scopes.Count > 0 ? own : [.. Combine(grant, permissions, [DockerScope.Owner(name)])];
                AddTo(users, team.Users, entries);
                AddTo(groups, team.Groups, entries);
            }
    }

    private IEnumerable<CompiledEntry> Combine(DockerGrant grant, (string Role, DockerPermission Permission)[] permissions,
        IReadOnlyList<DockerScope> scopes) =>
        scopes.Select(s => new CompiledScope(s, Policy)).SelectMany(s => permissions.Select(p => new CompiledEntry(grant, p.Role, p.Permission, s)));

    /// <summary>The permissions of a role and those it includes. A role that there is not gives none, nor does one that includes itself give more.</summary>
    private IEnumerable<(string, DockerPermission)> PermissionsOf(string name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { name };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out string? next))
        {
            if (!roles.TryGetValue(next, out DockerRole? role))
                continue;
            foreach (DockerPermission permission in role.Permissions)
                yield return (role.Name, permission);
            foreach (string include in role.Includes.Where(seen.Add))
                open.Enqueue(include);
        }
    }

    private static void AddTo(Dictionary<string, List<CompiledEntry>> index, IEnumerable<string> names, CompiledEntry[] entries)
    {
        foreach (string name in names.Distinct(StringComparer.Ordinal))
            if (index.TryGetValue(name, out List<CompiledEntry>? known))
                known.AddRange(entries);
            else
                index.Add(name, [.. entries]);
    }
}
