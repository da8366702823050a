using ContainerSecurity.Access.Compiled;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Access;

/// <summary>Decides who may do what, exactly as the RBAC authorizer of the API server does. Built once; immutable and thread-safe.</summary>
public sealed class RbacAuthorizer
{
    private static readonly RbacGrant MastersGrant = new(null, new RbacSubject(RbacSubjectKind.Group, RbacUser.Masters), null, null);

    private readonly RuleTables tables = new();
    private readonly Dictionary<string, Holder> users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Holder> groups = new(StringComparer.Ordinal);
    private readonly RbacBinding[] bindings;
    private readonly CompiledRole?[] bound;
    private readonly RoleTable roles;
    private readonly UnknownGrants? unknown;

    /// <summary>Builds an authorizer.</summary>
    /// <param name="objects">Roles, bindings and service accounts.</param>
    /// <param name="options">How objects are taken; null for the defaults.</param>
    public RbacAuthorizer(RbacObjects objects, RbacOptions? options = null)
    {
        _ = objects ?? throw new ArgumentNullException(nameof(objects));
        var gaps = new List<RbacGap>();
        var unresolved = new Dictionary<RbacBinding, RbacGap>();
        options ??= new RbacOptions();
        Roles = new RoleAggregation(StockRoles.Complete(objects, options, unresolved), gaps, isLeftAlone: !options.Aggregates).Resolve();
        ServiceAccounts = objects.ServiceAccounts;
        roles = new RoleTable(Roles, tables);
        bindings = [.. objects.Bindings.Where(b => b.IsClusterWide), .. objects.Bindings.Where(b => !b.IsClusterWide)];
        bound = Array.ConvertAll(bindings, roles.Find);
        for (int i = 0; i < bindings.Length; i++)
            if (bound[i] is { } role && bindings[i].IsNamespaceKnown)
                foreach (RbacSubject subject in bindings[i].Subjects)
                    HolderOf(subject)?.Add(bindings[i].Namespace, new SubjectEntry(i, subject, role));
        AddUnseen(objects, unresolved);
        RbacGaps.Collect(Roles, bindings, unresolved, gaps);
        gaps.AddRange(objects.Unseen.Select(s => s.Gap));
        Gaps = gaps;
        unknown = gaps.Count > 0 ? new UnknownGrants(bindings, roles, unresolved, objects) : null;
    }

    /// <summary>Builds an authorizer over resources.</summary>
    /// <param name="resources">Resources of any kind; roles, bindings and service accounts are taken.</param>
    /// <param name="options">How objects are taken; null for the defaults.</param>
    public static RbacAuthorizer Create(IEnumerable<Resource> resources, RbacOptions? options = null) => new(RbacObjects.Read(resources, options), options);

    /// <summary>The roles with their rules, aggregated ones with those of their parts; at the end the roles that are assumed.</summary>
    public IReadOnlyList<RbacRole> Roles { get; }

    /// <summary>The bindings: ClusterRoleBindings, then RoleBindings, each in source order.</summary>
    public IReadOnlyList<RbacBinding> Bindings => bindings;

    /// <summary>The service accounts.</summary>
    public IReadOnlyList<RbacSubject> ServiceAccounts { get; }

    /// <summary>What is not known and may allow more; empty where every answer is sure.</summary>
    public IReadOnlyList<RbacGap> Gaps { get; }

    /// <summary>Everybody who is bound to a role that exists, each once, in the order of the bindings.</summary>
    public IReadOnlyList<RbacSubject> Subjects => [.. Enumerable.Range(0, bindings.Length).Where(i => bound[i] is not null)
        .SelectMany(i => bindings[i].Subjects).Where(s => s.IsSomebody).Distinct()];

    /// <summary>Decides a request. What allows it is the first binding of several, ClusterRoleBindings before RoleBindings.</summary>
    /// <param name="request">The request.</param>
    public RbacDecision Can(RbacRequest request)
    {
        RbacUser user = (request ?? throw new ArgumentNullException(nameof(request))).User;
        if (user.IsMaster)
            return new RbacDecision(MastersGrant);
        var key = new RequestKey(request, tables);
        string space = request.Path is null ? request.Namespace : "";
        var search = new GrantSearch(key, space);
        if (user.Name.Length > 0 && users.TryGetValue(user.Name, out Holder? self))
            search.In(self);
        foreach (string group in user.GroupArray)
            if (groups.TryGetValue(group, out Holder? holder))
                search.In(holder);
        if (search.Rule is { } rule)
            return new RbacDecision(new RbacGrant(bindings[search.Entry.Binding], search.Entry.Subject, search.Entry.Role.Role, rule));
        return unknown?.Find(request) is { } gap ? new RbacDecision(gap) : default;
    }

