using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>Chooses the kinds that are scanned, and puts those that make others first: what they made is told by them.</summary>
/// <param name="templates">Where kinds carry pods.</param>
/// <param name="asked">The kinds that somebody asked for; empty for the usual ones.</param>
internal sealed class KindSelection(PodTemplates templates, IReadOnlyList<string> asked)
{
    private readonly Dictionary<string, int> places = templates.Kinds.Select((k, i) => (k, i)).ToDictionary(p => p.k, p => p.i, StringComparer.Ordinal);

    public const string Every = "*";

    /// <summary>Kinds of Kubernetes' own that rules speak of and that carry no pod. Secrets are read where somebody asks for them.</summary>
    private static readonly HashSet<string> Spoken = new(StringComparer.Ordinal)
    {
        "Namespace", "ServiceAccount", "ConfigMap", "PersistentVolume", "PersistentVolumeClaim", "Service", "ResourceQuota", "LimitRange",
        "Ingress.networking.k8s.io", "NetworkPolicy.networking.k8s.io", "PodDisruptionBudget.policy", "HorizontalPodAutoscaler.autoscaling",
            "ScaledObject.keda.sh",
        "Role.rbac.authorization.k8s.io", "RoleBinding.rbac.authorization.k8s.io", "ClusterRole.rbac.authorization.k8s.io",
            "ClusterRoleBinding.rbac.authorization.k8s.io",
    };

    /// <summary>
    /// What Kubernetes' own controllers make, and the more often it is made by others the later: it is told at its
    /// maker, which must be known before.
    /// </summary>
    private static readonly Dictionary<string, int> Made = new(StringComparer.Ordinal)
    {
        ["Deployment.apps"] = 1,
        ["StatefulSet.apps"] = 1,
        ["DaemonSet.apps"] = 1,
        ["ReplicaSet.apps"] = 2,
        ["ReplicationController"] = 2,
        ["Job.batch"] = 2,
        ["Pod"] = 3,
    };

    /// <summary>Groups whose objects say what is policy.</summary>
    private static readonly HashSet<string> PolicyGroups =
        new(StringComparer.Ordinal) { "kyverno.io", "policies.kyverno.io", "templates.gatekeeper.sh", "constraints.gatekeeper.sh" };

    private static readonly HashSet<string> PolicyKinds = new(StringComparer.Ordinal) { "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding" };

    /// <summary>The kinds to scan, in order. Each object is in one: of a kind that two groups serve, the group that is not the older one counts.</summary>
    public IReadOnlyList<ClusterKind> Choose(IEnumerable<ClusterKind> served) => [.. served.Where(IsChosen).OrderBy(OrderOf)];

    /// <summary>The names that were asked for and that the server does not serve.</summary>
    public IEnumerable<string> Unknown(IEnumerable<ClusterKind> served) => asked.Where(a => a != Every && !served.Any(k => IsNamed(k, a)));

    /// <summary>Whether objects of a kind run containers, or make others that do.</summary>
    public bool CarriesPods(ClusterKind kind) => places.ContainsKey(kind.FullName);

    /// <summary>The kinds of the cluster's own policies.</summary>
    public static IEnumerable<ClusterKind> OfPolicies(IEnumerable<ClusterKind> served) =>
        served.Where(k => PolicyGroups.Contains(k.Group) || (k.Group == "admissionregistration.k8s.io" && PolicyKinds.Contains(k.Name)));

    private bool IsChosen(ClusterKind kind) =>
        !IsOlderTwin(kind) && (asked.Count == 0 ? Spoken.Contains(kind.FullName) || CarriesPods(kind) : asked.Any(a => a == Every || IsNamed(kind, a)));

    private static bool IsNamed(ClusterKind kind, string name) =>
        string.Equals(kind.FullName, name, StringComparison.OrdinalIgnoreCase) || string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(kind.Plural, name, StringComparison.OrdinalIgnoreCase) || string.Equals(kind.Resource, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Servers give the objects of these groups under a newer one too.</summary>
    private static bool IsOlderTwin(ClusterKind kind) => kind.Group == "extensions" || kind.FullName is "Event" or "PodMetrics.metrics.k8s.io";

    /// <summary>
    /// Kinds without pods first, then custom resources as the table has them, makers before what they make, then
    /// Kubernetes' own controllers, pods last.
    /// </summary>
    private (int, int) OrderOf(ClusterKind kind) =>
        !CarriesPods(kind) ? (kind.Name == "Namespace" ? 0 : 1, 0) : (2 + Made.GetValueOrDefault(kind.FullName), places[kind.FullName]);
}
