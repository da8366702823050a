using ContainerSecurity.Access.Compiled;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Access.Paths;

/// <summary>Makes the graph: who is there, what pods run as, and where the rights of each lead.</summary>
internal sealed class EscalationGraphBuilder
{
    private const string System = "kube-system";

    private readonly RbacAuthorizer authorizer;
    private readonly ClusterInventory inventory;
    private readonly EscalationEdges edges;
    private readonly Dictionary<CompiledRole, RolePowers> powers = [];
    private readonly Dictionary<RbacSubject, int> subjects = [];

    public EscalationGraphBuilder(RbacAuthorizer authorizer, ClusterInventory inventory)
    {
        this.authorizer = authorizer;
        this.inventory = inventory;
        edges = new EscalationEdges(Graph, inventory, authorizer);
    }

    public AccessGraph Graph { get; } = new();

    /// <summary>Everybody who holds something, with the number of his node.</summary>
    public IReadOnlyDictionary<RbacSubject, int> Subjects => subjects;

    public void Build()
    {
        foreach (RbacSubject subject in authorizer.Subjects.Concat(authorizer.ServiceAccounts))
            Add(subject);
        foreach (InventoryWorkload workload in inventory.Workloads)
            if (workload.Facts.ServiceAccount is { } account)
                Add(new RbacSubject(RbacSubjectKind.ServiceAccount, account, workload.Namespace));
        AddGroups();
        AddWorkloads();
        foreach (KeyValuePair<RbacSubject, int> subject in subjects)
            AddRights(subject.Key, subject.Value);
        edges.FollowRoles();
        edges.AddMoves();
    }

    private void Add(RbacSubject subject)
    {
        RbacSubject self = subject.Kind == RbacSubjectKind.User && RbacUser.TryAccount(subject.Name, out string space, out string account)
            ? new RbacSubject(RbacSubjectKind.ServiceAccount, account, space) : subject;
        if (!subjects.ContainsKey(self))
            subjects.Add(self, Graph.Add(KindOf(self), NameOf(self), subject.Location));
    }

    private static EscalationNodeKind KindOf(RbacSubject subject) => subject.Kind switch
    {
        RbacSubjectKind.Group => EscalationNodeKind.Group,
        RbacSubjectKind.ServiceAccount => EscalationNodeKind.ServiceAccount,
        _ => EscalationNodeKind.User,
    };

    private static string NameOf(RbacSubject subject) => subject.Namespace is null ? subject.Name : $"{subject.Namespace}/{subject.Name}";

    /// <summary>The accounts and pods of each namespace and of the cluster, as nodes that hold them.</summary>
    private void AddGroups()
    {
        int allAccounts = Graph.Add(EscalationNodeKind.ServiceAccounts, ""), allPods = Graph.Add(EscalationNodeKind.Pods, "");
        IEnumerable<string> known = inventory.Namespaces
            .Concat(subjects.Keys.Select(s => s.Namespace).OfType<string>())
            .Concat(authorizer.Bindings.Select(b => b.Namespace).OfType<string>())
            .Append(System);
        foreach (string space in known.Distinct().OrderBy(n => n, StringComparer.Ordinal))
        {
            int accounts = Graph.Add(EscalationNodeKind.ServiceAccounts, space), pods = Graph.Add(EscalationNodeKind.Pods, space);
            Hold(allAccounts, accounts);
            Hold(allPods, pods);
        }
        foreach (KeyValuePair<RbacSubject, int> subject in subjects)
            if (subject.Key.Namespace is { } space)
                Hold(Graph.Add(EscalationNodeKind.ServiceAccounts, space), subject.Value);
        Graph.Add(new GraphEdge(Graph.Add(EscalationNodeKind.ServiceAccounts, System), Graph.Cluster, EscalationEdge.SystemAccounts, [], ""));
    }

    private void Hold(int whole, int part) => Graph.Add(new GraphEdge(whole, part, null, [], ""));

    private void AddWorkloads()
    {
        foreach (InventoryWorkload workload in inventory.Workloads)
        {
            DocumentLocation place = workload.Facts.Location;
            int number = Graph.Add(EscalationNodeKind.Workload, workload.Title, place);
            Hold(Graph.Add(EscalationNodeKind.Pods, workload.Namespace), number);
            if (workload.MountsToken && workload.Facts.ServiceAccount is { } account
                && Graph.Find(EscalationNodeKind.ServiceAccount, $"{workload.Namespace}/{account}") is { } owner)
            {
                Graph.Add(new GraphEdge(number, owner, EscalationEdge.MountedAccount, [], "", null, place));
                Graph.Add(new GraphEdge(workload.IsOnEveryNode ? Graph.Node : Graph.AnyNode, owner, EscalationEdge.NodeTokens, [], "", null, place));
            }
            if (workload.Facts.NodeAccess is { } access)
                Graph.Add(new GraphEdge(number, workload.IsOnEveryNode ? Graph.AnyNode : Graph.Node, EscalationEdge.PrivilegedWorkload, [], "", access, place));
        }
        // Where no workload of a namespace is known, any of its accounts may run there.
        var known = new HashSet<string>(inventory.Workloads.Select(w => w.Namespace), StringComparer.Ordinal);
        foreach (string space in inventory.Namespaces.Concat(subjects.Keys.Select(s => s.Namespace).OfType<string>()).Distinct().ToArray())
            if (!known.Contains(space))
                Hold(Graph.Add(EscalationNodeKind.Pods, space), Graph.Add(EscalationNodeKind.ServiceAccounts, space));
    }

    private void AddRights(RbacSubject subject, int number)
    {
        var cluster = new PowerSet();
        var local = new SortedDictionary<string, PowerSet>(StringComparer.Ordinal);
        RbacUser user = subject.ToUser();
        if (user.IsMaster)
            return;
        foreach (Holder holder in authorizer.HoldersOf(user))
        {
            foreach (SubjectEntry entry in holder.Cluster)
                cluster.Add(PowersOf(entry.Role), authorizer.GrantOf(entry), isCluster: true);
            foreach (string space in holder.Namespaces)
                foreach (SubjectEntry entry in holder.In(space)!)
                    Of(local, space).Add(PowersOf(entry.Role), authorizer.GrantOf(entry), isCluster: false);
        }
        edges.Add(number, new Powers(cluster, cluster, ""), user);
        foreach (KeyValuePair<string, PowerSet> scope in local)
            if (!scope.Value.IsEmpty)
                edges.Add(number, new Powers(scope.Value, cluster, scope.Key), user);
    }

    private static PowerSet Of(SortedDictionary<string, PowerSet> local, string space)
    {
        if (!local.TryGetValue(space, out PowerSet? set))
            local.Add(space, set = new PowerSet());
        return set;
    }

    private RolePowers PowersOf(CompiledRole role)
    {
        if (!powers.TryGetValue(role, out RolePowers? known))
            powers.Add(role, known = new RolePowers(role.Role.Rules));
        return known;
    }
}
