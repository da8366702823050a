using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3006: no runtime socket, or folder that holds one, is mounted (NIST SP 800-190 3.5.5).</summary>
internal sealed class ContainerRuntimeSocketMount() : HostPathRule(new("CSEC3006", "container-runtime-socket-mount", Severity.Critical,
    "Mounts the socket of the container runtime",
    "Remove the mount; build images with a builder that needs no daemon.")
{
    References = ["NIST SP 800-190 3.5.5"],
}), ICelRule
{
    protected override void Judge(Volume volume, Message who, RuleContext context)
    {
        if (volume.HostPath.Is(HostFolder.ReachesRuntimeSocket))
            context.Report(
                volume.HostPath,
                $"{who} mounts the host's '{volume.HostPath}', through which a container can start privileged containers "
                    + $"on the node. Allowed: no socket of a container runtime.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.HostPaths, CelHostPaths.ReachesRuntimeSocket)
        .With(CelHostPaths.Lists)
        .Of(HostsInCel(context));
}
