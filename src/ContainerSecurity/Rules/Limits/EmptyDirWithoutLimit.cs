using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6015: scratch volumes say how much they may hold (NIST SP 800-190 3.3.4).</summary>
internal sealed class EmptyDirWithoutLimit() : Rule(new("CSEC6015", "empty-dir-without-limit", Severity.Info,
    "emptyDir without a size limit",
    "Set 'emptyDir.sizeLimit' on the volume.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
    References = ["NIST SP 800-190 3.3.4"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        foreach (Volume volume in resource.Volumes)
            if (volume.SourceType.Is("emptyDir") && (volume.SizeLimit.IsMissing || volume.SizeLimit.Is(l => l.IsZero)))
                context.Report(
                    volume.SizeLimit,
                    $"{volume} is an emptyDir without sizeLimit, so it can fill the "
                        + $"{(volume.Source.Text("medium").Is("Memory") ? "memory" : "disk")} of the node.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Volumes, "v.all(k, k in ['name', 'emptyDir']) && sign(quantity(string(dyn(v.?emptyDir.?sizeLimit.orValue('0'))))) == 0");
}
