namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>What the creation of a pod adds: its status, and the field for an older annotation.</summary>
internal static class PodCreation
{
    private const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";
    private static readonly string[] ResourcesOfQuality = ["cpu", "memory"];

    public static void Complete(DraftMap pod)
    {
        if (pod.Map("spec") is not { } spec)
            return;
        if (pod.Map("metadata")?.Map("annotations") is { } annotations)
            CompleteAppArmor(spec, annotations);
        if (pod.Within("status") is { } status)
        {
            status.Complete("phase", "Pending");
            status.Complete("qosClass", QualityOf(spec));
        }
    }

    private static void CompleteAppArmor(DraftMap spec, DraftMap annotations)
    {
        foreach (DraftMap container in PodDefaults.Containers(spec))
        {
            bool isGiven = container.Map("securityContext")?["appArmorProfile"] is not null;
            if (isGiven || annotations.TextOf(AppArmorAnnotation + container.TextOf("name")) is not { } profile)
                continue;
            const string Local = "localhost/";
            string? type = profile switch
            {
                "runtime/default" => "RuntimeDefault",
                "unconfined" => "Unconfined",
                _ => profile.StartsWith(Local, StringComparison.Ordinal) ? "Localhost" : null,
            };
            if (type is null || container.Within("securityContext")?.Within("appArmorProfile") is not { } field)
                continue;
            field.Complete("type", type);
            if (type == "Localhost")
                field.Complete("localhostProfile", profile.Substring(Local.Length));
        }
    }

    /// <summary>The quality of service: guaranteed where every container is limited to what it requests, burstable where any asks for anything.</summary>
    private static string QualityOf(DraftMap spec)
    {
        DraftMap[] asking = spec.Map("resources") is { } own && Amounts(own, "requests").Concat(Amounts(own, "limits")).Any()
            ? [own]
            : [.. PodDefaults.Containers(spec).Select(c => c.Map("resources")).OfType<DraftMap>()];
        if (!asking.Any(r => Amounts(r, "requests").Concat(Amounts(r, "limits")).Any()))
            return "BestEffort";
        return Array.TrueForAll(asking, r => ResourcesOfQuality.All(n => r.Map("limits")?.TextOf(n) is { } limit && limit == r.Map("requests")?.TextOf(n)))
            ? "Guaranteed" : "Burstable";
    }

    private static IEnumerable<string> Amounts(DraftMap resources, string list) =>
        ResourcesOfQuality.Where(n => resources.Map(list)?[n] is { } amount && amount.Text != "0");
}
