namespace ContainerSecurity.Access.Paths;

/// <summary>Adds the edges that rights give: each of the known ways, with all that it needs.</summary>
/// <param name="graph">The graph.</param>
/// <param name="inventory">Namespaces, workloads and Secrets.</param>
/// <param name="authorizer">Roles and bindings.</param>
internal sealed class EscalationEdges(AccessGraph graph, ClusterInventory inventory, RbacAuthorizer authorizer)
{
    private const string System = "kube-system";
    private const string ClientSigner = "kubernetes.io/kube-apiserver-client";

    /// <summary>A user of every cluster who may make the token of any account.</summary>
    private const string ControllerManager = "system:kube-controller-manager";

    private ILookup<string, int>? accounts;
    private readonly RoleRights roles = new(graph, authorizer);
    private readonly List<(EdgeScope Scope, PowerGrant Nodes, PowerGrant Move)> moves = [];
    private readonly WorkloadIndex workloads = new(inventory.Workloads);
    private readonly ILookup<string, (string Namespace, string Secret, string Account)> tokensByName =
        inventory.TokenSecrets.ToLookup(t => t.Secret, StringComparer.Ordinal);
    private readonly ILookup<string, (string Namespace, string Secret, string Account)> tokensByNamespace =
        inventory.TokenSecrets.ToLookup(t => t.Namespace, StringComparer.Ordinal);

    /// <summary>Adds the edges of one who asks, in one scope.</summary>
    /// <param name="from">The number of his node.</param>
    /// <param name="powers">What he may do there.</param>
    /// <param name="user">Who he is; null for the rights of a role.</param>
    public void Add(int from, Powers powers, RbacUser? user)
    {
        var scope = new EdgeScope(graph, from, powers);
        if (powers.IsCluster && powers.Unbound(Power.DoEverything) is { } everything)
            scope.Lead(graph.Cluster, EscalationEdge.Administrator, everything);
        AddWorkloads(scope);
        AddPods(scope);
        AddSecrets(scope);
        AddIdentities(scope);
        roles.Add(scope, user);
        if (powers.IsCluster)
            AddCluster(scope);
        if (powers.Namespace is "" or System && inventory.HasAwsAuth
            && powers.Own(Power.WriteConfigMaps).FirstOrDefault(g => g.Reaches("aws-auth")) is { } write)
            scope.Lead(graph.Cluster, EscalationEdge.AwsAuth, write);
    }

    /// <summary>Adds the edges of the roles that others may bind themselves to, and of those that these may bind.</summary>
    public void FollowRoles()
    {
        while (roles.Next() is var (node, powers))
            Add(node, powers, user: null);
    }

    /// <summary>Adds the moving of pods, of those who get to a node by other edges.</summary>
    public void AddMoves()
    {
        int[] distances = graph.DistancesTo(graph.Node);
        foreach ((EdgeScope scope, PowerGrant nodes, PowerGrant move) in moves)
            if (distances[scope.From] != AccessGraph.Unreachable)
                scope.Lead(scope.Pods, EscalationEdge.MovePods, nodes, move);
    }

    private void AddWorkloads(EdgeScope scope)
    {
        if (scope.Powers.Own(Power.CreateWorkloads).FirstOrDefault(g => g.IsUnbound) is { } create)
        {
            scope.Lead(scope.Accounts, EscalationEdge.CreateWorkload, create);
            AddPrivileged(scope, create);
        }
        if (scope.Powers.Own(Power.ChangeControllers).FirstOrDefault(g => MayReachController(scope, g)) is { } change)
        {
            scope.Lead(scope.Accounts, EscalationEdge.ChangeWorkload, change);
            AddPrivileged(scope, change);
        }
    }

