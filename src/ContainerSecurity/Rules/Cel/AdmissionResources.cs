namespace ContainerSecurity.Rules.Cel;

/// <summary>Resources of an API group as the API server names them in a request.</summary>
/// <param name="Group">The API group, empty for the core group.</param>
/// <param name="Names">The resources, subresources as <c>pods/ephemeralcontainers</c>.</param>
internal sealed record AdmissionResources(string Group, params string[] Names)
{
    private const string RbacGroup = "rbac.authorization.k8s.io";

    /// <summary>Pods, and what is added to them while they run.</summary>
    public static IReadOnlyList<AdmissionResources> Pods { get; } = [new("", "pods", "pods/ephemeralcontainers")];

    /// <summary>Whatever runs containers.</summary>
    public static IReadOnlyList<AdmissionResources> Workloads { get; } =
    [
        new("", "pods", "pods/ephemeralcontainers", "podtemplates", "replicationcontrollers"),
        new("apps", "deployments", "statefulsets", "daemonsets", "replicasets"),
        new("batch", "jobs", "cronjobs"),
    ];

    /// <summary>Deployments.</summary>
    public static IReadOnlyList<AdmissionResources> Deployments { get; } = [new("apps", "deployments")];

    /// <summary>Jobs.</summary>
    public static IReadOnlyList<AdmissionResources> Jobs { get; } = [new("batch", "jobs")];

    /// <summary>CronJobs.</summary>
    public static IReadOnlyList<AdmissionResources> CronJobs { get; } = [new("batch", "cronjobs")];

    /// <summary>Autoscalers of pods.</summary>
    public static IReadOnlyList<AdmissionResources> HorizontalPodAutoscalers { get; } = [new("autoscaling", "horizontalpodautoscalers")];

    /// <summary>Storage of the cluster.</summary>
    public static IReadOnlyList<AdmissionResources> PersistentVolumes { get; } = [new("", "persistentvolumes")];

    /// <summary>Roles and cluster roles.</summary>
    public static IReadOnlyList<AdmissionResources> Roles { get; } = [new(RbacGroup, "roles", "clusterroles")];

    /// <summary>Role bindings of namespaces and of the cluster.</summary>
    public static IReadOnlyList<AdmissionResources> RoleBindings { get; } = [new(RbacGroup, "rolebindings", "clusterrolebindings")];

    /// <summary>Role bindings of namespaces.</summary>
    public static IReadOnlyList<AdmissionResources> NamespacedRoleBindings { get; } = [new(RbacGroup, "rolebindings")];

    /// <summary>Claims of storage.</summary>
    public static IReadOnlyList<AdmissionResources> PersistentVolumeClaims { get; } = [new("", "persistentvolumeclaims")];

    /// <summary>What sets the replicas of workloads.</summary>
    public static IReadOnlyList<AdmissionResources> Autoscalers { get; } = [new("autoscaling", "horizontalpodautoscalers")];

    /// <summary>Services.</summary>
    public static IReadOnlyList<AdmissionResources> Services { get; } = [new("", "services")];

    /// <summary>Ingresses.</summary>
    public static IReadOnlyList<AdmissionResources> Ingresses { get; } = [new("networking.k8s.io", "ingresses")];

    /// <summary>Gateways of Gateway API.</summary>
    public static IReadOnlyList<AdmissionResources> Gateways { get; } = [new("gateway.networking.k8s.io", "gateways")];

    /// <summary>Routes of Gateway API that have hosts.</summary>
    public static IReadOnlyList<AdmissionResources> GatewayRoutes { get; } = [new("gateway.networking.k8s.io", "httproutes", "grpcroutes", "tlsroutes")];

    /// <summary>Network policies.</summary>
    public static IReadOnlyList<AdmissionResources> NetworkPolicies { get; } = [new("networking.k8s.io", "networkpolicies")];

    /// <summary>Namespaces.</summary>
    public static IReadOnlyList<AdmissionResources> Namespaces { get; } = [new("", "namespaces")];

    /// <summary>Secrets.</summary>
    public static IReadOnlyList<AdmissionResources> Secrets { get; } = [new("", "secrets")];
}