    /// <summary>
    /// Tells who may do a request, whoever its user is: the group <c>system:masters</c> first, then the subjects of
    /// ClusterRoleBindings and of the namespace's RoleBindings, each once.
    /// </summary>
    /// <param name="request">The request.</param>
    public RbacHolders WhoCan(RbacRequest request)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        var key = new RequestKey(request, tables);
        var grants = new List<RbacGrant> { MastersGrant };
        var known = new HashSet<RbacSubject> { MastersGrant.Subject };
        var rules = new Dictionary<CompiledRole, RbacRule?>();
        for (int i = 0; i < bindings.Length; i++)
        {
            if (bound[i] is not { } role || !Holds(bindings[i], request))
                continue;
            if (!rules.TryGetValue(role, out RbacRule? rule))
                rules.Add(role, rule = role.Find(key));
            if (rule is not null)
                grants.AddRange(bindings[i].Subjects.Where(s => s.IsSomebody && known.Add(s)).Select(s => new RbacGrant(bindings[i], s, role.Role, rule)));
        }
        return new RbacHolders(grants, [.. unknown?.FindAll(request) ?? []]);
    }

    /// <summary>Tells what a user may do in a namespace, by all that he and his groups are bound to.</summary>
    /// <param name="user">The user with his groups.</param>
    /// <param name="namespace">The namespace; empty for what holds in the whole cluster alone.</param>
    public RbacPermissions WhatCan(RbacUser user, string @namespace)
    {
        _ = user ?? throw new ArgumentNullException(nameof(user));
        _ = @namespace ?? throw new ArgumentNullException(nameof(@namespace));
        var entries = new List<SubjectEntry>();
        foreach (Holder holder in HoldersOf(user))
        {
            entries.AddRange(holder.Cluster);
            entries.AddRange(holder.In(@namespace) ?? []);
        }
        var seen = new HashSet<int>();
        RbacGrant[] grants = [.. entries.OrderBy(e => e.Binding).Where(e => seen.Add(e.Binding))
            .SelectMany(e => e.Role.Role.Rules.Select(r => new RbacGrant(bindings[e.Binding], e.Subject, e.Role.Role, r)))];
        return new RbacPermissions(user, @namespace, grants, unknown is null ? [] : Gaps);
    }

    /// <summary>The namespaces in which a user or one of his groups is bound to something, by name.</summary>
    /// <param name="user">The user with his groups.</param>
    public IReadOnlyList<string> NamespacesOf(RbacUser user) =>
        [.. HoldersOf(user ?? throw new ArgumentNullException(nameof(user))).SelectMany(h => h.Namespaces).Distinct().OrderBy(n => n, StringComparer.Ordinal)];

    /// <summary>The role of a namespace and name with its rules; null for none.</summary>
    /// <param name="namespace">The namespace of a Role; null for a ClusterRole.</param>
    /// <param name="name">The name.</param>
    public RbacRole? FindRole(string? @namespace, string name) => roles.Find(@namespace, name ?? throw new ArgumentNullException(nameof(name)))?.Role;

    /// <summary>The role that a binding gives; null where there is none.</summary>
    /// <param name="binding">The binding.</param>
    public RbacRole? FindRole(RbacBinding binding) => roles.Find(binding ?? throw new ArgumentNullException(nameof(binding)))?.Role;

    /// <summary>Tells whether a user holds rules himself, as the API server asks when he writes roles and bindings.</summary>
    /// <param name="owner">The user.</param>
    /// <param name="namespace">The namespace that is written to; empty for ClusterRoles and ClusterRoleBindings.</param>
    /// <param name="asked">The rules that he would give.</param>
    public RbacCoverage Covers(RbacUser owner, string @namespace, IEnumerable<RbacRule> asked) =>
        (owner ?? throw new ArgumentNullException(nameof(owner))).IsMaster ? RbacCoverage.Full
        : RbacCoverage.Of(WhatCan(owner, @namespace).Rules, asked);

    /// <summary>The binding, subject and role of an entry.</summary>
    internal RbacGrant GrantOf(SubjectEntry entry) => new(bindings[entry.Binding], entry.Subject, entry.Role.Role, null);

    /// <summary>A binding gives nothing where its role is not there; where that could not be seen, it is not known.</summary>
    private void AddUnseen(RbacObjects objects, Dictionary<RbacBinding, RbacGap> unresolved)
    {
        for (int i = 0; i < bindings.Length; i++)
        {
            RbacBinding binding = bindings[i];
            bool gives = binding.IsRoleKnown && (binding.RoleKind == "ClusterRole" || (binding.RoleKind == "Role" && !binding.IsClusterWide));
            if (gives && bound[i] is null && objects.SpotOver(binding.RoleKind, binding.RoleKind == "Role" ? binding.Namespace : null) is { } spot)
                unresolved[binding] = RbacGaps.OfUnseenRole(binding, spot);
        }
    }

    private static bool Holds(RbacBinding binding, RbacRequest request) =>
        binding.IsClusterWide || (request.Path is null && request.Namespace.Length > 0 && binding.IsNamespaceKnown && binding.Namespace == request.Namespace);

    /// <summary>What a user and his groups hold.</summary>
    internal IEnumerable<Holder> HoldersOf(RbacUser user)
    {
        if (user.Name.Length > 0 && users.TryGetValue(user.Name, out Holder? self))
            yield return self;
        foreach (string group in user.Groups.Distinct())
            if (groups.TryGetValue(group, out Holder? holder))
                yield return holder;
    }

    private Holder? HolderOf(RbacSubject subject)
    {
        if (!subject.IsSomebody)
            return null;
        Dictionary<string, Holder> table = subject.Kind == RbacSubjectKind.Group ? groups : users;
        string name = subject.UserName;
        if (!table.TryGetValue(name, out Holder? holder))
            table.Add(name, holder = new Holder());
        return holder;
    }
}
