using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Fields;

/// <summary>The fields that Kustomize 5.5 changes without being told.</summary>
internal static class DefaultFields
{
    private const string Template = "spec/template";
    private const string JobTemplate = "spec/jobTemplate";

    /// <summary>The lists of a pod's containers that are changed.</summary>
    internal static readonly string[] ContainerLists = ["containers", "initContainers"];

    private static readonly string[] Scaled = ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"];

    /// <summary>A configuration of its own, to which others can be added.</summary>
    public static FieldConfiguration Create()
    {
        var fields = new FieldConfiguration();
        fields.Prefix.Add(Of("metadata/name"));
        fields.Suffix.Add(Of("metadata/name"));
        fields.Namespace.AddRange(
        [
            Of("metadata/name", "Namespace", isCreated: true),
            Of("spec/service/namespace", "APIService", "apiregistration.k8s.io", isCreated: true),
            Of("spec/conversion/webhook/clientConfig/service/namespace", "CustomResourceDefinition", "apiextensions.k8s.io"),
        ]);
        fields.Replicas.AddRange(
            Scaled.Select(k => Of("spec/replicas", k, isCreated: true)));
        fields.Images.AddRange(
            from pod in new[] { "spec", Template + "/spec" }
            from list in ContainerLists
            select Of($"{pod}/{list}[]/image", isCreated: true));
        fields.CommonAnnotations.AddRange(Metadata("annotations", statefulSetGroup: ""));
        fields.TemplateLabels.AddRange(TemplateLabels());
        fields.CommonLabels.AddRange([.. Selectors(), .. TemplateLabels()]);
        fields.Variables.AddRange(VariableFields.All());
        fields.References.AddRange(ReferenceFields.All());
        fields.SetDefault();
        return fields;
    }

    public static FieldSpec Of(string path, string kind = "", string group = "", string version = "", bool isCreated = false) =>
        new(new GroupVersionKind(group, version, kind), path, isCreated);

    private static IEnumerable<FieldSpec> TemplateLabels()
    {
        foreach (FieldSpec spec in Metadata("labels", statefulSetGroup: "apps"))
        {
            yield return spec;
            if (spec.Kind.Kind == "StatefulSet")
                yield return Of("spec/volumeClaimTemplates[]/metadata/labels", "StatefulSet", "apps", isCreated: true);
        }
    }

    private static IEnumerable<FieldSpec> Metadata(string field, string statefulSetGroup) =>
    [
        Of($"metadata/{field}", isCreated: true),
        Of($"{Template}/metadata/{field}", "ReplicationController", version: "v1", isCreated: true),
        Of($"{Template}/metadata/{field}", "Deployment", isCreated: true),
        Of($"{Template}/metadata/{field}", "ReplicaSet", isCreated: true),
        Of($"{Template}/metadata/{field}", "DaemonSet", isCreated: true),
        Of($"{Template}/metadata/{field}", "StatefulSet", statefulSetGroup, isCreated: true),
        Of($"{Template}/metadata/{field}", "Job", "batch", isCreated: true),
        Of($"{JobTemplate}/metadata/{field}", "CronJob", "batch", isCreated: true),
        Of($"{JobTemplate}/spec/template/metadata/{field}", "CronJob", "batch", isCreated: true),
    ];

    private static IEnumerable<FieldSpec> Selectors() =>
    [
        Of("spec/selector", "Service", version: "v1", isCreated: true),
        Of("spec/selector", "ReplicationController", version: "v1", isCreated: true),
        Of("spec/selector/matchLabels", "Deployment", isCreated: true),
        .. PodSelectors("Deployment"),
        Of("spec/selector/matchLabels", "ReplicaSet", isCreated: true),
        Of("spec/selector/matchLabels", "DaemonSet", isCreated: true),
        Of("spec/selector/matchLabels", "StatefulSet", "apps", isCreated: true),
        .. PodSelectors("StatefulSet"),
        Of("spec/selector/matchLabels", "Job", "batch"),
        Of(JobTemplate + "/spec/selector/matchLabels", "CronJob", "batch"),
        Of("spec/selector/matchLabels", "PodDisruptionBudget", "policy"),
        Of("spec/podSelector/matchLabels", "NetworkPolicy", "networking.k8s.io"),
        Of("spec/ingress/from/podSelector/matchLabels", "NetworkPolicy", "networking.k8s.io"),
        Of("spec/egress/to/podSelector/matchLabels", "NetworkPolicy", "networking.k8s.io"),
    ];

    private static IEnumerable<FieldSpec> PodSelectors(string kind)
    {
        foreach (string affinity in new[] { "podAffinity", "podAntiAffinity" })
        {
            string path = $"{Template}/spec/affinity/{affinity}";
            yield return Of($"{path}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels", kind, "apps");
            yield return Of($"{path}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels", kind, "apps");
        }
        yield return Of($"{Template}/spec/topologySpreadConstraints/labelSelector/matchLabels", kind, "apps");
    }
}
