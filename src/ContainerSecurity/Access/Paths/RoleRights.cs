namespace ContainerSecurity.Access.Paths;

/// <summary>Adds the edges of binding and widening roles, and follows the rights of the roles that are reached so.</summary>
/// <param name="graph">The graph.</param>
/// <param name="authorizer">Roles and bindings.</param>
internal sealed class RoleRights(AccessGraph graph, RbacAuthorizer authorizer)
{
    private const string AnyRole = "any role";

    private static readonly RbacRole Everything = new(AnyRole, null, new RbacRule { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] });

    private readonly ILookup<string, RbacRole> byNamespace = authorizer.Roles.Where(r => !r.IsClusterRole).ToLookup(r => r.Namespace!, StringComparer.Ordinal);
    private readonly HashSet<int> known = [];
    private readonly Queue<(int Node, Powers Powers)> waiting = new();

    /// <summary>The next role whose rights lead further; null for none.</summary>
    public (int Node, Powers Powers)? Next() => waiting.Count > 0 ? waiting.Dequeue() : null;

    /// <summary>Adds the edges of one scope.</summary>
    /// <param name="scope">Who asks, and where.</param>
    /// <param name="user">Who he is; null for the rights of a role.</param>
    public void Add(EdgeScope scope, RbacUser? user)
    {
        if (scope.Powers.IsCluster)
        {
            AddClusterBindings(scope);
            AddClusterRoles(scope, user);
        }
        else if (user is not null)
        {
            AddRoles(scope, user);
        }
        AddBindings(scope);
    }

    /// <summary>Without the verb bind, the API server asks who writes a binding to hold all the rights himself, so that nothing is won.</summary>
    private void AddClusterBindings(EdgeScope scope)
    {
        if (scope.Powers.Unbound(Power.WriteClusterRoleBindings) is not { } write)
            return;
        foreach (PowerGrant bind in scope.Powers.Own(Power.BindClusterRoles))
            foreach (RbacRole role in RolesOf(bind, null))
                Lead(scope, role, "", EscalationEdge.BindRole, bind, write);
    }

    private void AddBindings(EdgeScope scope)
    {
        if (scope.Powers.Unbound(Power.WriteRoleBindings) is not { } write)
            return;
        string space = scope.Powers.Namespace;
        foreach (PowerGrant bind in scope.Powers.All(Power.BindClusterRoles))
            foreach (RbacRole role in RolesOf(bind, null))
                Lead(scope, role, space.Length > 0 ? space : "*", EscalationEdge.BindRole, bind, write);
        if (space.Length > 0)
            foreach (PowerGrant bind in scope.Powers.All(Power.BindRoles))
                foreach (RbacRole role in bind.IsUnbound ? byNamespace[space] : RolesOf(bind, space))
                    Lead(scope, role, space, EscalationEdge.BindRole, bind, write);
    }

    /// <summary>A ClusterRole that one holds is widened; without names it is the one that gives the right itself.</summary>
    private void AddClusterRoles(EdgeScope scope, RbacUser? user)
    {
        foreach (PowerGrant[] both in Widened(scope, user, Power.EscalateClusterRoles, Power.ChangeClusterRoles))
            scope.Lead(graph.Cluster, EscalationEdge.EscalateRole, both);
    }

    private void AddRoles(EdgeScope scope, RbacUser user)
    {
        foreach (PowerGrant[] both in Widened(scope, user, Power.EscalateRoles, Power.ChangeRoles))
            Lead(scope, Everything, scope.Powers.Namespace, EscalationEdge.EscalateRole, both);
    }

    /// <summary>The rights to widen and to change a role that the user holds: in the cluster a ClusterRole, in a namespace one of its Roles.</summary>
    private IEnumerable<PowerGrant[]> Widened(EdgeScope scope, RbacUser? user, Power escalate, Power change)
    {
        var widening = new NamedGrants(scope.Powers.All(escalate));
        var changing = new NamedGrants(scope.Powers.All(change));
        if (widening.IsEmpty || changing.IsEmpty)
            return [];
        if (user is null)
            return widening.Unbound is { } all && changing.Unbound is { } any ? [[all, any]] : [];
        string space = scope.Powers.Namespace;
        return authorizer.HoldersOf(user).SelectMany(h => space.Length == 0 ? h.Cluster : h.In(space) ?? []).Select(e => e.Role.Role)
            .Where(r => r.IsClusterRole == (space.Length == 0)).Select(r => r.Name).Distinct()
            .Where(n => widening.Over(n) is not null && changing.Over(n) is not null)
            .Select(n => new[] { widening.Over(n)!, changing.Over(n)! }).Take(1);
    }

    private IEnumerable<RbacRole> RolesOf(PowerGrant bind, string? space) =>
        bind.IsUnbound ? [Everything] : bind.Source.Names!.Select(n => authorizer.FindRole(space, n) ?? Stock(n, space)).OfType<RbacRole>();

    private static RbacRole? Stock(string name, string? space) => space is null ? Compiled.StockRoles.Find(name) : null;

    private void Lead(EdgeScope scope, RbacRole role, string space, EscalationEdge kind, params PowerGrant[] grants)
    {
        string title = role == Everything
            ? space switch { "" => "cluster-admin", "*" => "cluster-admin in any namespace", _ => $"cluster-admin in namespace {space}" }
            : space switch { "" => role.ToString(), "*" => $"{role} in any namespace", _ => $"{role} in namespace {space}" };
        int node = graph.Add(EscalationNodeKind.Role, title, role.Location);
        scope.Lead(node, kind, grants);
        if (!known.Add(node))
            return;
        var set = new PowerSet();
        RbacGrant origin = grants[0].Grant with { Role = role };
        bool isCluster = space.Length == 0;
        set.Add(new RolePowers(role.Rules), origin, isCluster);
        waiting.Enqueue((node, new Powers(set, set, space == "*" ? "" : space)));
    }
}