    /// <summary>A pod of one's making is root on its node, where Pod Security does not forbid it or can be got round.</summary>
    private void AddPrivileged(EdgeScope scope, PowerGrant pods)
    {
        string space = scope.Powers.Namespace;
        if (scope.Powers.IsCluster || !inventory.ForbidsPrivileged(space))
        {
            scope.Lead(graph.AnyNode, EscalationEdge.PrivilegedPod, pods);
            return;
        }
        if (scope.Powers.Over(Power.ChangeNamespaces, space) is { } relabel)
            scope.Lead(graph.AnyNode, EscalationEdge.RelabelNamespace, pods, relabel);
        if (scope.Powers.Unbound(Power.CreatePersistentVolumes) is { } volume && scope.Powers.Unbound(Power.CreateClaims) is { } claim)
            scope.Lead(graph.AnyNode, EscalationEdge.PersistentVolume, pods, volume, claim);
    }

    /// <summary>Whether there may be a controller that a right to change reaches: one that is known, or any where no workload is.</summary>
    private bool MayReachController(EdgeScope scope, PowerGrant grant)
    {
        string space = scope.Powers.Namespace;
        return !workloads.HasAny(space)
            || (grant.Source.Names is { } names ? names.Any(n => workloads.HasController(space, n)) : workloads.HasController(space));
    }

    private void AddPods(EdgeScope scope)
    {
        LeadToPods(scope, Power.ChangePods, EscalationEdge.ChangePod);
        LeadToPods(scope, Power.EnterPods, EscalationEdge.EnterPod);
        LeadToPods(scope, Power.DebugPods, EscalationEdge.DebugPod);
        foreach (PowerGrant debug in scope.Powers.Own(Power.DebugPods))
            AddPrivileged(scope, debug);
    }

    private void LeadToPods(EdgeScope scope, Power power, EscalationEdge kind)
    {
        string space = scope.Powers.Namespace;
        foreach (PowerGrant grant in scope.Powers.Own(power))
            if (grant.Source.Names is not { } names || !workloads.HasAny(space))
                scope.Lead(scope.Pods, kind, grant);
            else
                foreach (InventoryWorkload workload in names.SelectMany(n => workloads.OfPod(space, n)).Distinct())
                    scope.Lead(graph.Add(EscalationNodeKind.Workload, workload.Title), kind, grant);
    }

    private void AddSecrets(EdgeScope scope)
    {
        string space = scope.Powers.Namespace;
        foreach (PowerGrant read in scope.Powers.Own(Power.ReadSecrets))
        {
            if (read.IsUnbound && space is "" or System)
                scope.Lead(graph.Cluster, EscalationEdge.SystemSecrets, read);
            IEnumerable<(string Namespace, string Secret, string Account)> tokens = read.Source.Names is { } names ? names.SelectMany(n => tokensByName[n])
                : space.Length == 0 ? inventory.TokenSecrets : tokensByNamespace[space];
            foreach ((string home, _, string account) in tokens)
                if ((space.Length == 0 || home == space) && graph.Find(EscalationNodeKind.ServiceAccount, $"{home}/{account}") is { } owner)
                    scope.Lead(owner, EscalationEdge.ReadTokenSecret, read);
        }
        // Who makes a Secret chooses its name, so a right to read one by name is enough.
        if (scope.Powers.Unbound(Power.CreateSecrets) is { } create && scope.Powers.All(Power.ReadSecrets).FirstOrDefault() is { } readBack)
            scope.Lead(scope.Accounts, EscalationEdge.MakeTokenSecret, create, readBack);
    }

    private void AddIdentities(EdgeScope scope)
    {
        LeadToAccounts(scope, Power.CreateTokens, EscalationEdge.CreateToken);
        LeadToAccounts(scope, Power.ImpersonateAccounts, EscalationEdge.Impersonate);
        foreach (PowerGrant users in scope.Powers.Own(Power.ImpersonateUsers))
        {
            if (users.Reaches(ControllerManager))
                scope.Lead(graph.Cluster, EscalationEdge.Impersonate, $"such as {ControllerManager}, who makes the token of any service account", users);
            foreach (string name in users.Source.Names ?? [])
                if (FindUser(name) is { } user)
                    scope.Lead(user, EscalationEdge.Impersonate, users);
        }
        AddGroups(scope);
    }

