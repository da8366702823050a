using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3012: containers stay in the cgroups that the engine gives them, and see no others (CIS Docker 5.25).</summary>
internal sealed class HostCgroupNamespace() : Rule(new("CSEC3012", "host-cgroup-namespace", Severity.High,
    "Leaves the engine's cgroups",
    "Remove 'cgroup: host' and 'cgroup_parent'.")
{
    References = ["CIS Docker 5.25", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>
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
}
