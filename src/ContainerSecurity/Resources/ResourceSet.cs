using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Resources;

/// <summary>All resources that are judged together, for rules that need to see more than one: workloads as facts, other kinds whole.</summary>
public sealed class ResourceSet
{
    private readonly Dictionary<Type, object> derived = [];
    private readonly IEnumerable<Resource> source;
    private Index? index;
    private BoundRoles? roles;

    /// <summary>Creates a set. It is sorted when it is first asked.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="isComplete">Whether these are all resources of the cluster or namespace, so that what is not here does not exist.</param>
    public ResourceSet(IEnumerable<Resource> resources, bool isComplete)
    {
        source = resources ?? throw new ArgumentNullException(nameof(resources));
        IsComplete = isComplete;
    }

    internal ResourceSet(IEnumerable<KubernetesResource> resources, IEnumerable<WorkloadSummary> workloads, bool isComplete)
        : this(resources, isComplete) => index = new Index(resources, workloads);

    /// <summary>What is made of the whole set, once for all who ask for it.</summary>
    /// <typeparam name="T">What is made.</typeparam>
    /// <param name="make">Makes it; where it throws, it is asked again the next time.</param>
    internal T Derive<T>(Func<ResourceSet, T> make)
        where T : class
    {
        lock (derived)
        {
            if (!derived.TryGetValue(typeof(T), out object? known))
                derived.Add(typeof(T), known = make(this));
            return (T)known;
        }
    }

    /// <summary>Whether what is not here does not exist. Rules about missing resources are silent otherwise.</summary>
    public bool IsComplete { get; }

    /// <summary>All workloads.</summary>
    public IReadOnlyList<WorkloadSummary> Workloads => Sorted.Workloads;

    private Index Sorted => index ??= new Index(source.OfType<KubernetesResource>(), source.OfType<Workload>().Where(w => w.Platform == Platform.Kubernetes)
        .Select(w => new WorkloadSummary(w)));

    /// <summary>Roles and bindings, each with the other.</summary>
    internal BoundRoles Roles => roles ??= new BoundRoles(this);

    /// <summary>All resources of a kind that is no workload, such as <c>NetworkPolicy</c>.</summary>
    public IReadOnlyList<KubernetesResource> OfKind(string kind) =>
        Sorted.ByKind.TryGetValue(kind, out List<KubernetesResource>? list) ? list : [];

    /// <summary>The resources of a kind that has a type of its own, in a namespace or in one that is not known.</summary>
    /// <param name="kind">The kind, such as <c>NetworkPolicy</c>.</param>
    /// <param name="namespace">The namespace as written.</param>
    public IEnumerable<TResource> InNamespace<TResource>(string kind, Field<string> @namespace)
        where TResource : KubernetesResource => OfKind(kind).OfType<TResource>().Where(r => MaySameNamespace(r.Namespace, @namespace));

    /// <summary>The resource of a kind, namespace and name; null where the set has none.</summary>
    public KubernetesResource? Find(string kind, string? @namespace, string name)
    {
        foreach (KubernetesResource resource in OfKind(kind))
            if (resource.Name.Is(name) && SameNamespace(resource.Identity.Namespace, @namespace))
                return resource;
        return null;
    }

    /// <summary>Whether two namespaces as written are the same; none written means <c>default</c>.</summary>
    public static bool SameNamespace(string? left, string? right) => string.Equals(OrDefault(left), OrDefault(right), StringComparison.Ordinal);

    /// <summary>Whether two namespaces may be the same: one that is not known may be any.</summary>
    public static bool MaySameNamespace(Field<string> left, Field<string> right) =>
        left.IsUnknown || right.IsUnknown || SameNamespace(left.Or(""), right.Or(""));

    private static string OrDefault(string? name) => string.IsNullOrEmpty(name) ? "default" : name!;

    private sealed class Index
    {
        private readonly Lazy<WorkloadSummary[]> workloads;

        public Index(IEnumerable<KubernetesResource> resources, IEnumerable<WorkloadSummary> workloads)
        {
            this.workloads = new Lazy<WorkloadSummary[]>(() => [.. workloads]);
            foreach (KubernetesResource resource in resources)
            {
                if (!ByKind.TryGetValue(resource.Kind, out List<KubernetesResource>? list))
                    ByKind.Add(resource.Kind, list = []);
                list.Add(resource);
            }
        }

        /// <summary>The workloads, which are many, and which only some resources are compared with.</summary>
        public WorkloadSummary[] Workloads => workloads.Value;

        public Dictionary<string, List<KubernetesResource>> ByKind { get; } = new(StringComparer.Ordinal);
    }
}
