using ContainerSecurity.Resources;

namespace ContainerSecurity.Access.Paths;

/// <summary>What paths need to know besides roles and bindings: namespaces and their Pod Security, workloads and their accounts, Secrets with tokens.</summary>
public sealed class ClusterInventory
{
    private const string TokenType = "kubernetes.io/service-account-token";
    private const string TokenAccount = "kubernetes.io/service-account.name";

    private readonly HashSet<string> enforcing = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly HashSet<string> namespaces = new(StringComparer.Ordinal);
    private readonly List<InventoryWorkload> workloads = [];
    private readonly List<(string Namespace, string Secret, string Account)> tokenSecrets = [];
    private readonly HashSet<(string Namespace, string Name)> unmounted = [];
    private readonly string defaultNamespace;

    internal ClusterInventory(string defaultNamespace) => this.defaultNamespace = defaultNamespace;

    /// <summary>Takes an inventory of resources.</summary>
    /// <param name="resources">The resources; roles and bindings are passed over.</param>
    /// <param name="options">How objects are taken; null for the defaults.</param>
    public static ClusterInventory Read(IEnumerable<Resource> resources, RbacOptions? options = null)
    {
        var builder = new ClusterInventoryBuilder(options);
        foreach (Resource resource in resources ?? throw new ArgumentNullException(nameof(resources)))
            builder.Add(resource);
        return builder.Build();
    }

    /// <summary>Takes an inventory of what a rule sees.</summary>
    internal static ClusterInventory Read(ResourceSet set)
    {
        var inventory = new ClusterInventory(new RbacOptions().DefaultNamespace);
        foreach (string kind in new[] { "Namespace", "ServiceAccount", "Secret", "ConfigMap" })
            foreach (KubernetesResource resource in set.OfKind(kind))
                inventory.Add(resource, []);
        inventory.Add(set.Workloads);
        return inventory;
    }

    /// <summary>What could not be seen, so that there may be more ways than are known. Empty where all was.</summary>
    public IReadOnlyList<RbacGap> Gaps { get; internal init; } = [];

    internal IReadOnlyCollection<string> Namespaces => namespaces;

    internal IReadOnlyList<InventoryWorkload> Workloads => workloads;

    internal IReadOnlyList<(string Namespace, string Secret, string Account)> TokenSecrets => tokenSecrets;

    /// <summary>Whether the cluster has the ConfigMap by which EKS maps identities.</summary>
    internal bool HasAwsAuth { get; private set; }

    /// <summary>Whether a namespace surely enforces a level that forbids privileged pods.</summary>
    internal bool ForbidsPrivileged(string @namespace) => enforcing.Contains(@namespace) && !open.Contains(@namespace);

    internal void Add(Resource resource, List<WorkloadSummary> found)
    {
        switch (resource)
        {
            case Namespace { Name.IsKnown: true } space:
                namespaces.Add(space.Name.Value);
                (space.PodSecurityEnforce.Is(l => l is "baseline" or "restricted") ? enforcing : open).Add(space.Name.Value);
                break;
            case ServiceAccount { Name.IsKnown: true } account when account.AutomountToken.Is(false):
                unmounted.Add((NamespaceOf(account), account.Name.Value));
                break;
            case Secret secret when secret.Type.Is(TokenType) && secret.Annotations[TokenAccount] is { IsKnown: true } owner && secret.Name.IsKnown:
                tokenSecrets.Add((NamespaceOf(secret), secret.Name.Value, owner.Value));
                break;
            case ConfigMap map when map.Name.Is("aws-auth") && map.Namespace.Is("kube-system"):
                HasAwsAuth = true;
                break;
            case Workload { Platform: Platform.Kubernetes } workload:
                found.Add(new WorkloadSummary(workload));
                break;
        }
    }

    internal void Add(IEnumerable<WorkloadSummary> facts)
    {
        foreach (WorkloadSummary workload in facts)
        {
            if (!workload.IsNamespaceKnown || workload.IsOwned)
                continue;
            string space = string.IsNullOrEmpty(workload.Identity.Namespace) ? defaultNamespace : workload.Identity.Namespace!;
            bool mounts = workload.MountsToken ?? (workload.ServiceAccount is not { } account || !unmounted.Contains((space, account)));
            namespaces.Add(space);
            workloads.Add(new InventoryWorkload(workload, space, mounts));
        }
    }

    private string NamespaceOf(Resource resource) => resource.Namespace.Is(n => n.Length > 0) ? resource.Namespace.Value : defaultNamespace;
}
