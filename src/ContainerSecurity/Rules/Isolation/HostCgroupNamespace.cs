using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3012: containers stay in the cgroups that the engine gives them, and see no others (CIS Docker 5.25).</summary>
internal sealed class HostCgroupNamespace() : Rule(new("CSEC3012", "host-cgroup-namespace", Severity.High,
    "Leaves the engine's cgroups",
    "Remove 'cgroup: host' and 'cgroup_parent'.")
{
    References = ["CIS Docker 2.10", "CIS Docker 5.25", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, IJudges<DockerDaemon>
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.HostCgroup.Is(true))
            context.Report(
                resource.HostCgroup,
                $"{resource} uses the host's cgroup namespace: it sees the cgroups of all processes, and escapes "
                    + $"through them where they are writable. Allowed: a namespace of its own.");
        if (resource.CgroupParent.Is(p => p.Length > 0))
            context.Report(
                resource.CgroupParent,
                $"{resource} runs in the cgroup '{resource.CgroupParent}', past the limits of the engine's own. Allowed: no value.");
    }

    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        Field<bool> isShared = daemon.SharesCgroupNamespace;
        if (isShared.Is(true) && !daemon.IsWindows)
            context.Report(
                isShared,
                $"{daemon} gives containers the host's cgroup namespace unless they ask for one of their own. Allowed: default-cgroupns-mode: private.");
        Field<string> parent = daemon.Settings.Text("cgroup-parent");
        if (parent.Is(p => p.Length > 0))
            context.Report(parent, $"{daemon} runs all containers in the cgroup '{parent}', past the limits of its own. Allowed: no value.");
    }
}