    /// <summary>Groups are impersonated together with a user, whoever that is.</summary>
    private void AddGroups(EdgeScope scope)
    {
        if (scope.Powers.All(Power.ImpersonateUsers).Concat(scope.Powers.All(Power.ImpersonateAccounts)).FirstOrDefault() is not { } somebody)
            return;
        foreach (PowerGrant groups in scope.Powers.All(Power.ImpersonateGroups))
        {
            if (groups.Reaches(RbacUser.Masters))
                scope.Lead(graph.Cluster, EscalationEdge.Impersonate, $"in the group {RbacUser.Masters}", groups, somebody);
            foreach (string name in groups.Source.Names ?? [])
                if (graph.Find(EscalationNodeKind.Group, name) is { } group)
                    scope.Lead(group, EscalationEdge.Impersonate, groups, somebody);
        }
    }

    private int? FindUser(string name) => RbacUser.TryAccount(name, out string space, out string account)
        ? graph.Find(EscalationNodeKind.ServiceAccount, $"{space}/{account}")
        : graph.Find(EscalationNodeKind.User, name);

    private void LeadToAccounts(EdgeScope scope, Power power, EscalationEdge kind)
    {
        foreach (PowerGrant grant in scope.Powers.Own(power))
            if (grant.IsUnbound)
                scope.Lead(scope.Accounts, kind, grant);
            else
                foreach (int account in AccountsNamed(scope, grant.Source.Names!))
                    scope.Lead(account, kind, grant);
    }

    private IEnumerable<int> AccountsNamed(EdgeScope scope, IReadOnlyList<string> names)
    {
        if (!scope.Powers.IsCluster)
            return names.Select(n => graph.Find(EscalationNodeKind.ServiceAccount, $"{scope.Powers.Namespace}/{n}")).OfType<int>();
        accounts ??= Enumerable.Range(0, graph.Count).Where(i => graph[i].Kind == EscalationNodeKind.ServiceAccount)
            .ToLookup(i => graph[i].Name.Substring(graph[i].Name.IndexOf('/') + 1), StringComparer.Ordinal);
        return names.SelectMany(n => accounts[n]);
    }

    private void AddCluster(EdgeScope scope)
    {
        Powers powers = scope.Powers;
        if (powers.Own(Power.WriteMutatingWebhooks).FirstOrDefault() is { } webhook)
            scope.Lead(graph.Cluster, EscalationEdge.MutatingWebhook, webhook);
        if (powers.Own(Power.WriteMutatingPolicies).FirstOrDefault() is { } policy
            && powers.Own(Power.WriteMutatingPolicyBindings).FirstOrDefault() is { } binding)
            scope.Lead(graph.Cluster, EscalationEdge.MutatingPolicy, policy, binding);
        if (powers.Own(Power.ReachKubelet).FirstOrDefault() is { } kubelet)
            scope.Lead(graph.AnyNode, EscalationEdge.Kubelet, kubelet);
        if (powers.Unbound(Power.RequestCertificates) is { } request && powers.Own(Power.ApproveCertificates).FirstOrDefault() is { } approve
            && powers.Own(Power.ReadCertificates).FirstOrDefault() is { } read
            && powers.Own(Power.ApproveForSigner).FirstOrDefault(g => g.Reaches(ClientSigner) || g.Reaches("kubernetes.io/*")) is { } signer)
            scope.Lead(graph.Cluster, EscalationEdge.Certificate, request, approve, signer, read);
        if (powers.Own(Power.ChangeNodes).FirstOrDefault() is { } nodes && powers.Own(Power.MovePods).FirstOrDefault() is { } move)
            moves.Add((scope, nodes, move));
    }
}
