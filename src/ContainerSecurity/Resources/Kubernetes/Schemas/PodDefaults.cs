namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>Defaults of pods and of what makes pods.</summary>
internal static class PodDefaults
{
    private static readonly string[] Lists = ["containers", "initContainers"];

    public static void Complete(DraftMap map, string type)
    {
        switch (type)
        {
            case "core.v1.Pod":
                CompletePod(map);
                break;
            case "core.v1.PodSpec":
                CompleteSpec(map);
                break;
            case "core.v1.Container" or "core.v1.EphemeralContainer":
                CompletePullPolicy(map, "image", "imagePullPolicy");
                break;
            case "core.v1.ImageVolumeSource" when map["reference"] is not null:
                CompletePullPolicy(map, "reference", "pullPolicy");
                break;
            case "core.v1.Volume" when !map.IsOpen && map.Entries.All(e => e.Key == "name"):
                map.Within("emptyDir");
                break;
        }
    }

    /// <summary>The containers of a pod that may ask for resources.</summary>
    public static IEnumerable<DraftMap> Containers(DraftMap spec) => Lists.SelectMany(l => spec.List(l)?.Objects ?? []);

    private static void CompletePod(DraftMap pod)
    {
        if (pod.Map("spec") is not { } spec)
            return;
        foreach (DraftMap container in Containers(spec))
            CopyLimits(container);
        if (spec.Map("resources") is { } resources && resources.Map("limits") is { } limits)
            CompleteRequests(spec, resources, limits);
        spec.Complete("enableServiceLinks", "true");
    }

    /// <summary>What containers request of a resource is summed up by the API server; what none of them requests is the pod's limit.</summary>
    private static void CompleteRequests(DraftMap spec, DraftMap resources, DraftMap limits)
    {
        if (resources.Within("requests") is not { } requests)
            return;
        foreach (DraftMap requested in Containers(spec).Select(c => c.Map("resources")?.Map("requests")).OfType<DraftMap>())
            foreach (DraftMap.Entry entry in requested.Entries)
                requests.CompleteUnknown(entry.Key);
        ComputedDefaults.CopyMissing(limits, requests);
    }

    private static void CopyLimits(DraftMap container)
    {
        if (container.Map("resources") is { } resources && resources.Map("limits") is { } limits)
            ComputedDefaults.CopyMissing(limits, resources.Within("requests"));
    }

    private static void CompleteSpec(DraftMap spec)
    {
        if (spec.TextOf("serviceAccountName") is { } name)
            spec.Set("serviceAccount", Draft.Implied(spec, name, FieldType.Parse("s")));
        else if (spec.TextOf("serviceAccount") is { } account)
            spec.Complete("serviceAccountName", account);
        if (spec["hostNetwork"] is DraftLeaf { Node: Documents.ScalarNode network } && network.TryBoolean(out bool isHost) && isHost)
            foreach (DraftMap port in Containers(spec).SelectMany(c => c.List("ports")?.Objects ?? []))
                if (port.TextOf("containerPort") is { } number)
                    port.Complete("hostPort", number);
    }

    private static void CompletePullPolicy(DraftMap map, string image, string policy)
    {
        if (map[image] is DraftLeaf { Text: null })
            map.CompleteUnknown(policy);
        else
            map.Complete(policy, IsLatest(map.TextOf(image) ?? "") ? "Always" : "IfNotPresent");
    }

    private static bool IsLatest(string image) =>
        ImageReference.TryParse(image, out ImageReference? reference) == ImageReferenceError.None
        && reference!.Digest is null
        && reference.Tag is null or "latest";
}
