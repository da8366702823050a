using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3011: no mount is Bidirectional.</summary>
internal sealed class MountPropagationBidirectional() : Rule(new("CSEC3011", "mount-propagation-bidirectional", Severity.High,
    "Mounts made in the container reach the host",
    "Remove 'mountPropagation: Bidirectional'; HostToContainer is enough to see the host's mounts.")
{
    IsHardenable = true,
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        foreach (VolumeMount mount in container.Mounts)
            if (mount.Propagation.Is("Bidirectional"))
                context.Report(
                    mount.Propagation,
                    $"{container} mounts '{mount.MountPath}' with Bidirectional propagation, so what it mounts there "
                        + $"appears on the host. Allowed: None, HostToContainer.");
    }

    CelCheck ICelRule.InCel(CelContext context) =>
        CelCheck.Containers("c.?volumeMounts.orValue([]).exists(m, m.?mountPropagation.orValue('') == 'Bidirectional')");
}
