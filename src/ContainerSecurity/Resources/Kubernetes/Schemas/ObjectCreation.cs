namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>What the API server does to an object that is created, before its policies see it: it names and numbers it, and takes its status away.</summary>
internal static class ObjectCreation
{
    /// <summary>What stands for the letters that the API server draws.</summary>
    public const string GeneratedSuffix = "xxxxx";


    /// <summary>Kinds whose specification is numbered.</summary>
    private static readonly HashSet<string> Numbered = new(StringComparer.Ordinal)
    {
        "apps.v1.DaemonSet", "apps.v1.Deployment", "apps.v1.ReplicaSet", "apps.v1.StatefulSet", "batch.v1.CronJob",
        "batch.v1.Job", "core.v1.Pod", "core.v1.PodTemplate",
        "core.v1.ReplicationController", "discovery.v1.EndpointSlice", "networking.v1.Ingress",
        "networking.v1.IngressClass", "networking.v1.NetworkPolicy", "policy.v1.PodDisruptionBudget",
        "flowcontrol.v1.FlowSchema", "flowcontrol.v1.PriorityLevelConfiguration", "scheduling.v1.PriorityClass",
        "resource.v1.DeviceClass", "resource.v1.ResourceSlice",
        "admissionregistration.v1.ValidatingWebhookConfiguration", "admissionregistration.v1.MutatingWebhookConfiguration",
        "admissionregistration.v1.ValidatingAdmissionPolicy", "admissionregistration.v1.ValidatingAdmissionPolicyBinding",
        "admissionregistration.v1.MutatingAdmissionPolicy", "admissionregistration.v1.MutatingAdmissionPolicyBinding",
        "apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition",
    };

    /// <summary>Takes away the status, which others than the creator report.</summary>
    public static void Strip(DraftMap root)
    {
        if (root.Schema!.Name != "core.v1.Node")
            root.Remove("status");
    }

    /// <summary>Completes an object with what its creation adds.</summary>
    public static void Complete(DraftMap root)
    {
        if (root.Within("metadata") is not { } metadata)
            return;
        CompleteMetadata(metadata);
        string type = root.Schema!.Name;
        if (Numbered.Contains(type))
            metadata.Set("generation", Draft.Implied(metadata, "1", FieldType.Parse("i")));
        switch (type)
        {
            case "core.v1.Pod":
                PodCreation.Complete(root);
                break;
            case "core.v1.Service":
                ServiceCreation.Complete(root);
                break;
            case "core.v1.Namespace":
                ObjectAdmission.AddMissing(root.Within("spec")?.ListWithin("finalizers"), "kubernetes");
                break;
            case "core.v1.PersistentVolume":
                root.Within("status")?.CompleteUnknown("lastPhaseTransitionTime");
                break;
            case "apps.v1.DaemonSet":
                metadata.Within("annotations")?.Complete("deprecated.daemonset.template.generation", "1");
                break;
            case "batch.v1.Job":
                CompleteJob(root, metadata);
                break;
        }
    }

    private static void CompleteMetadata(DraftMap metadata)
    {
        if (metadata.TextOf("generateName") is { Length: > 0 } prefix)
            metadata.Complete("name", prefix + GeneratedSuffix);
        foreach (string name in new[] { "uid", "creationTimestamp" })
            metadata.Set(name, Draft.ImpliedUnknown(metadata));
    }

    /// <summary>The controller selects its pods by labels that hold its identifier.</summary>
    private static void CompleteJob(DraftMap job, DraftMap metadata)
    {
        if (job.Map("spec") is not { } spec || spec.TextOf("manualSelector") == "true")
            return;
        string name = metadata.TextOf("name") ?? "";
        if (spec.Within("template")?.Within("metadata")?.Within("labels") is { } labels)
            foreach (string prefix in new[] { "", "batch.kubernetes.io/" })
            {
                labels.Complete(prefix + "job-name", name);
                labels.CompleteUnknown(prefix + "controller-uid");
            }
        spec.Within("selector")?.Within("matchLabels")?.CompleteUnknown("batch.kubernetes.io/controller-uid");
    }
}
