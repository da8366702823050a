namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>Defaults that follow from other fields.</summary>
internal static class ComputedDefaults
{
    private const string AllJobs = "2147483647";

    /// <summary>Completes one object of a type.</summary>
    public static void Complete(DraftMap map, string type)
    {
        switch (type)
        {
            case "core.v1.Pod" or "core.v1.PodSpec" or "core.v1.Container" or "core.v1.EphemeralContainer" or "core.v1.Volume" or "core.v1.ImageVolumeSource":
                PodDefaults.Complete(map, type);
                break;
            case "core.v1.ServiceSpec" or "core.v1.ServicePort" or "networking.v1.NetworkPolicySpec":
                NetworkDefaults.Complete(map, type);
                break;
            case "autoscaling.v2.HorizontalPodAutoscalerSpec" or "autoscaling.v2.HorizontalPodAutoscalerBehavior":
                AutoscalerDefaults.Complete(map, type);
                break;
            case "core.v1.Secret":
                MoveStringData(map);
                break;
            case "core.v1.LimitRangeItem":
                CompleteLimits(map);
                break;
            case "core.v1.ReplicationController":
                CopyTemplateLabels(map, ofSelector: true);
                break;
            case "batch.v1.Job":
                CompleteJob(map);
                CopyTemplateLabels(map, ofSelector: false);
                break;
            case "apps.v1.StatefulSetUpdateStrategy":
                CompleteStatefulSet(map);
                break;
            case "apps.v1.StatefulSetSpec":
                foreach (DraftMap claim in map.List("volumeClaimTemplates")?.Objects ?? [])
                {
                    claim.Complete("apiVersion", "v1");
                    claim.Complete("kind", "PersistentVolumeClaim");
                }
                break;
            case "storage.v1.CSIDriverSpec" when map.Lacks("volumeLifecycleModes"):
                map.ListWithin("volumeLifecycleModes")?.Items.Add(Draft.Implied(map, "Persistent", FieldType.Parse("s")));
                break;
            case "apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionNames" when map.TextOf("kind") is { Length: > 0 } kind:
                map.Complete("singular", kind.ToLowerInvariant());
                map.Complete("listKind", kind + "List");
                break;
        }
    }

    /// <summary>Copies what is missing of one map into another, as amounts of resources are.</summary>
    public static void CopyMissing(DraftMap? from, DraftMap? into)
    {
        if (from is null || into is null || from.IsOpen)
            return;
        foreach (DraftMap.Entry entry in from.Entries)
            if (into.Lacks(entry.Key))
                into.Set(entry.Key, entry.Value is DraftLeaf { Text: { } text } ? Draft.Implied(into, text, into.Type.Item!) : Draft.ImpliedUnknown(into));
    }

    private static void MoveStringData(DraftMap secret)
    {
        if (secret.Map("stringData") is not { } texts || secret.Within("data") is not { } data)
            return;
        foreach (DraftMap.Entry entry in texts.Entries)
            data.Set(entry.Key, entry.Value.Text is { } text
                ? Draft.Implied(texts, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)), data.Type.Item!)
                : Draft.ImpliedUnknown(texts));
        secret.Remove("stringData");
    }

    private static void CompleteLimits(DraftMap item)
    {
        if (item.TextOf("type") != "Container")
            return;
        CopyMissing(item.Map("max"), item.Within("default"));
        CopyMissing(item.Map("default"), item.Within("defaultRequest"));
        CopyMissing(item.Map("min"), item.Within("defaultRequest"));
    }

    private static void CopyTemplateLabels(DraftMap controller, bool ofSelector)
    {
        DraftMap? spec = controller.Map("spec");
        if (spec?.Map("template")?.Map("metadata")?.Map("labels") is not { Entries.Count: > 0, IsOpen: false } labels)
            return;
        if (ofSelector && spec.Lacks("selector"))
            CopyMissing(labels, spec.Within("selector"));
        if (controller.Map("metadata") is { } metadata && (metadata.Map("labels")?.Entries.Count ?? 0) == 0)
            CopyMissing(labels, metadata.Within("labels"));
    }

    private static void CompleteJob(DraftMap job)
    {
        if (job.Map("spec") is not { } spec)
            return;
        if (spec.Lacks("parallelism"))
            spec.Complete("completions", "1");
        spec.Complete("parallelism", "1");
        spec.Complete("backoffLimit", spec.Lacks("backoffLimitPerIndex") ? "6" : AllJobs);
        spec.Complete("podReplacementPolicy", spec.Lacks("podFailurePolicy") ? "TerminatingOrFailed" : "Failed");
    }

    private static void CompleteStatefulSet(DraftMap strategy)
    {
        // The type has been set by now: where it was not given, neither is the rest.
        if (strategy["type"] is { IsImplied: true })
            strategy.Within("rollingUpdate");
        if (strategy.TextOf("type") == "RollingUpdate" && strategy.Map("rollingUpdate") is { } rolling)
            rolling.Complete("partition", "0");
    }
}
