using ContainerSecurity.Resources;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>How an API server names the kind of an object.</summary>
/// <param name="Group">The API group, empty for the core group.</param>
/// <param name="Name">The resource.</param>
internal sealed record ApiResource(string Group, string Name)
{
    private static readonly Dictionary<(string ApiVersion, string Kind), ApiResource> Known = new (string ApiVersion, string[] Kinds)[]
    {
        ("v1", [
            "Pod", "PodTemplate", "ReplicationController", "PersistentVolume", "Service", "Namespace", "Secret",
            "ConfigMap", "ServiceAccount", "PersistentVolumeClaim"
        ]),
        ("apps/v1", ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]),
        ("autoscaling/v1", ["HorizontalPodAutoscaler"]),
        ("autoscaling/v2", ["HorizontalPodAutoscaler"]),
        ("batch/v1", ["Job", "CronJob"]),
        ("rbac.authorization.k8s.io/v1", ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"]),
        ("networking.k8s.io/v1", ["Ingress", "NetworkPolicy"]),
        ("policy/v1", ["PodDisruptionBudget"]),
        ("gateway.networking.k8s.io/v1", ["Gateway", "HTTPRoute", "GRPCRoute"]),
        ("admissionregistration.k8s.io/v1", ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"]),
    }.SelectMany(g => g.Kinds.Select(k => (g.ApiVersion, k))).ToDictionary(
        p => p, p => new ApiResource(p.ApiVersion.Contains('/') ? p.ApiVersion.Split('/')[0] : "", PluralOf(p.k)));

    /// <summary>The resource of an object; null where the API server knows none.</summary>
    public static ApiResource? Of(Resource resource) => Known.GetValueOrDefault((resource.ApiVersion.Or(""), resource.Kind));

    /// <summary>One object of every kind that is known.</summary>
    public static IEnumerable<string> Manifests => Known.Keys.Select(k => $"apiVersion: {k.ApiVersion}\nkind: {k.Kind}\nmetadata: {{name: some}}\n");

#pragma warning disable CA1308 // Resources are named in lower case.
    private static string PluralOf(string kind) =>
        (kind switch { "Ingress" => "Ingresses", "NetworkPolicy" => "NetworkPolicies", _ => kind + "s" }).ToLowerInvariant();
#pragma warning restore CA1308
}
