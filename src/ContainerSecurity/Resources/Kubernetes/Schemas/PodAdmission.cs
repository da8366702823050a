namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>What the API server's own admission adds to a pod: tolerations of nodes that fail, and a priority.</summary>
internal static class PodAdmission
{
    private const string TolerationSeconds = "300";
    private static readonly string[] Taints = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public static void Complete(DraftMap spec)
    {
        CompleteTolerations(spec);
        CompletePriority(spec);
    }

    private static void CompleteTolerations(DraftMap spec)
    {
        if (spec.ListWithin("tolerations") is not { IsOpen: false } tolerations)
            return;
        foreach (string taint in Taints)
        {
            if (tolerations.Objects.Any(t => Tolerates(t, taint)))
                continue;
            DraftMap added = DraftMap.Implied(tolerations, tolerations.Type.Item!);
            added.Complete("key", taint);
            added.Complete("operator", "Exists");
            added.Complete("effect", "NoExecute");
            added.Complete("tolerationSeconds", TolerationSeconds);
            tolerations.Items.Add(added);
        }
    }

    private static bool Tolerates(DraftMap toleration, string taint) =>
        (toleration.TextOf("key") is null or "" || toleration.TextOf("key") == taint) && toleration.TextOf("effect") is null or "" or "NoExecute";

    private static void CompletePriority(DraftMap spec)
    {
        string? priority = spec.TextOf("priorityClassName") switch
        {
            "system-cluster-critical" => "2000000000",
            "system-node-critical" => "2000001000",
            null or "" when spec["priorityClassName"] is null => "0",
            _ => null,
        };
        if (priority is null)
        {
            spec.CompleteUnknown("priority");
            spec.CompleteUnknown("preemptionPolicy");
            return;
        }
        spec.Complete("priority", priority);
        spec.Complete("preemptionPolicy", "PreemptLowerPriority");
    }
}
