using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3013: volumes are of the types on the list; hostPath is told by CSEC3004 (PSS restricted).</summary>
internal sealed class RestrictedVolumeType() : Rule(new("CSEC3013", "restricted-volume-type", Severity.Medium,
    "Volume type outside the standard",
    "Use configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret.")
{
    IsKubernetesOnly = true,
    PodSecurity = PodSecurityLevel.Restricted,
    References = ["PSS restricted: Volume Types"],
}), IJudges<Workload>, ICelRule
{
    private static readonly string[] Allowed =
    [
        "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"
    ];

    public void Judge(Workload resource, RuleContext context)
    {
        foreach (Volume volume in resource.Volumes)
            if (volume.SourceType.Is(t => t != "hostPath" && Array.IndexOf(Allowed, t) < 0))
                context.Report(volume, $"{volume} is of type {volume.SourceType}. Allowed: {string.Join(", ", Allowed)}.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Volumes, "v.exists(k, k != 'name' && !(k in variables.volumeTypes))")
        .With("volumeTypes", [.. Allowed, "hostPath"]);
}
